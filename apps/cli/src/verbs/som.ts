import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Dataset, data, InputError, maps, toJson } from '@selforg/core';
import { dataFlags, forceFlag, jsonFlag, quietFlag } from '../common-flags.js';
import { findSet } from '../data/find-sets.js';
import { EXIT } from '../errors.js';
import { checkTarget, writeWhole } from '../files.js';
import { wholeNumber } from '../flags.js';
import { interruptible } from '../interrupt.js';
import { colours, count, duration, note, printJson, printLines, short } from '../output.js';
import { progressBar } from '../progress.js';
import { formatMap, type MapContext, readMap, scaled } from '../som/map-file.js';
import { claimOut, clearMap, MAP_FILE, QUALITY_FILE } from '../som/out-folder.js';
import { MOST_PLANES, mapPictures } from '../som/pictures.js';
import { somOptions, tableFlags, tableOptions, trainingFlags } from '../som/som-flags.js';
import { train } from '../som/train.js';
import type { Call, Verb } from '../verb.js';

const MOST_WORKERS = 64;
/** Samples by which the quality is judged that takes all pairs of them. */
const PAIRED = 1000;
const HASTILY_PAIRED = 300;
/** Samples that a map is judged by when its training was stopped. */
const JUDGED = 4096;

const fit: Verb = {
  name: 'som fit',
  about: 'Train a self-organizing map on a table or data set; write it, its quality and pictures of it.',
  operands: ['<data>'],
  flags: {
    ...trainingFlags,
    standardize: { about: 'Bring each column to mean 0 and deviation 1 first.' },
    ...tableFlags,
    ...dataFlags,
    workers: {
      value: 'N',
      about: 'Threads for a batch, default one for each processor; the map is the same with any number.',
    },
    out: {
      value: 'DIR',
      about: `Folder for ${MAP_FILE}, ${QUALITY_FILE} and PNGs of U-matrix, hits, labels and component planes.`,
    },
    ...forceFlag,
    ...jsonFlag,
    ...quietFlag,
  },
  examples: () => [
    'selforg som fit iris --grid 8x8 --standardize --out out/iris',
    'selforg som fit measured.csv --grid 20x20 --hex --torus --label kind --out out/map',
    'selforg som fit mnist --grid 20x20 --epochs 15 --out out/mnist   # Ctrl-C writes what it has',
  ],
  act: (call) => interruptible((signal) => fitMap(call, signal)),
};

async function fitMap(call: Call, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const options = somOptions(call);
  const workers = workersOf(call, options.training ?? 'batch');
  const { samples, context } = samplesOf(call, options.missing ?? false);
  const map = maps.Som.start(samples, options);
  const out = claimOut(call.text('out'), call.has('force'));
  const { epochs } = map.settings;
  const bar = progressBar(epochs * samples.rows, 'samples', { hidden: call.has('json') || call.has('quiet') });
  try {
    await train(map, samples, { workers, signal, onProgress: (seen) => bar.update(seen) });
  } finally {
    bar.stop();
  }
  const trainedMs = performance.now() - began;
  const interrupted = map.epoch < epochs;
  const judged = interrupted ? someOf(samples) : samples;
  const { quality, hits } = qualityOf(map, samples, judged);
  clearMap(out);
  await writeWhole('--out', join(out, QUALITY_FILE), new TextEncoder().encode(`${toJson(quality, 2)}\n`));
  const pictures: string[] = [];
  for (const { file, png } of mapPictures(map, { hits, names: context.names, picture: samples.picture })) {
    await writeWhole('--out', join(out, file), png);
    pictures.push(file);
  }
  await writeWhole('--out', join(out, MAP_FILE), new TextEncoder().encode(`${formatMap(map, context)}\n`));

  if (call.has('json')) {
    printJson({ out, map: MAP_FILE, pictures, ...quality, workers, elapsedMs: performance.now() - began, interrupted });
  } else if (!call.has('quiet')) {
    printLines(summary(map, quality, out, trainedMs));
    if (map.dimensions > MOST_PLANES) note(`component planes of the first ${MOST_PLANES} columns of ${map.dimensions}`);
    if (interrupted) {
      const by = judged === samples ? '' : `, judged by ${count(judged.rows, 'sample')}`;
      note(`stopped after ${count(map.epoch, 'epoch')} of ${epochs}; what was learned is written${by}`);
    }
  }
  return interrupted ? EXIT.interrupted : EXIT.done;
}

function workersOf(call: Call, training: maps.Training): number {
  const most = training === 'batch' ? MOST_WORKERS : 1;
  if (training !== 'batch' && call.text('workers') !== undefined && call.text('workers') !== '1') {
    throw new InputError('workers', call.text('workers'), `1 for training "${training}": each update needs the last`);
  }
  return wholeNumber(call, 'workers', { min: 1, max: MOST_WORKERS, standard: Math.min(most, availableParallelism()) });
}

/** The data set that the operand names, brought to scale where that is asked for. */
function samplesOf(call: Call, missing: boolean): { readonly samples: Dataset; readonly context: MapContext } {
  const set = findSet(call.operands[0], call.text('dataDir'), tableOptions(call));
  checkGaps(set, missing);
  const { features: names, classes } = set;
  const scores = call.has('standardize') ? data.columnScores(set) : undefined;
  const context = { ...(names && { names }), ...(classes && { classes }), ...(scores && { scores }) };
  return { samples: scaled(set, context), context };
}

/** @throws InputError for the first value that is missing, unless that is allowed */
function checkGaps({ values, columns, features }: Dataset, missing: boolean): void {
  let gap = missing ? values.length : 0;
  while (gap < values.length && !Number.isNaN(values[gap])) gap++;
  if (gap === values.length) return;
  const column = features ? JSON.stringify(features[gap % columns]) : (gap % columns) + 1;
  const place = `nothing in row ${Math.floor(gap / columns) + 1}, column ${column}`;
  throw new InputError('data', place, 'a number everywhere, or --missing');
}

/** After Ctrl-C nobody wants to wait: samples evenly taken, by which a map is judged then. */
function someOf(samples: Dataset): Dataset {
  const { rows } = samples;
  if (rows <= JUDGED) return samples;
  return data.takeRows(
    samples,
    Array.from({ length: JUDGED }, (_, r) => Math.floor((r * rows) / JUDGED)),
  );
}

/** Classes and quality of a map. Best matches are searched once: on large data that takes as long as an epoch. */
function qualityOf(map: maps.Som, { rows: samples, columns: dimensions }: Dataset, judged: Dataset) {
  const { grid, distance } = map.settings;
  const { columns, rows, layers, lattice, surface, units } = grid;
  const winners = new Int32Array(judged.rows);
  const seconds = new Int32Array(judged.rows);
  const distances = new Float32Array(judged.rows);
  map.codebook.bestMatches(judged.values, judged.rows, { winners, seconds, distances });
  const hits = new Uint32Array(units);
  let torn = 0;
  winners.forEach((winner, r) => {
    hits[winner]++;
    if (units > 1 && !maps.areNeighbours(grid, winner, seconds[r])) torn++;
  });
  const { labels } = judged;
  const classes =
    labels?.some((label) => label >= 0) &&
    maps.completeLabels(map.labelMap(judged, winners).labels, map.codebook, distance);
  const quality = {
    samples,
    judged: judged.rows,
    dimensions,
    grid: { columns, rows, layers, lattice, surface, units },
    epochs: map.epoch,
    quantizationError: distances.reduce((sum, distance) => sum + distance, 0) / judged.rows,
    topographicError: torn / judged.rows,
    ...map.projection(judged, { most: judged.rows < samples ? HASTILY_PAIRED : PAIRED }),
    emptyUnits: hits.reduce((sum, n) => sum + (n === 0 ? 1 : 0), 0),
    ...(labels &&
      classes && {
        accuracy: accuracyOf(
          winners.map((winner) => classes[winner]),
          labels,
        ),
      }),
  };
  return { quality, hits };
}

/** Share of the labelled samples whose class is the one that is told. */
function accuracyOf(told: ArrayLike<number>, labels: Int32Array): number {
  let [right, known] = [0, 0];
  for (let r = 0; r < labels.length; r++) {
    if (labels[r] < 0) continue;
    known++;
    if (told[r] === labels[r]) right++;
  }
  return right / known;
}

function summary(map: maps.Som, quality: ReturnType<typeof qualityOf>['quality'], out: string, ms: number): string[] {
  const { columns, rows, layers, lattice, surface } = map.settings.grid;
  const size = [columns, rows, ...(layers > 1 ? [layers] : [])].join('×');
  const { quantizationError, topographicError, trustworthiness, neighbourhoodPreservation, accuracy } = quality;
  return [
    `${colours.bold(`Map of ${size} ${lattice} units on a ${surface}`)}: ${count(map.epoch, 'epoch')} of ${count(quality.samples, 'sample')} in ${duration(ms)}`,
    `  quantization error         ${short(quantizationError)}`,
    `  topographic error          ${short(topographicError)}`,
    `  trustworthiness            ${short(trustworthiness)}`,
    `  neighbourhood preservation ${short(neighbourhoodPreservation)}`,
    ...(accuracy === undefined ? [] : [`  accuracy on these samples  ${short(accuracy)}`]),
    `in ${out}`,
  ];
}

const map: Verb = {
  name: 'som map',
  about: 'Find the unit of a map that each row of a table is nearest to, and the class that it stands for.',
  operands: ['<map>', '<data>'],
  flags: {
    out: { value: 'FILE.csv', about: 'Table to write, a row for each row of the data; default stdout.' },
    ...tableFlags,
    ...dataFlags,
    ...forceFlag,
    ...jsonFlag,
    ...quietFlag,
  },
  examples: () => [
    `selforg som map out/iris/${MAP_FILE} iris`,
    `selforg som map out/map/${MAP_FILE} new.csv --out units.csv`,
  ],
  act: placeSamples,
};

async function placeSamples(call: Call): Promise<number> {
  const [mapFile, name] = call.operands;
  const { map, context } = readMap(mapFile);
  const out = call.text('out');
  if (out !== undefined) checkTarget('--out', out, { force: call.has('force') });
  const set = findSet(name, call.text('dataDir'), tableOptions(call));
  checkGaps(set, map.settings.missing);
  if (set.columns !== map.dimensions) {
    throw new InputError('data', `${set.columns} columns`, `${map.dimensions}, as many as the map has`);
  }
  const samples = scaled(set, context);
  const units = new Int32Array(samples.rows);
  const distances = new Float32Array(samples.rows);
  map.codebook.bestMatches(samples.values, samples.rows, { winners: units, distances });
  const told = map.labels && Array.from(map.classify(samples), (label) => context.classes?.[label] ?? String(label));
  const accuracy = told && accuracyAgainst(told, set);
  if (out !== undefined || !call.has('json')) {
    const table = new TextEncoder().encode(tableOf(map, { units, distances, told }));
    if (out === undefined) process.stdout.write(table);
    else await writeWhole('--out', out, table);
  }
  const quantizationError = distances.reduce((sum, distance) => sum + distance / samples.rows, 0);
  if (call.has('json')) {
    printJson({
      samples: samples.rows,
      quantizationError,
      ...(accuracy !== undefined && { accuracy }),
      ...(out === undefined
        ? { units: [...units], distances: [...distances], ...(told && { labels: told }) }
        : { out }),
    });
  } else if (!call.has('quiet')) {
    const share = accuracy === undefined ? '' : `, accuracy ${short(accuracy)}`;
    note(`${count(samples.rows, 'sample')}: quantization error ${short(quantizationError)}${share}`);
  }
  return EXIT.done;
}

interface Placed {
  readonly units: Int32Array;
  readonly distances: Float32Array;
  readonly told: readonly string[] | undefined;
}

function tableOf({ settings: { grid } }: maps.Som, { units, distances, told }: Placed): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = Array.from(units, (unit, r) => {
    const row = Math.floor(unit / grid.columns);
    const cells = [r + 1, unit, unit % grid.columns, row, distances[r]];
    return told ? `${cells.join(',')},${quoted(told[r])}` : cells.join(',');
  });
  return `${[`sample,unit,column,row,distance${told ? ',label' : ''}`, ...lines].join('\n')}\n`;
}

/** By the names of the classes: other data may hold fewer of them. Nothing where no row has a label. */
function accuracyAgainst(told: readonly string[], { labels, classes }: Dataset): number | undefined {
  if (!labels?.some((label) => label >= 0)) return undefined;
  let [right, known] = [0, 0];
  for (let r = 0; r < labels.length; r++) {
    if (labels[r] < 0) continue;
    known++;
    if (told[r] === (classes?.[labels[r]] ?? String(labels[r]))) right++;
  }
  return right / known;
}

export const som: Verb = {
  name: 'som',
  about: 'Fit a self-organizing map to data of your own, and place data on it.',
  actions: [fit, map],
  operands: ['<fit|map>'],
  flags: {},
  examples: () => [
    'selforg som fit iris --grid 8x8 --standardize --out out/iris',
    `selforg som map out/iris/${MAP_FILE} iris`,
  ],
  act() {
    throw new InputError('som', undefined, 'fit or map');
  },
};
