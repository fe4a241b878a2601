import { join } from 'node:path';
import { parseRecipe, type Recipe, type System, systems } from '@selforg/core';
import { dataFlags, jsonFlag, quietFlag } from '../common-flags.js';
import { setsFor } from '../data/find-sets.js';
import { EXIT } from '../errors.js';
import { interruptible } from '../interrupt.js';
import { colours, count, duration, note, printJson, printLines } from '../output.js';
import type { Call, Verb } from '../verb.js';
import { renderInto } from './render.js';

const FRAMES = 60;
const HASTE = 4;

/** What shows a system best in sixty frames; one that is not listed shows its first preset, at {@link HASTE} times its pace. */
const SHOWN: Readonly<Record<string, Partial<Recipe> & { readonly preset?: string }>> = {
  life: { preset: 'gosper-gun', every: 4 },
  generations: { every: 5 },
  'larger-than-life': { every: 4 },
  elementary: { preset: 'rule-110', every: 4 },
  'totalistic-1d': { every: 8 },
  turmite: { every: 400 },
  cyclic: { every: 8 },
  'greenberg-hastings': { every: 4 },
  wireworld: { preset: 'xor', every: 1 },
  'rule-table': { preset: 'sum-modulo-5', every: 2 },
  'langton-loop': { every: 20 },
  margolus: { every: 4 },
  sandpile: { preset: 'identity', every: 300 },
  percolation: { preset: 'critical', every: 300 },
  'forest-fire': { every: 8 },
  'rock-paper-scissors': { every: 8 },
  snowflake: { every: 50 },
  'gray-scott': { preset: 'lambda', every: 96 },
  boids: { every: 5 },
  som: { every: 200 },
  hopfield: { every: 64 },
};

export const demo: Verb = {
  name: 'demo',
  about: 'Render a short demo of every system into out/demo/.',
  operands: [],
  flags: {
    out: { value: 'DIR', about: 'Folder for the demos, default out/demo.' },
    ...dataFlags,
    ...jsonFlag,
    ...quietFlag,
  },
  examples: () => ['selforg demo', 'selforg demo --out /tmp/demo --json'],
  act: (call) => interruptible((signal) => act(call, signal)),
};

async function act(call: Call, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const folder = call.text('out') ?? 'out/demo';
  const isSilent = call.has('json') || call.has('quiet');
  const demos = [];
  for (const system of systems) {
    const out = join(folder, system.id);
    // An unchanged demo is there already; a changed one replaces the old.
    const recipe = recipeOf(system);
    const data = setsFor(system, recipe.params, call.text('dataDir'));
    const report = await renderInto(out, recipe, { data, resume: true, force: true, hidden: isSilent, signal });
    const { frames, reused, elapsedMs, interrupted } = report;
    demos.push({ system: system.id, out, frames: frames.length, reused, elapsedMs });
    if (interrupted) {
      if (!isSilent) note('stopped; the same command goes on');
      if (call.has('json')) printJson({ demos, elapsedMs: performance.now() - began, interrupted });
      return EXIT.interrupted;
    }
    const state = reused === frames.length ? 'there already' : duration(elapsedMs);
    if (!isSilent) printLines([`${out}  ${system.title}: ${count(frames.length, 'frame')}, ${state}`]);
  }
  if (call.has('json')) printJson({ demos, elapsedMs: performance.now() - began, interrupted: false });
  else if (!call.has('quiet')) printLines(['', `See them move: ${colours.bold('npx selforg studio')}`]);
  return EXIT.done;
}

function recipeOf(system: System): Recipe {
  const { preset: id, ...settings } = SHOWN[system.id] ?? {};
  const preset = system.presets.find((candidate) => candidate.id === id) ?? system.presets[0];
  const every = HASTE * system.pace;
  return parseRecipe({ frames: FRAMES, every, ...settings, system: system.id, params: preset?.params });
}
