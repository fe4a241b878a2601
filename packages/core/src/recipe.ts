import { findSystem, systems } from './catalogue.js';
import { InputError, suggestion } from './contract/errors.js';
import { defaultsBeside, type Params, type ParamValue, parseParams } from './contract/params.js';
import type { Snapshot } from './contract/snapshot.js';
import type { Simulation, System } from './contract/system.js';
import type { Dataset } from './data/dataset.js';
import { createRandom } from './random/random.js';

/** Version of the recipe format that this Selforg writes; it reads all up to it. */
export const RECIPE_VERSION = 1;

/**
 * Names a run completely, as plain JSON: the URL of the studio, the flags of the command line, `recipe.json` beside
 * exported frames and the argument of {@link createSimulation} are this one object.
 */
export interface Recipe {
  readonly selforg: typeof RECIPE_VERSION;
  readonly system: string;
  /** Complete: every parameter of the system, defaults written out. */
  readonly params: Params;
  /** Start of the random streams, 0 to 2³² − 1. */
  readonly seed: number;
  /** Steps to take in all. */
  readonly steps?: number;
  /** Steps from one frame, or one row of measures, to the next. */
  readonly every?: number;
  readonly frames?: number;
  readonly view?: string;
  /** What a view of a lattice without end shows: its own part, all that lives, or its middle. Default `home`. */
  readonly camera?: CameraMode;
  readonly palette?: string;
  /** Width and height of a frame in pixels. */
  readonly size?: readonly [number, number];
  /** Pixels a cell. */
  readonly scale?: number;
}

export const CAMERA_MODES = ['home', 'fit', 'follow'] as const;
export type CameraMode = (typeof CAMERA_MODES)[number];

/** A recipe as people write it: only the system is needed, the rest has defaults. */
export type RecipeInput = { readonly system: string; readonly params?: Partial<Params> } & Partial<
  Omit<Recipe, 'params'>
>;

const MAX_SEED = 2 ** 32 - 1;
/** Everything a recipe holds besides its version, system and parameters, with its check. */
const SETTINGS = {
  seed: (value: unknown) => integerIn('seed', value, 0, MAX_SEED),
  steps: (value: unknown) => integerIn('steps', value, 0, Number.MAX_SAFE_INTEGER),
  every: (value: unknown) => integerIn('every', value, 1, Number.MAX_SAFE_INTEGER),
  frames: (value: unknown) => integerIn('frames', value, 1, 10_000_000),
  scale: (value: unknown) => integerIn('scale', value, 1, 256),
  size: parseSize,
  view: text('view'),
  camera: parseCamera,
  palette: text('palette'),
};

/**
 * Checks a recipe and completes it with defaults.
 * @throws InputError for an unknown system, parameter, view or key, a value out of range, or a newer recipe.
 */
export function parseRecipe(input: unknown, catalogue: readonly System[] = systems): Recipe {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new InputError('recipe', input, 'an object');
  const { selforg = RECIPE_VERSION, system: id, params, ...settings } = input as Record<string, unknown>;
  if (typeof selforg !== 'number' || !Number.isInteger(selforg) || selforg < 1) {
    throw new InputError('recipe version', selforg, `an integer from 1 to ${RECIPE_VERSION}`);
  }
  if (selforg > RECIPE_VERSION) {
    throw new InputError(
      'recipe version',
      selforg,
      `at most ${RECIPE_VERSION}: a newer Selforg wrote it, update to read it`,
    );
  }
  const system = findSystem(id, catalogue);
  const parsed = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, parseSetting(key, value)]);
  const recipe: Recipe = {
    selforg: RECIPE_VERSION,
    system: system.id,
    params: parseParams(system.params, params),
    seed: 1,
    ...Object.fromEntries(parsed),
  };
  if (recipe.view !== undefined) findView(system, recipe.view);
  const { frames = 1, every = 1 } = recipe;
  if (!Number.isSafeInteger((frames - 1) * every)) {
    throw new InputError(
      'every',
      every,
      `at most ${Math.floor(Number.MAX_SAFE_INTEGER / (frames - 1))} for ${frames} frames`,
    );
  }
  return recipe;
}

/** The same recipe with nothing in it that {@link parseRecipe} would fill in by itself: short enough for a URL. */
export function compactRecipe(recipe: Recipe, catalogue: readonly System[] = systems): RecipeInput {
  const schema = findSystem(recipe.system, catalogue).params;
  const defaults = defaultsBeside(schema, recipe.params);
  const changed = Object.entries(recipe.params).filter(([name, value]) => !sameValue(value, defaults[name]));
  const { params: _, ...rest } = recipe;
  return changed.length > 0 ? { ...rest, params: Object.fromEntries(changed) } : rest;
}

/** The view of that id, or the system's first. */
export function findView(system: System, id: string | undefined): System['views'][number] {
  const view = id === undefined ? system.views[0] : system.views.find((candidate) => candidate.id === id);
  if (view) return view;
  const ids = system.views.map((candidate) => candidate.id);
  throw new InputError('view', id, `one of ${ids.join(', ')}${suggestion(id, ids)}`);
}

/**
 * Starts the simulation that a recipe names, at time 0.
 * @param data samples by name, for systems that learn from data of the caller
 */
export function createSimulation(
  recipe: RecipeInput,
  { data = {}, catalogue = systems }: { data?: Readonly<Record<string, Dataset>>; catalogue?: readonly System[] } = {},
): Simulation {
  const { system, params, seed } = parseRecipe(recipe, catalogue);
  return findSystem(system, catalogue).create(params, { seed, random: createRandom(seed), data });
}

/** Starts a simulation at the moment that a snapshot holds. */
export function resumeSimulation(snapshot: Snapshot, options?: Parameters<typeof createSimulation>[1]): Simulation {
  const { system, params, seed } = snapshot;
  const simulation = createSimulation({ system, params, seed }, options);
  simulation.restore(snapshot);
  return simulation;
}

function parseSetting(key: string, value: unknown): unknown {
  if (Object.hasOwn(SETTINGS, key)) return SETTINGS[key as keyof typeof SETTINGS](value);
  const known = ['selforg', 'system', 'params', ...Object.keys(SETTINGS)];
  throw new InputError('recipe key', key, `one of ${known.join(', ')}${suggestion(key, known)}`);
}

function integerIn(field: string, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InputError(field, value, `an integer from ${min} to ${max}`);
}

function parseSize(value: unknown): readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2) throw new InputError('size', value, 'width and height in pixels');
  return [integerIn('size', value[0], 1, 16384), integerIn('size', value[1], 1, 16384)];
}

function parseCamera(value: unknown): CameraMode {
  const mode = CAMERA_MODES.find((candidate) => candidate === value);
  if (!mode) throw new InputError('camera', value, `one of ${CAMERA_MODES.join(', ')}`);
  return mode;
}

function text(field: string): (value: unknown) => string {
  return (value) => {
    if (typeof value !== 'string') throw new InputError(field, value, 'a name');
    return value;
  };
}

function sameValue(a: ParamValue, b: ParamValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
