import { InputError } from '../contract/errors.js';
import type { Distance } from './codebook.js';
import { createGrid, type Grid, type GridShape } from './grid.js';
import type { Initial } from './initial-weights.js';
import { NEIGHBOURHOODS, type Neighbourhood } from './neighbourhood.js';
import { checkDecay, DECAYS, type Decay, decayed } from './schedule.js';

export const TRAININGS = ['batch', 'mini-batch', 'online'] as const;
export type Training = (typeof TRAININGS)[number];
export const DISTANCES = ['euclidean', 'squared', 'cosine', 'manhattan', 'chebyshev'] as const satisfies Distance[];
export const ORDERS = ['random', 'sequential'] as const;

/** One value for all of the training, its start and end, or a function of the progress from 0 to 1. */
export type Course = number | readonly [start: number, end: number] | ((progress: number) => number);

/** What {@link SomOptions.onEpoch} is told. */
export interface SomProgress {
  /** Epochs done, of `epochs`. */
  readonly epoch: number;
  readonly epochs: number;
  readonly radius: number;
  readonly rate: number;
}

/**
 * How a map is made and trained. Without columns it has some 5 √n units in the proportions of the data
 * ({@link suggestedSize}); with columns alone it is a chain.
 */
export interface SomOptions extends Partial<GridShape> {
  /** Gaussian by default. */
  readonly neighbourhood?: Neighbourhood;
  /** What makes a unit the best match; Euclidean by default. */
  readonly distance?: Distance;
  /** Where the weights start: the plane of the first two principal components by default; or the weights, unit by unit. */
  readonly initial?: Initial | ArrayLike<number>;
  /** `batch` (by default): all samples, then one update; `mini-batch`: an update every `batch` samples; `online`: every sample. */
  readonly training?: Training;
  /** Passes over the data; 20 by default. */
  readonly epochs?: number;
  /** Samples of a mini-batch; 256 by default. */
  readonly batch?: number;
  /** Learning rate; by default 1 for a batch, .5 → .05 for mini-batches, .5 → .02 online. */
  readonly rate?: Course;
  /**
   * Radius of the neighbourhood, in units of the map; by default from half of the longest side to .5, which keeps neighbours
   * alike. Less (.3) brings the units closer to the data, for classification; more (1) smooths the map.
   */
  readonly radius?: Course;
  /** How rate and radius go from start to end; exponentially by default. */
  readonly decay?: Decay;
  /** Whether rate and radius are held through an epoch (by default), or change with every update. */
  readonly schedule?: 'epoch' | 'step';
  /** Order of the samples, where it counts: drawn anew each epoch by default. */
  readonly order?: (typeof ORDERS)[number];
  readonly seed?: number;
  /** Whether NaN stands for a missing value, which is left out of both search and update. */
  readonly missing?: boolean;
  /** Multiply and add with one rounding where the engine can: faster, with the same winners. */
  readonly relaxed?: boolean;
  /** Called after each epoch; false stops. */
  readonly onEpoch?: (progress: SomProgress) => unknown;
}

/** The options that a map keeps, complete. */
export interface SomSettings {
  readonly grid: Grid;
  readonly neighbourhood: Neighbourhood;
  readonly distance: Distance;
  readonly training: Training;
  readonly epochs: number;
  readonly batch: number;
  readonly rate: Course;
  readonly radius: Course;
  readonly decay: Decay;
  readonly schedule: 'epoch' | 'step';
  readonly order: (typeof ORDERS)[number];
  readonly seed: number;
  readonly missing: boolean;
  readonly relaxed: boolean;
}

const RATES = { batch: 1, 'mini-batch': [0.5, 0.05], online: [0.5, 0.02] } as const;

/**
 * @param size columns and rows for those who give none
 * @throws InputError for anything that a map cannot be made of
 */
export function settingsOf(options: SomOptions, size: () => { columns: number; rows: number }): SomSettings {
  const { training = 'batch', neighbourhood = 'gaussian', distance = 'euclidean', decay = 'exponential' } = options;
  oneOf('training', training, TRAININGS);
  oneOf('neighbourhood', neighbourhood, NEIGHBOURHOODS);
  oneOf('distance', distance, DISTANCES);
  oneOf('decay', decay, DECAYS);
  const { order = 'random', schedule = 'epoch', epochs = 20, batch = 256, seed = 0 } = options;
  oneOf('order', order, ORDERS);
  oneOf('schedule', schedule, ['epoch', 'step']);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new InputError('seed', seed, 'an integer of at least 0');
  positive('epochs', epochs);
  positive('batch', batch);
  const { missing = false, relaxed = false } = options;
  for (const [name, value] of Object.entries({ missing, relaxed })) {
    if (typeof value !== 'boolean') throw new InputError(name, value, 'true or false');
  }
  const { columns, rows, layers, lattice, surface } = options;
  const grid = createGrid({ layers, lattice, surface, ...(columns === undefined ? size() : { columns, rows }) });
  const longest = Math.max(grid.columns, grid.rows, grid.layers);
  const { rate = RATES[training], radius = [Math.max(1, longest / 2), 0.5] } = options;
  checkCourse('rate', rate, decay, 0);
  checkCourse('radius', radius, decay, Number.MIN_VALUE);
  refuseRepelling(neighbourhood, training);
  return {
    grid,
    neighbourhood,
    distance,
    training,
    epochs,
    batch,
    rate,
    radius,
    decay,
    schedule,
    order,
    seed,
    missing,
    relaxed,
  };
}

/** The mean that a batch moves to has no meaning where some weights of it are negative. */
export function refuseRepelling(neighbourhood: Neighbourhood, training: Training): void {
  if (neighbourhood !== 'mexican-hat' || training === 'online') return;
  throw new InputError('neighbourhood', neighbourhood, `one that only attracts, for training "${training}"`);
}

/** Where a course has got to. */
export function courseAt(course: Course, decay: Decay, progress: number): number {
  if (typeof course === 'number') return course;
  return typeof course === 'function' ? course(progress) : decayed(decay, course[0], course[1], progress);
}

/** @throws InputError for what a function of the progress, or a caller, should not have asked for */
export function checkStep<S extends { readonly rate: number; readonly radius: number }>(step: S): S {
  if (!(step.rate >= 0 && step.rate <= 1)) throw new InputError('rate', step.rate, 'a number from 0 to 1');
  if (!(step.radius > 0)) throw new InputError('radius', step.radius, 'a number above 0');
  return step;
}

function checkCourse(name: string, course: Course, decay: Decay, least: number): void {
  if (typeof course === 'function') return;
  const ends = typeof course === 'number' ? [course] : course;
  if (!Array.isArray(ends) || ends.some((end) => !(end >= least && Number.isFinite(end)))) {
    throw new InputError(
      name,
      course,
      `${least > 0 ? 'a number above 0' : 'a number of at least 0'}, a pair or a function`,
    );
  }
  if (ends.length === 2) checkDecay(decay, { [name]: Math.min(...ends) });
}

function positive(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) throw new InputError(name, value, 'an integer of at least 1');
}

function oneOf(name: string, value: string, options: readonly string[]): void {
  if (!options.includes(value)) throw new InputError(name, value, `one of ${options.join(', ')}`);
}
