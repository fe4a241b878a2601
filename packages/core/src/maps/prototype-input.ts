import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import type { ParamsOf } from '../contract/params.js';
import type { Context } from '../contract/system.js';
import type { View } from '../contract/view.js';
import type { Dataset } from '../data/dataset.js';
import { type Fingerprint, fingerprintOf } from '../data/fingerprint.js';
import { columnRanges, planeOf } from '../data/projection.js';
import { split } from '../data/rows.js';
import { evaluationSet, type Samples, type sampleParams, samplesOf } from '../data/samples.js';
import { nearest } from './prototypes.js';

/** What all systems of prototypes without a grid share: samples one by one, and a plane to draw everything on. */
export interface PrototypeInput {
  readonly dimensions: number;
  /** The sample that {@link next} wrote. */
  readonly sample: Float32Array;
  /** Draws the next sample and returns its class, −1 where it is unknown. */
  next(): number;
  /** Samples to measure errors with. */
  readonly evaluated: Dataset;
  /** Least and greatest value of each column. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Where samples, or rows of weights, lie on the plane: x and y of each. */
  project(rows: Float32Array, count: number): Float32Array;
  points(rows: Float32Array, count: number): Field;
  /** The samples to measure with, on the plane. */
  readonly samplesField: Field;
  readonly fingerprint: Fingerprint;
}

/** @param heldOut share of a finite set that is kept to measure with, instead of all of it */
export function prototypeInput(params: ParamsOf<typeof sampleParams>, context: Context, heldOut = 0): PrototypeInput {
  const all = samplesOf(params, context);
  const parts = heldOut > 0 && 'set' in all ? keptBack(all.set, heldOut, context.seed) : undefined;
  const samples: Samples = parts ? { dimensions: all.dimensions, set: parts.train } : all;
  const { dimensions } = samples;
  const evaluated = evaluationSet(
    parts ? { dimensions, set: parts.test } : samples,
    context.random.stream('evaluation'),
  );
  const stream = context.random.stream('samples');
  const sample = new Float32Array(dimensions);
  const plane = planeOf(evaluated);
  const project = (rows: Float32Array, count: number) => plane.project(rows, dimensions, new Float32Array(2 * count));
  const points = (rows: Float32Array, count: number) => dense(project(rows, count), [count, 2], plane.range);
  return {
    ...{ dimensions, sample, evaluated, project, points },
    fingerprint: fingerprintOf(evaluated.values),
    ranges: columnRanges(evaluated.values, dimensions),
    samplesField: points(evaluated.values, evaluated.rows),
    next() {
      if ('draw' in samples) return samples.draw(stream, sample);
      const row = stream.integer(samples.set.rows);
      for (let i = 0; i < dimensions; i++) sample[i] = samples.set.values[row * dimensions + i];
      return samples.set.labels?.[row] ?? -1;
    },
  };
}

function keptBack(set: Dataset, test: number, seed: number): ReturnType<typeof split> {
  try {
    return split(set, { test, seed });
  } catch {
    throw new InputError('data', `${set.rows} rows`, 'more, of each class, to keep some back to measure with');
  }
}

/** The edges of a graph of prototypes as strokes on the plane. */
export function strokes(input: PrototypeInput, weights: Float32Array, pairs: Uint32Array): Field {
  const places = input.project(weights, weights.length / input.dimensions);
  const ends = new Float32Array(2 * pairs.length);
  pairs.forEach((unit, end) => void ends.set(places.subarray(2 * unit, 2 * unit + 2), 2 * end));
  const { range = [] } = input.samplesField;
  return dense(ends, [pairs.length / 2, 4], [...range, ...range]);
}

/**
 * Draws `count` prototypes as pictures where the samples are pictures, else as one row of numbers each.
 * @param isShown tells which prototypes there are; the others stay empty
 */
export function prototypePicture(
  { evaluated, dimensions, ranges }: PrototypeInput,
  count: number,
): (weights: Float32Array, isShown?: (unit: number) => boolean) => Field {
  const low = Math.min(...ranges.map((range) => range[0]));
  const high = Math.max(...ranges.map((range) => range[1]));
  const { width, height } = evaluated.picture ?? { width: dimensions, height: 1 };
  const mosaic = createMosaic({ count, width, height, gap: low, range: [low, high] });
  return (weights, isShown = () => true) =>
    mosaic.draw((unit, i) => (isShown(unit) ? weights[unit * dimensions + i] : low));
}

/** Mean distance from the samples to the nearest of the prototypes. */
export function quantizationError(
  { evaluated, dimensions }: PrototypeInput,
  weights: Float32Array,
  count: number,
): number {
  let sum = 0;
  for (let row = 0; row < evaluated.rows; row++) {
    const sample = evaluated.values.subarray(row * dimensions, (row + 1) * dimensions);
    sum += Math.sqrt(nearest(weights, count, sample).squared);
  }
  return sum / evaluated.rows;
}

/** Samples, a graph and its nodes, as every system of prototypes shows them. */
export const inputSpaceView: View = {
  id: 'input-space',
  title: 'Input space',
  about: 'Samples, and the units where their weights lie, joined where they are neighbours.',
  palette: 'ink',
  layers: [
    { kind: 'points', field: 'samples', shape: 'disc', size: 2, colour: 'faint' },
    { kind: 'lines', field: 'edges', colour: 'accent' },
    { kind: 'points', field: 'units', shape: 'disc', size: 4.5, colour: 'accent' },
  ],
};

export const prototypesView: View = {
  id: 'prototypes',
  title: 'Prototypes',
  about: 'The weights of each unit: as a picture where the samples are pictures, else as a row.',
  palette: 'viridis',
  layers: [{ kind: 'image', field: 'prototypes', as: 'scalar' }],
};
