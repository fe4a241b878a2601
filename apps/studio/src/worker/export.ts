import { createSimulation, findSystem, findView, parseRecipe } from '@selforg/core';
import { sceneOf, windowOf } from '@selforg/render';
import { strToU8, Zip, ZipPassThrough } from 'fflate';
import type { ExportReply, ExportRequest } from './protocol.js';
import { encodeStill } from './still.js';

// Frames of a run from its start, whatever the page shows meanwhile: frame i is the state after i · every steps.

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = ({ data }: MessageEvent<ExportRequest>) => {
  exportFrames(data).catch((error: unknown) => {
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
};

async function exportFrames({ recipe: input, frames, every, scale }: ExportRequest): Promise<void> {
  const recipe = parseRecipe({ ...input, frames, every, scale });
  const view = findView(findSystem(recipe.system), recipe.view);
  const simulation = createSimulation(recipe);
  const parts: Blob[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    // A blob a chunk: the browser may keep it on disk, the heap need not.
    parts.push(new Blob([new Uint8Array(chunk)]));
  });
  add(zip, 'recipe.json', strToU8(`${JSON.stringify(recipe, null, 2)}\n`));
  for (let frame = 0; frame < frames; frame++) {
    if (frame > 0) simulation.step(every);
    const window = windowOf(simulation, view, recipe.camera);
    const scene = sceneOf(simulation, view, recipe.palette ?? view.palette, window);
    add(zip, frameName(frame), await encodeStill(scene, scale));
    reply({ kind: 'progress', frame: frame + 1 });
  }
  zip.end();
  reply({ kind: 'done', zip: new Blob(parts, { type: 'application/zip' }) });
}

/** As the command line names them. */
function frameName(frame: number): string {
  return `frame-${String(frame).padStart(6, '0')}.png`;
}

/** PNG is packed already: it is stored as it is. */
function add(zip: Zip, name: string, bytes: Uint8Array): void {
  const file = new ZipPassThrough(name);
  zip.add(file);
  file.push(bytes, true);
}

function reply(message: ExportReply): void {
  self.postMessage(message);
}
