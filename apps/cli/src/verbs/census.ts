import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { InputError, type SymmetryName, symmetryNames } from '@selforg/core';
import { type CensusFile, formatCensus, Ledger, readCensus } from '../census/ledger.js';
import type { CensusSettings, Counts, Range } from '../census/settings.js';
import { forceFlag, jsonFlag, quietFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { checkTarget, readText, writeWhole } from '../files.js';
import { wholeNumber } from '../flags.js';
import { interruptible } from '../interrupt.js';
import { readObjectRule } from '../object-rule.js';
import { colours, count, duration, note, printJson, printLines, table } from '../output.js';
import { progressBar } from '../progress.js';
import type { Call, Verb } from '../verb.js';
import { shareOut } from '../workers.js';

const DEFAULTS = { rule: 'B3/S23', soups: 1000, size: 16, symmetry: 'C1', density: 0.5, seed: 1, patience: 20_000 };
const MOST_WORKERS = 64;
/** Between two times that what is known is written down. */
const CHECKPOINT_MS = 5000;
/** Rows that people are shown; the file has all. */
const MOST_LINES = 30;

export const census: Verb = {
  name: 'census',
  about: 'Count the objects that random soups leave.',
  operands: [],
  flags: {
    rule: { value: 'R', about: `Rule of two states, default ${DEFAULTS.rule}.` },
    soups: { value: 'N', about: `Soups to count, those of --resume among them; default ${DEFAULTS.soups}.` },
    size: { value: 'N', about: `Cells of a side of a soup, 1 to 256, default ${DEFAULTS.size}.` },
    symmetry: {
      value: 'S',
      about: `Symmetry of the soups, by apgsearch's names: ${symmetryNames.join(', ')}. Default ${DEFAULTS.symmetry}; all but C1, D2_x are about twice the size.`,
    },
    density: { value: 'D', about: `Share of cells that are alive in the beginning, default ${DEFAULTS.density}.` },
    seed: { value: 'S', about: `Start of the random streams, default ${DEFAULTS.seed}.` },
    patience: { value: 'N', about: `Generations that a soup has to settle, default ${DEFAULTS.patience}.` },
    workers: { value: 'N', about: 'Threads to count with, default one for each processor.' },
    out: { value: 'FILE.json', about: 'File for the counts, written every few seconds.' },
    resume: { about: 'Go on with the census in that file.' },
    ...forceFlag,
    ...jsonFlag,
    ...quietFlag,
  },
  examples: () => [
    'selforg census',
    'selforg census --soups 1e6 --out census.json          # Ctrl-C stops it',
    'selforg census --soups 1e6 --out census.json --resume',
    'selforg census --rule B36/S23 --symmetry D8_1 --soups 2000 --json',
  ],
  act: (call) => interruptible((signal) => act(call, signal)),
};

async function act(call: Call, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const settings = settingsOf(call);
  const soups = wholeNumber(call, 'soups', { min: 1, max: 2 ** 40, standard: DEFAULTS.soups });
  const workers = wholeNumber(call, 'workers', { min: 1, max: MOST_WORKERS, standard: availableParallelism() });
  const out = call.text('out');
  const ledger = new Ledger(settings, claim(call, settings, soups));
  const reused = ledger.soups;
  const isSilent = call.has('json') || call.has('quiet');
  const keeper = out === undefined ? undefined : keeperOf(out, ledger);

  const bar = progressBar(soups - reused, 'soups', { hidden: isSilent });
  try {
    await shareOut<Range, Counts>({
      module: new URL('../census/worker.js', import.meta.url),
      data: settings,
      tasks: ledger.missing(soups),
      workers,
      signal,
      onResult(counts) {
        ledger.add(counts);
        bar.update(ledger.soups - reused);
        keeper?.remind();
      },
    });
  } finally {
    bar.stop();
    await keeper?.close();
  }
  const file = ledger.file();
  const interrupted = file.soups < soups;
  const elapsedMs = performance.now() - began;
  if (call.has('json')) printJson({ ...file, ...(out !== undefined && { out }), reused, interrupted, elapsedMs });
  else if (!call.has('quiet')) {
    printLines(report(file));
    const speed = ((file.soups - reused) / elapsedMs) * 1000;
    note(`${count(file.soups - reused, 'soup')} in ${duration(elapsedMs)}, ${speed.toFixed(0)} a second`);
    if (interrupted) note(out === undefined ? 'stopped' : 'stopped; the same command with --resume goes on');
  }
  return interrupted ? EXIT.interrupted : EXIT.done;
}

/** Writes the counts down now and then, one time after the other, and at the end. */
function keeperOf(out: string, ledger: Ledger) {
  const write = () => writeWhole('--out', out, new TextEncoder().encode(formatCensus(ledger.file())));
  let last = performance.now();
  let writing = Promise.resolve();
  return {
    remind() {
      if (performance.now() - last < CHECKPOINT_MS) return;
      last = performance.now();
      writing = writing.then(write);
      writing.catch(() => {}); // Whoever waits for the end is told.
    },
    close: () => writing.then(write),
  };
}

/**
 * What the file to go on with holds.
 * @throws InputError where a file is there that is not to be replaced
 */
function claim(call: Call, settings: CensusSettings, soups: number): CensusFile | undefined {
  const [out, force] = [call.text('out'), call.has('force')];
  if (out === undefined) {
    if (call.has('resume')) throw new InputError('--out', undefined, 'the file that --resume goes on with');
    return undefined;
  }
  const before = call.has('resume') && existsSync(out) ? readCensus(readText('--out', out)) : undefined;
  const isSame = before !== undefined && JSON.stringify(before.settings) === JSON.stringify(settings);
  if (call.has('resume') && existsSync(out) && !isSame && !force) {
    throw new InputError('--out', out, 'a census with the same settings to go on with (--force replaces it)');
  }
  checkTarget('--out', out, { force, replaceable: () => isSame });
  if (!isSame) return undefined;
  const last = before.done.at(-1)?.[1] ?? 0;
  if (last > soups) throw new InputError('soups', soups, `at least ${last}, those counted already`);
  return before;
}

function settingsOf(call: Call): CensusSettings {
  const symmetry = call.text('symmetry') ?? DEFAULTS.symmetry;
  if (!isSymmetry(symmetry)) throw new InputError('symmetry', symmetry, `one of ${symmetryNames.join(', ')}`);
  const text = call.text('density');
  const density = text === undefined ? DEFAULTS.density : Number(text);
  if (!(density > 0 && density <= 1) || text?.trim() === '') {
    throw new InputError('density', text, 'a number above 0, at most 1');
  }
  return {
    rule: readObjectRule(call.text('rule') ?? DEFAULTS.rule).name,
    size: wholeNumber(call, 'size', { min: 1, max: 256, standard: DEFAULTS.size }),
    symmetry,
    density,
    seed: wholeNumber(call, 'seed', { min: 0, max: 2 ** 32 - 1, standard: DEFAULTS.seed }),
    patience: wholeNumber(call, 'patience', { min: 1, max: 1e9, standard: DEFAULTS.patience }),
  };
}

const isSymmetry = (name: string): name is SymmetryName => (symmetryNames as readonly string[]).includes(name);

function report({ soups, objects, rows, unsettled }: CensusFile): string[] {
  const head = `${colours.bold(count(objects, 'object'))} of ${count(rows.length, 'kind')} from ${count(soups, 'soup')}`;
  const lines = rows
    .slice(0, MOST_LINES)
    .map((row) => [String(row.count), ((100 * row.count) / objects).toFixed(2), row.name ?? '', row.code, row.kind]);
  const more = rows.length > MOST_LINES ? [`… and ${rows.length - MOST_LINES} kinds that are rarer`] : [];
  const open = unsettled.map(({ soup }) => soup).join(', ');
  return [
    head,
    ...(rows.length > 0 ? table([['count', 'share %', 'name', 'apgcode', 'kind'], ...lines], [2, 3, 4]) : []),
    ...more,
    ...(open === '' ? [] : [`not settled: ${count(unsettled.length, 'soup')}, number ${open}`]),
  ];
}
