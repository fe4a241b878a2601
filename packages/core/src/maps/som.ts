import { crc32 } from '../bytes/crc32.js';
import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { columnRanges, planeOf } from '../data/projection.js';
import { evaluationSet, sampleParams, samplesOf, spreadInto } from '../data/samples.js';
import { somWasm } from '../kernels/generated/som.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { INITIAL, initializeInto } from './initial-weights.js';
import { scheduleOf } from './schedule.js';

const params = {
  columns: integer({ default: 20, min: 1, max: 256, unit: 'units', about: 'Width of the map.' }),
  rows: integer({ default: 20, min: 1, max: 256, unit: 'units', about: 'Height of the map.' }),
  ...sampleParams,
  initial: choice(INITIAL, {
    default: 'random',
    about:
      'Start: random weights, random samples, or the plane of the first two principal components (to ±1 deviation, or ±1).',
  }),
  order: choice(['random', 'sequential'], {
    default: 'random',
    about: 'Samples of a finite set at random, or one after the other.',
  }),
  duration: integer({
    default: 20000,
    min: 1,
    max: 1e9,
    unit: 'steps',
    scale: 'log',
    about: 'Steps over which rate and radius fall; then they stay.',
  }),
  decay: choice(['exponential', 'linear'], { default: 'exponential', about: 'How rate and radius fall.' }),
  schedule: choice(['step', 'epoch'], {
    default: 'step',
    about: 'Whether they fall at every step or once a pass through a finite set.',
  }),
  rateStart: number({ default: 0.5, min: 0, max: 1, about: 'Learning rate at the start.' }),
  rateEnd: number({ default: 0.02, min: 0, max: 1, about: 'Learning rate at the end.' }),
  radiusStart: number({
    default: 8,
    min: 0.01,
    max: 256,
    unit: 'units',
    about: 'Standard deviation of the neighbourhood at the start.',
  }),
  radiusEnd: number({
    default: 0.6,
    min: 0.01,
    max: 256,
    unit: 'units',
    about: 'Standard deviation of the neighbourhood at the end.',
  }),
};

type SomParams = ParamsOf<typeof params>;

interface SomKernel extends Kernel {
  train(
    weights: number,
    columns: number,
    rows: number,
    stride: number,
    sample: number,
    rate: number,
    radius: number,
    gx: number,
    gy: number,
  ): void;
  quality(
    weights: number,
    columns: number,
    rows: number,
    stride: number,
    samples: number,
    count: number,
    out: number,
  ): void;
  distances(weights: number, columns: number, rows: number, stride: number, out: number): void;
}

/**
 * Self-organizing map (Kohonen 1982, doi:10.1007/BF00337288) on a rectangular grid, trained online: one sample a step.
 * The unit nearest to the sample x wins, and every unit moves by rate · h · (x − w), h Gaussian in its distance to the
 * winner on the map. Rate and radius fall with time.
 */
export const som = defineSystem({
  id: 'som',
  title: 'Self-organizing map',
  family: 'maps',
  about:
    'A sheet of units unfolds until neighbours on the sheet stand for neighbours in the data, as in the maps of the cortex.',
  source: {
    authors: 'Teuvo Kohonen',
    year: 1982,
    title: 'Self-organized formation of topologically correct feature maps',
    doi: '10.1007/BF00337288',
  },
  params,
  presets: [
    { id: 'square', title: 'Square', about: 'A sheet unfolds over a square.', params: {} },
    { id: 'ring', title: 'Ring', about: 'A sheet wraps itself around a ring.', params: { distribution: 'ring' } },
    {
      id: 'chain',
      title: 'Chain on a spiral',
      about: 'A one-dimensional map finds the thread of a spiral.',
      params: { distribution: 'spiral', columns: 200, rows: 1, radiusStart: 40, radiusEnd: 1, duration: 40000 },
    },
    {
      id: 'colours',
      title: 'Colours',
      about: 'Three-dimensional colours laid out on a plane.',
      params: { distribution: 'cube', columns: 40, rows: 40, radiusStart: 16, radiusEnd: 1 },
    },
  ],
  views: [
    {
      id: 'input-space',
      title: 'Map in input space',
      about: 'Samples, and the units where their weights lie, joined to their neighbours on the map.',
      palette: 'ink',
      layers: [
        { kind: 'points', field: 'samples', shape: 'disc', size: 2, colour: 'faint' },
        { kind: 'lines', field: 'map', colour: 'faint' },
        { kind: 'points', field: 'units', shape: 'disc', size: 4, colour: 'accent' },
      ],
    },
    {
      id: 'u-matrix',
      title: 'U-matrix',
      about: 'Mean distance of each unit to its neighbours: ridges divide clusters.',
      palette: 'viridis',
      layers: [{ kind: 'image', field: 'distances', as: 'scalar' }],
    },
    {
      id: 'colours',
      title: 'Weights as colours',
      about: 'The first three components of each unit’s weights as red, green and blue.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'colours', as: 'rgb' }],
    },
  ],
  measures: [
    {
      id: 'quantization',
      title: 'Quantization error',
      about: 'Mean distance from a sample to its best-matching unit.',
    },
    {
      id: 'topographic',
      title: 'Topographic error',
      about: 'Share of samples whose two best-matching units are not neighbours.',
    },
    { id: 'rate', title: 'Learning rate', about: 'Learning rate at this step.' },
    { id: 'radius', title: 'Radius', unit: 'units', about: 'Standard deviation of the neighbourhood at this step.' },
  ],
  pace: 50,
  setup,
});

function setup(params: SomParams, context: Context): Model {
  const { columns, rows } = params;
  for (const name of ['rateStart', 'rateEnd'] as const) {
    if (params.decay === 'exponential' && params[name] === 0) {
      throw new InputError(name, 0, 'a rate above 0 for exponential decay');
    }
  }
  const units = columns * rows;
  const samples = samplesOf(params, context);
  const d = samples.dimensions;
  const stride = Math.ceil(d / 4) * 4;
  const evaluated = evaluationSet(samples, context.random.stream('evaluation'));
  const setRows = 'set' in samples ? samples.set.rows : 1;

  const kernel = instantiate<SomKernel>(somWasm);
  const memory = allocate(kernel, {
    weights: block.f32(units * stride),
    samples: block.f32(setRows * stride),
    evaluated: block.f32(evaluated.rows * stride),
    gx: block.f32(columns),
    gy: block.f32(rows),
    distances: block.f32(units),
    numbers: block.f64(2),
  });
  const weights = memory.weights.data;
  if ('set' in samples) spreadInto(memory.samples.data, stride, samples.set);
  spreadInto(memory.evaluated.data, stride, evaluated);
  initializeInto(weights, stride, params, evaluated, context.random.stream('weights'));

  /** Of the samples: a snapshot goes on with the data that it was taken with, or not at all. */
  const checksum = crc32(
    new Uint8Array(memory.evaluated.data.buffer, memory.evaluated.pointer, memory.evaluated.data.byteLength),
  );
  const fingerprint = Uint32Array.of(checksum);
  /** The time of the last step, for the measures; part of the state. */
  const clock = new Float64Array(1);
  const stream = context.random.stream('samples');
  const drawn = memory.samples.data.subarray(0, d);
  const next = (time: number): number => {
    if ('draw' in samples) {
      samples.draw(stream, drawn);
      return memory.samples.pointer;
    }
    const row = params.order === 'sequential' ? time % setRows : stream.integer(setRows);
    return memory.samples.pointer + row * stride * 4;
  };
  const schedule = scheduleOf(params, setRows);
  const plane = planeOf(evaluated);
  const projectedUnits = new Float32Array(units * 2);
  const unitsField = dense(projectedUnits, [units, 2], plane.range);
  const edges = gridEdges(columns, rows);
  const strokes = new Float32Array(edges.length * 2);
  const mapField = dense(strokes, [edges.length / 2, 4], [...plane.range, ...plane.range]);
  const samplesField = dense(
    plane.project(evaluated.values, d, new Float32Array(evaluated.rows * 2)),
    [evaluated.rows, 2],
    plane.range,
  );
  const colours = new Uint8Array(units * 3);
  const ranges = columnRanges(evaluated.values, d);

  return {
    step(count, from) {
      const { weights, gx, gy } = memory;
      for (let time = from; time < from + count; time++) {
        const rate = schedule.rate(time);
        const radius = schedule.radius(time);
        kernel.train(weights.pointer, columns, rows, stride, next(time), rate, radius, gx.pointer, gy.pointer);
      }
      clock[0] = from + count;
    },
    fields: {
      /** Weights, one row a unit. */
      weights: () => ({ data: weights, shape: [units, d], stride: [stride, 1] }),
      samples: () => samplesField,
      units() {
        plane.project(weights, stride, projectedUnits);
        return unitsField;
      },
      map() {
        plane.project(weights, stride, projectedUnits);
        edges.forEach((unit, end) => void strokes.set(projectedUnits.subarray(2 * unit, 2 * unit + 2), 2 * end));
        return mapField;
      },
      distances() {
        kernel.distances(memory.weights.pointer, columns, rows, stride, memory.distances.pointer);
        return dense(memory.distances.data, [rows, columns]);
      },
      colours() {
        for (let i = 0; i < colours.length; i++) {
          const [low, high] = ranges[i % 3] ?? [0, 1];
          const value = i % 3 < d ? weights[Math.floor(i / 3) * stride + (i % 3)] : 0;
          colours[i] = 255 * Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
        }
        return dense(colours, [rows, columns, 3]);
      },
    },
    measures() {
      const { evaluated: points, numbers } = memory;
      kernel.quality(memory.weights.pointer, columns, rows, stride, points.pointer, evaluated.rows, numbers.pointer);
      const [quantization, topographic] = numbers.data;
      return { quantization, topographic, rate: schedule.rate(clock[0]), radius: schedule.radius(clock[0]) };
    },
    state: () => ({ weights, clock, samples: fingerprint }),
    restored() {
      if (fingerprint[0] !== checksum)
        throw new InputError('snapshot', 'other samples', 'the data that it was taken with');
    },
  };
}

/** Pairs of units beside one another, row by row, then column by column. */
function gridEdges(columns: number, rows: number): Uint32Array {
  const pairs: number[] = [];
  for (let j = 0; j < rows; j++) for (let i = 1; i < columns; i++) pairs.push(j * columns + i - 1, j * columns + i);
  for (let i = 0; i < columns; i++) for (let j = 1; j < rows; j++) pairs.push((j - 1) * columns + i, j * columns + i);
  return Uint32Array.from(pairs);
}
