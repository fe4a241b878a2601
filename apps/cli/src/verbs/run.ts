import { resolve } from 'node:path';
import { decodeSnapshot, encodeSnapshot, InputError, type Recipe, type Simulation, type System } from '@selforg/core';
import { plotPng } from '@selforg/render/node';
import { dataFlags, jsonFlag, quietFlag, recipeFlags } from '../common-flags.js';
import { setsFor } from '../data/find-sets.js';
import { EXIT } from '../errors.js';
import { patternOptions, presetOptions } from '../examples.js';
import { checkTarget, readBytes, writeWhole } from '../files.js';
import { numberOf } from '../flags.js';
import { interruptible } from '../interrupt.js';
import { collect, type Series, selectMeasures } from '../measuring.js';
import { colours, count, duration, measureLines, note, printJson, printLines, short, table } from '../output.js';
import { progressBar } from '../progress.js';
import { recipeOf, start } from '../recipes.js';
import { advance } from '../stepping.js';
import type { Call, Verb } from '../verb.js';

const DEFAULT_STEPS = 1000;
const PLOT_POINTS = 400;

const flags = {
  ...recipeFlags,
  steps: {
    value: 'N',
    about: `Steps to take: from the start, or from the snapshot on with --load. Default ${DEFAULT_STEPS}.`,
    setting: numberOf,
  },
  every: { value: 'K', about: 'Note the measures every K steps: a table, or `series` with --json.', setting: numberOf },
  measures: { value: 'LIST', about: 'Measures to note, e.g. population,births. Default all.' },
  plot: { value: 'FILE', about: 'Draw the measures over time into a PNG file.' },
  load: { value: 'FILE', about: 'Go on from a snapshot that --save wrote; it brings system, parameters and seed.' },
  save: { value: 'FILE', about: 'Write a snapshot at the end, or when Ctrl-C stops the run.' },
  ...dataFlags,
  force: { about: 'Let --save and --plot replace any file; a snapshot is replaced without it.' },
  ...jsonFlag,
  ...quietFlag,
};

export const run: Verb = {
  name: 'run',
  about: 'Run a system and report its measures.',
  operands: ['[system]'],
  system: 'with parameters',
  flags,
  examples: (system) => {
    const { id, measures } = system;
    return [
      `selforg run ${id} --steps 1000 --seed 7`,
      ...presetOptions(system).map((options) => `selforg run ${id} ${options} --json`),
      ...patternOptions(system).map((options) => `selforg run ${id} ${options} --steps 100`),
      ...measures.slice(0, 1).map((measure) => {
        return `selforg run ${id} --steps 500 --every 50 --measures ${measure.id} --plot ${measure.id}.png`;
      }),
      `selforg run ${id} --steps 1e6 --save ${id}.snapshot   # Ctrl-C saves too`,
      `selforg run --load ${id}.snapshot --steps 1000`,
      `selforg run --recipe out/${id}/recipe.json --steps 500`,
    ];
  },
  act: (call) => interruptible((signal) => act(call, signal)),
};

async function act(call: Call, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const asked = recipeOf(call, flags);
  const from = call.snapshot?.time ?? 0;
  // What counts from the snapshot on the command line counts from the start in the recipe.
  const given = call.text('steps') !== undefined || asked.steps === undefined;
  const total = given ? from + (asked.steps ?? DEFAULT_STEPS) : Math.max(from, asked.steps ?? 0);
  const recipe: Recipe = { ...asked, steps: total };
  const system = call.system as System;
  const [save, plot] = [call.text('save'), call.text('plot')];
  const every = asked.every ?? (plot === undefined ? undefined : Math.max(1, Math.ceil((total - from) / PLOT_POINTS)));
  const noted = selectMeasures(system, call.text('measures'));
  checkTargets(save, plot, call.has('force'));

  const simulation = start(recipe, call.snapshot, setsFor(system, recipe.params, call.text('dataDir')));
  const series = collect(simulation, noted, { from, to: total, every });
  const bar = progressBar(total - from, 'steps', { hidden: call.has('json') || call.has('quiet') });
  try {
    await advance(simulation, total, { signal, stops: series.stops, onProgress: (time) => bar.update(time - from) });
  } catch (error) {
    // A step that finds no memory leaves the state before it: that is not lost.
    if (error instanceof InputError && save !== undefined) {
      await writeWhole('--save', save, encodeSnapshot(simulation.snapshot()));
      note(`saved ${save} at step ${simulation.time}`);
    }
    throw error;
  } finally {
    bar.stop();
  }
  if (save !== undefined) await writeWhole('--save', save, encodeSnapshot(simulation.snapshot()));
  if (plot !== undefined) await writeWhole('--plot', plot, await draw(system, series));
  const elapsedMs = performance.now() - began;
  const interrupted = simulation.time < total;

  if (call.has('json')) {
    const { time } = simulation;
    printJson({
      recipe,
      time,
      ...simulation.report?.(),
      measures: simulation.measures(),
      elapsedMs,
      steps: time - from,
      interrupted,
      ...(asked.every !== undefined && { series: series.rows }),
      ...(save !== undefined && { save }),
      ...(plot !== undefined && { plot }),
    });
  } else if (!call.has('quiet')) {
    if (asked.every !== undefined) printLines(rowsOf(series));
    printLines(summary(system, simulation, { recipe, from, elapsedMs, save, plot }));
  }
  if (!interrupted) return EXIT.done;
  if (!call.has('json') && !call.has('quiet')) note(howToGoOn(simulation.time, total, save));
  return EXIT.interrupted;
}

function checkTargets(save: string | undefined, plot: string | undefined, force: boolean): void {
  if (save !== undefined) checkTarget('--save', save, { force, replaceable: isSnapshot });
  if (plot === undefined) return;
  if (save !== undefined && resolve(save) === resolve(plot)) {
    throw new InputError('--plot', plot, 'another file than --save writes');
  }
  if (!plot.toLowerCase().endsWith('.png')) throw new InputError('--plot', plot, 'a file name that ends in .png');
  checkTarget('--plot', plot, { force });
}

function isSnapshot(path: string): boolean {
  try {
    decodeSnapshot(readBytes('--save', path));
    return true;
  } catch {
    return false;
  }
}

async function draw(system: System, { rows, noted }: Series): Promise<Uint8Array> {
  const x = rows.map(({ time }) => time);
  const lines = noted.map(({ id, title }) => ({
    label: title,
    x,
    y: rows.map(({ measures }) => Number(measures[id] ?? Number.NaN)),
  }));
  return await plotPng({ title: system.title, series: lines, width: 1200, height: 675, xLabel: 'steps' });
}

function rowsOf({ rows, noted }: Series): string[] {
  const cells = rows.map(({ time, measures }) => [String(time), ...noted.map(({ id }) => short(measures[id]))]);
  const [head, ...lines] = table([['time', ...noted.map(({ id }) => id)], ...cells]);
  return [colours.bold(head), ...lines, ''];
}

interface Done {
  readonly recipe: Recipe;
  readonly from: number;
  readonly elapsedMs: number;
  readonly save: string | undefined;
  readonly plot: string | undefined;
}

function summary(system: System, simulation: Simulation, { recipe, from, elapsedMs, save, plot }: Done): string[] {
  const steps = count(simulation.time - from, 'step');
  const since = from > 0 ? ` from time ${from} to ${simulation.time}` : '';
  return [
    `${colours.bold(system.title)}, seed ${recipe.seed}: ${steps}${since} in ${duration(elapsedMs)}`,
    ...measureLines(system.measures, simulation.measures()),
    ...Object.entries(simulation.report?.() ?? {}).map(([name, value]) => `  ${name}: ${value}`),
    ...(save === undefined ? [] : [`saved ${save}`]),
    ...(plot === undefined ? [] : [`plotted ${plot}`]),
  ];
}

function howToGoOn(time: number, total: number, save: string | undefined): string {
  const stopped = `stopped at step ${time} of ${total}`;
  if (save === undefined) return `${stopped}; nothing was saved (--save FILE keeps the state)`;
  const path = /^[\w./-]+$/.test(save) ? save : `'${save.replaceAll("'", "'\\''")}'`;
  return `${stopped}; go on with: selforg run --load ${path} --save ${path} --steps ${total - time}`;
}
