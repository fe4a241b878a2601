import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSimulation, findSystem, findView, parseRecipe } from '@selforg/core';
import { encodeFrame, renderFrame } from '@selforg/render/node';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { GALLERY } from './gallery.js';

/** Share of the pixels of a drawing that may look different. */
const DRAWING_TOLERANCE = 0.005;

describe('golden frames', () => {
  it.each(Object.entries(GALLERY))('%s', (name, { steps, ...input }) => {
    const recipe = parseRecipe(input);
    const simulation = createSimulation(recipe);
    simulation.step(steps);
    const frame = encodeFrame(renderFrame(simulation, recipe));
    const golden = new URL(`golden/${name}.png`, import.meta.url);
    const changed = new URL(`golden/${name}-changed.png`, import.meta.url);
    if (!existsSync(golden) && process.env.SELFORG_GOLDEN === 'write') writeFileSync(golden, frame);

    const [expected, actual] = [PNG.sync.read(readFileSync(golden)), PNG.sync.read(Buffer.from(frame))];
    const isOfCells = findView(findSystem(recipe.system), recipe.view).layers.every(({ kind }) => kind === 'image');
    const differing = (isOfCells ? differingPixels : visiblyDifferingPixels)(expected, actual);
    const allowed = isOfCells ? 0 : DRAWING_TOLERANCE * actual.width * actual.height;
    if (differing > allowed) writeFileSync(changed, frame);
    else rmSync(changed, { force: true });
    expect(differing, `see ${changed.pathname}`).toBeLessThanOrEqual(allowed);
  });
});

function differingPixels(a: PNG, b: PNG): number {
  if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
  let differing = 0;
  for (let i = 0; i < a.data.length; i += 4) if (a.data.readUInt32LE(i) !== b.data.readUInt32LE(i)) differing++;
  return differing;
}

function visiblyDifferingPixels(a: PNG, b: PNG): number {
  if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.05, includeAA: true });
}
