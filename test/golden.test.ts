import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSimulation, findSystem, findView, parseRecipe, type RecipeInput } from '@selforg/core';
import { encodeFrame, renderFrame } from '@selforg/render/node';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';

// The gallery: pictures that a person has looked at, which are also those of the README. Pixels of cells must be the same
// to the bit; a drawing of points and lines may differ where another machine's rasterizer rounds differently.

const GALLERY: Record<string, RecipeInput & { steps: number }> = {
  'life-soup': { system: 'life', params: { width: 160, height: 160 }, seed: 4, steps: 60, view: 'changes', scale: 3 },
  'life-gosper-gun': { system: 'life', steps: 400, scale: 3, params: gosperGun() },
  'gray-scott-kappa': {
    system: 'gray-scott',
    params: { width: 240, height: 240, feed: 0.05, kill: 0.063 },
    steps: 9000,
    scale: 2,
  },
  'gray-scott-lambda': {
    system: 'gray-scott',
    params: { width: 240, height: 240, spots: 6 },
    steps: 4000,
    scale: 2,
    palette: 'magma',
  },
  'boids-flock': { system: 'boids', params: { count: 5000 }, steps: 600, size: [480, 480] },
  'som-square': { system: 'som', steps: 20000, size: [480, 480] },
  'som-colours': {
    system: 'som',
    params: { distribution: 'cube', columns: 40, rows: 40, radiusStart: 16, radiusEnd: 1 },
    steps: 20000,
    view: 'colours',
    scale: 12,
  },
  'hopfield-cue': { system: 'hopfield', steps: 0, scale: 15 },
  'hopfield-recall': { system: 'hopfield', steps: 15000, scale: 15 },
};

function gosperGun() {
  const preset = findSystem('life').presets.find(({ id }) => id === 'gosper-gun');
  return { ...preset?.params, width: 160, height: 160, offsetX: -50, offsetY: -60 };
}

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
