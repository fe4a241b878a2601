import { type Dataset, InputError, type Recipe, type System } from '@selforg/core';
import { type ExportReport, exportFrames } from '@selforg/render/node';
import { dataFlags, frameFlags, jsonFlag, quietFlag, recipeFlags } from '../common-flags.js';
import { setsFor } from '../data/find-sets.js';
import { EXIT, fileError } from '../errors.js';
import { presetOptions } from '../examples.js';
import { numberOf } from '../flags.js';
import { interruptible } from '../interrupt.js';
import { colours, count, duration, measureLines, note, printJson, printLines } from '../output.js';
import { progressBar } from '../progress.js';
import { recipeOf } from '../recipes.js';
import type { Call, Verb } from '../verb.js';

const flags = {
  ...recipeFlags,
  frames: { value: 'N', about: 'Frames to write, default 100; the first shows the start.', setting: numberOf },
  every: { value: 'K', about: 'Steps from one frame to the next, default what suits the system.', setting: numberOf },
  ...frameFlags,
  ...dataFlags,
  format: { value: 'png|gif', about: 'One PNG file a frame (the default), or one animated GIF.' },
  out: { value: 'DIR', about: 'Folder for the frames and recipe.json, default out/<system>.' },
  resume: { about: 'Go on with the same run where it stopped; frames that are whole stay as they are.' },
  force: { about: 'Replace the frames of an earlier run in that folder.' },
  ...jsonFlag,
  ...quietFlag,
};

export const render: Verb = {
  name: 'render',
  about: 'Run a system and write what it looks like as PNG frames or a GIF.',
  operands: ['[system]'],
  system: 'with parameters',
  flags,
  examples: (system) => {
    const { id, views } = system;
    return [
      ...presetOptions(system).map((options) => `selforg render ${id} ${options} --frames 120 --out out/${id}`),
      `selforg render ${id} --frames 60 --view ${views.at(-1)?.id} --format gif --out out/gif`,
      `selforg render ${id} --frames 1000 --out out/long --resume   # goes on after Ctrl-C, or even a kill`,
      `selforg render --recipe out/long/recipe.json --palette magma --size 1280x720 --out out/magma`,
    ];
  },
  act: (call) => interruptible((signal) => act(call, signal)),
};

async function act(call: Call, signal: AbortSignal): Promise<number> {
  const system = call.system as System;
  const recipe = recipeOf(call, flags);
  const out = call.text('out') ?? `out/${system.id}`;
  const report = await renderInto(out, recipe, {
    format: formatOf(call.text('format')),
    data: setsFor(system, recipe.params, call.text('dataDir')),
    resume: call.has('resume'),
    force: call.has('force'),
    hidden: call.has('json') || call.has('quiet'),
    signal,
  });
  const { frames, interrupted } = report;
  if (call.has('json')) {
    const { recipe, time, measures, elapsedMs, format, reused } = report;
    printJson({ recipe, time, measures, elapsedMs, out, format, reused, interrupted, frames });
  } else if (!call.has('quiet')) {
    printLines(summary(system, out, report));
    if (interrupted) note(`stopped at ${count(frames.length, 'frame')}; the same command with --resume goes on`);
  }
  return interrupted ? EXIT.interrupted : EXIT.done;
}

interface RenderOptions {
  readonly format?: 'png' | 'gif';
  readonly data?: Readonly<Record<string, Dataset>>;
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly hidden: boolean;
  readonly signal: AbortSignal;
}

/** Exports frames under a progress bar. */
export async function renderInto(
  out: string,
  recipe: Recipe,
  { hidden, ...options }: RenderOptions,
): Promise<ExportReport> {
  let bar: ReturnType<typeof progressBar> | undefined;
  const onProgress = (done: number, total: number) => {
    bar ??= progressBar(total, 'frames', { hidden });
    bar.update(done);
  };
  try {
    return await exportFrames({ recipe, out, onProgress, ...options });
  } catch (error) {
    throw fileError(error, '--out', out, 'write');
  } finally {
    bar?.stop();
  }
}

function formatOf(text = 'png'): 'png' | 'gif' {
  if (text === 'png' || text === 'gif') return text;
  throw new InputError('format', text, 'png or gif');
}

function summary(system: System, out: string, report: ExportReport): string[] {
  const { recipe, frames, reused, elapsedMs, time, measures } = report;
  const what =
    report.format === 'gif' ? `a GIF of ${count(recipe.frames ?? 0, 'frame')}` : count(frames.length, 'frame');
  const before = reused > 0 ? ` (${reused} of them there before)` : '';
  return [
    `${colours.bold(system.title)}, seed ${recipe.seed}: ${what}${before} to time ${time} in ${duration(elapsedMs)}`,
    ...measureLines(system.measures, measures),
    `in ${out}`,
  ];
}
