import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Simulation } from '@selforg/core';
import { createGifEncoder } from '../encode/gif.js';
import type { ExportJob, ExportResult } from './export-job.js';
import { gifFile } from './folder.js';
import { hashOf, type Manifest, type Run, writeManifest } from './manifest.js';
import { renderFrame } from './render-frame.js';
import { runTo } from './run-steps.js';
import { temporaryName } from './write-atomically.js';

/** One GIF of all frames, under a temporary name until it is whole; a resume starts it again, to the same bytes. */
export async function gifExport(
  job: ExportJob,
  simulation: Simulation,
  run: Run,
  there: Manifest | undefined,
): Promise<ExportResult> {
  const { recipe, out, onProgress } = job;
  const time = (recipe.frames - 1) * recipe.every;
  const file = gifFile(recipe.system);
  const path = join(out, file);
  if (there?.status === 'complete' && there.measures && (await hashOf(path)) === there.frames[0]?.sha256) {
    onProgress(recipe.frames, recipe.frames);
    return { frames: there.frames, time, measures: there.measures, interrupted: false, reused: 1 };
  }

  await writeManifest(out, { ...run, status: 'running', frames: [] });
  const sha256 = await writePieces(path, gifPieces(simulation, job));
  const measures = simulation.measures();
  if (!sha256) {
    await writeManifest(out, { ...run, status: 'interrupted', frames: [] });
    return { frames: [], time: simulation.time, measures, interrupted: true, reused: 0 };
  }
  const frames = [{ file, time, sha256 }];
  await writeManifest(out, { ...run, status: 'complete', measures, frames });
  return { frames, time, measures, interrupted: false, reused: 0 };
}

/** The GIF piece by piece; returns whether it came to its end. */
async function* gifPieces(
  simulation: Simulation,
  { recipe, signal, onProgress, context }: ExportJob,
): AsyncGenerator<Uint8Array, boolean> {
  const encoder = createGifEncoder();
  onProgress(0, recipe.frames);
  for (let k = 0; k < recipe.frames; k++) {
    if (!(await runTo(simulation, k * recipe.every, { signal }))) return false;
    yield encoder.frame(renderFrame(simulation, recipe, context));
    onProgress(k + 1, recipe.frames);
  }
  yield encoder.finish();
  return true;
}

/** Writes a file piece by piece and returns its SHA-256; leaves no file, and returns nothing, when the pieces stop early. */
async function writePieces(path: string, pieces: AsyncGenerator<Uint8Array, boolean>): Promise<string | undefined> {
  const temporary = temporaryName(path);
  const hash = createHash('sha256');
  try {
    const file = await open(temporary, 'w');
    try {
      let piece = await pieces.next();
      for (; !piece.done; piece = await pieces.next()) {
        hash.update(piece.value);
        await file.writeFile(piece.value);
      }
      if (!piece.value) return undefined;
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return hash.digest('hex');
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
  }
}
