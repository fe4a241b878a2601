import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSimulation, findSystem, findView, type Params, parseRecipe, type RecipeInput } from '@selforg/core';
import { encodeFrame, renderFrame } from '@selforg/render/node';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';

// The gallery: pictures that a person has looked at, which are also those of the README. Pixels of cells must be the same
// to the bit; a drawing of points and lines may differ where another machine's rasterizer rounds differently.

const GALLERY: Record<string, RecipeInput & { steps: number }> = {
  'life-soup': { system: 'life', params: { width: 160, height: 160 }, seed: 4, steps: 60, view: 'changes', scale: 3 },
  'life-gosper-gun': { system: 'life', steps: 400, scale: 3, params: gosperGun() },
  'life-acorn': {
    system: 'life',
    params: { pattern: 'acorn', width: 240, height: 240 },
    steps: 5206,
    camera: 'fit',
    scale: 2,
  },
  'generations-star-wars': { system: 'generations', params: small('generations', 'star-wars'), steps: 300, scale: 2 },
  'larger-than-life-bosco': {
    system: 'larger-than-life',
    params: small('larger-than-life', 'bosco'),
    steps: 200,
    scale: 2,
  },
  'elementary-110': { system: 'elementary', params: small('elementary', 'rule-110'), steps: 239, scale: 2 },
  'totalistic-1d-1599': { system: 'totalistic-1d', params: small('totalistic-1d', 'code-1599'), steps: 239, scale: 2 },
  'cyclic-cca': { system: 'cyclic', params: small('cyclic', 'cca'), steps: 400, scale: 2 },
  'greenberg-hastings-soup': {
    system: 'greenberg-hastings',
    params: small('greenberg-hastings', 'soup'),
    steps: 200,
    scale: 2,
  },
  'wireworld-xor': { system: 'wireworld', params: preset('wireworld', 'xor'), steps: 40, scale: 8 },
  'rule-table-sum': { system: 'rule-table', params: preset('rule-table', 'sum-modulo-5'), steps: 62, scale: 2 },
  'langton-loop-colony': {
    system: 'langton-loop',
    params: small('langton-loop', 'langton', 160),
    steps: 1200,
    scale: 3,
  },
  'langton-ant-highway': {
    system: 'langton-ant',
    params: small('langton-ant', 'highway', 120),
    steps: 11000,
    scale: 4,
  },
  'turmite-fibonacci': { system: 'turmite', params: small('turmite', 'fibonacci', 160), steps: 30000, scale: 3 },
  'margolus-critters': { system: 'margolus', params: small('margolus', 'critters'), steps: 200, scale: 2 },
  'lattice-gas-sound': { system: 'lattice-gas', params: preset('lattice-gas', 'sound'), steps: 80 },
  'sandpile-identity': { system: 'sandpile', params: preset('sandpile', 'identity'), steps: 20000, scale: 3 },
  'percolation-critical': { system: 'percolation', params: preset('percolation', 'critical'), steps: 20000, scale: 4 },
  'forest-fire-fronts': { system: 'forest-fire', params: small('forest-fire', 'fronts'), steps: 600, scale: 2 },
  'rock-paper-scissors-spirals': {
    system: 'rock-paper-scissors',
    params: small('rock-paper-scissors', 'spirals'),
    steps: 300,
    scale: 2,
  },
  'snowflake-dendrite': { system: 'snowflake', params: preset('snowflake', 'dendrite'), steps: 3000, size: [480, 480] },
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

function preset(system: string, name: string): Partial<Params> {
  return findSystem(system).presets.find(({ id }) => id === name)?.params ?? {};
}

/** The preset on a grid that suits a page. */
function small(system: string, name: string, side = 240): Partial<Params> {
  return { ...preset(system, name), width: side, height: side };
}

function gosperGun() {
  return { ...preset('life', 'gosper-gun'), width: 160, height: 160, offsetX: -50, offsetY: -60 };
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
