import { createSimulation, InputError } from '@selforg/core';
import { type ExportOptions, type ExportReport, prepareExport } from './export-job.js';
import { claimFolder } from './folder.js';
import { gifExport } from './gif-export.js';
import { describeRun } from './manifest.js';
import { pngExport } from './png-export.js';
import { renderFrame } from './render-frame.js';

/**
 * Runs a recipe and writes what it looks like at times 0, every, 2·every … into a folder, with a `recipe.json`.
 *
 * Frame by frame in constant memory; every file appears whole or not at all. Interrupted, even killed, it goes on with
 * `resume` from its last checkpoint to the same bytes as if it had never stopped.
 * @throws InputError for a bad recipe, a folder that holds something else (field `out`) or cannot be written
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
    const there = await claimFolder(out, run, options);
    const result = await (format === 'gif' ? gifExport : pngExport)(job, simulation, run, there);
    return { recipe, out, format, ...result, elapsedMs: performance.now() - started };
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
