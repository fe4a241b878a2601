import { createSimulation, InputError } from '@selforg/core';
import { type ExportOptions, type ExportReport, prepareExport } from './export-job.js';
import { claimFolder, makeFolder } from './folder.js';
import { gifExport } from './gif-export.js';
import { lockFolder } from './lock.js';
import { describeRun } from './manifest.js';
import { pngExport } from './png-export.js';
import { renderFrame } from './render-frame.js';

/**
 * Runs a recipe and writes what it looks like at times 0, every, 2·every … into a folder, with a `recipe.json`.
 *
 * Frame by frame: pixels of one frame only are in memory, and of PNG files nothing grows but the list of them, by some
 * 200 bytes a frame in memory and 150 in `recipe.json`. Every file appears whole or not at all. Interrupted, even killed,
 * it goes on with `resume` from its last checkpoint to the same bytes as if it had never stopped.
 * @throws InputError for a bad recipe, more than a million frames, or a folder that holds something else, cannot be
 * written or is being written by another export of this machine (field `out`)
 */
export async function exportFrames(options: ExportOptions): Promise<ExportReport> {
  const started = performance.now();
  const job = prepareExport(options);
  const { recipe, out, format, context } = job;
  const run = describeRun(recipe, format, context.data);
  // Whatever is wrong with the recipe shows in the first frame, before anything is written.
  const simulation = createSimulation(recipe, context);
  renderFrame(simulation, recipe, context);
  try {
    await makeFolder(out);
    const unlock = await lockFolder(out);
    try {
      const there = await claimFolder(out, run, options);
      const result = await (format === 'gif' ? gifExport : pngExport)(job, simulation, run, there);
      return { recipe, out, format, ...result, elapsedMs: performance.now() - started };
    } finally {
      unlock();
    }
  } catch (error) {
    throw asInputError(error, options.out);
  }
}

/** What the file system refuses is the user's to mend. */
function asInputError(error: unknown, out: string): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof InputError || code === undefined || syscall === undefined) return error;
  const reason = message.replace(/^[A-Z]+: /, '').replace(/, .*$/, '');
  return new InputError('out', out, `a folder that can be written (${code}: ${reason})`);
}
