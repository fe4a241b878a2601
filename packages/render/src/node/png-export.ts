import { join } from 'node:path';
import type { Simulation } from '@selforg/core';
import { encodeFrame } from './encode-frame.js';
import type { ExportJob, ExportResult } from './export-job.js';
import { frameFile } from './folder.js';
import { openLogbook } from './logbook.js';
import { type ExportedFrame, hashOf, type Manifest, type Run, sha256 } from './manifest.js';
import { renderFrame } from './render-frame.js';
import { runTo } from './run-steps.js';
import { writeAtomically } from './write-atomically.js';

/** One PNG file a frame; on resume only those that are missing or damaged. */
export async function pngExport(
  job: ExportJob,
  simulation: Simulation,
  run: Run,
  there: Manifest | undefined,
): Promise<ExportResult> {
  const { recipe, out, signal, onProgress, context } = job;
  const { frames: total, every } = recipe;
  const lastTime = (total - 1) * every;
  const frames = await intactFrames(job, there);
  const listed = () => frames.filter((frame) => frame !== undefined);
  const reused = listed().length;
  if (there?.status === 'complete' && there.measures && reused === total) {
    onProgress(total, total);
    return { frames: listed(), time: lastTime, measures: there.measures, interrupted: false, reused };
  }

  const logbook = await openLogbook(job, run, simulation, { listed, isResumed: there !== undefined });
  const result = (interrupted: boolean): ExportResult => {
    return { frames: listed(), time: simulation.time, measures: simulation.measures(), interrupted, reused };
  };
  const reach = async (time: number): Promise<boolean> => {
    logbook.restore(time);
    const isThere = await runTo(simulation, time, { signal, between: logbook.saveNowAndThen });
    if (!isThere) await logbook.save('interrupted');
    return isThere;
  };

  await logbook.save('running');
  let done = reused;
  onProgress(done, total);
  for (let k = 0; k < total; k++) {
    if (frames[k]) continue;
    if (!(await reach(k * every))) return result(true);
    const bytes = encodeFrame(renderFrame(simulation, recipe, context));
    const file = frameFile(k, total);
    await writeAtomically(join(out, file), bytes);
    frames[k] = { file, time: k * every, sha256: sha256(bytes) };
    onProgress(++done, total);
    await logbook.saveNowAndThen();
  }
  // The frames at the end may have been there, and only their measures are missing.
  if (simulation.time < lastTime && !(await reach(lastTime))) return result(true);
  await logbook.close(simulation.measures());
  return result(false);
}

/** By number, the frames that the manifest vouches for and whose bytes are still what it says. */
async function intactFrames(
  { out, recipe }: ExportJob,
  there: Manifest | undefined,
): Promise<(ExportedFrame | undefined)[]> {
  const known = new Map(there?.frames.map(({ file, sha256 }) => [file, sha256]));
  const frames: (ExportedFrame | undefined)[] = [];
  for (let k = 0; k < recipe.frames; k++) {
    const file = frameFile(k, recipe.frames);
    const hash = known.get(file);
    const isIntact = hash !== undefined && (await hashOf(join(out, file))) === hash;
    frames.push(isIntact ? { file, time: k * recipe.every, sha256: hash } : undefined);
  }
  return frames;
}
