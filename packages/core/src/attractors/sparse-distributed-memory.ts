import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { createRandom, type Random } from '../random/random.js';
import { Cue } from './cue.js';
import { DistributedStore } from './distributed-store.js';
import { criticalDistance, expectedError, radiusOf } from './distributed-theory.js';
import { corrupt, drawMemories } from './memories.js';
import { cueParams, cuePeriod, memoryParams } from './memory-params.js';
import { createRecallFields, recallViews } from './recall-views.js';

/** Numbers that the counters may take. */
const MOST_COUNTERS = 2 ** 26;
/** Distances at which readings are tried, and items tried at each, for the chart. */
const DISTANCES = 32;
const TRIED = 12;

const params = {
  ...memoryParams({ side: 16, letters: 'AJLMSZ', about: 'Random patterns to store besides.' }),
  ...cueParams({ noise: 0.2 }),
  period: cuePeriod(2048),
  locations: integer({
    default: 4000,
    min: 10,
    max: 100000,
    unit: 'locations',
    scale: 'log',
    about: 'Hard locations, at random addresses.',
  }),
  share: number({
    default: 0.01,
    min: 0.0001,
    max: 0.5,
    scale: 'log',
    about: 'Share of the locations that an address reaches: it sets the radius.',
  }),
};

type StoreParams = ParamsOf<typeof params>;

/**
 * Kanerva's sparse distributed memory ({@link DistributedStore}): every pattern is stored at the address that it is itself. What is
 * read at the state becomes the next state, bit by bit: one bit a step.
 */
export const sparseDistributedMemory = defineSystem({
  id: 'sparse-distributed-memory',
  title: 'Sparse distributed memory',
  family: 'attractors',
  about:
    'Each item is written to many places at once, none of which holds it alone; asked near enough, they agree on it.',
  source: { authors: 'Pentti Kanerva', year: 1988, title: 'Sparse distributed memory' },
  params,
  presets: [
    {
      id: 'letters',
      title: 'Letters',
      about: 'One letter after the other is read again from a damaged copy of it.',
      params: {},
    },
    {
      id: 'beyond',
      title: 'Too far away',
      about: 'Beyond the critical distance each reading leads further astray.',
      params: { noise: 0.4, random: 150 },
    },
    {
      id: 'crowded',
      title: 'Crowded',
      about: 'Three hundred random patterns besides: the critical distance shrinks.',
      params: { random: 300, noise: 0.1 },
    },
    {
      id: 'few-places',
      title: 'Few places',
      about: 'With three hundred locations there is not enough room.',
      params: { locations: 300, random: 60, share: 0.03 },
    },
  ],
  views: [
    recallViews.recall,
    {
      id: 'reading',
      title: 'One reading',
      about: 'Distance to a stored item after a reading, over the distance before: below the diagonal it comes nearer.',
      palette: 'ink',
      axes: { x: { title: 'distance before', unit: 'bits' }, y: { title: 'distance after', unit: 'bits' } },
      layers: [
        { kind: 'curve', field: 'diagonal', colour: 'faint' },
        { kind: 'curve', field: 'expected', colour: 'second', title: 'theory' },
        { kind: 'points', field: 'measured', shape: 'disc', size: 4, colour: 'first' },
      ],
    },
    {
      id: 'sums',
      title: 'Sums',
      about: 'What the locations in reach add up to, bit by bit: amber for on, blue for off.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'sums', as: 'scalar' }],
    },
    recallViews.memories,
  ],
  measures: [
    { id: 'distance', title: 'Distance', unit: 'bits', about: 'Bits in which the state differs from the cued item.' },
    { id: 'reached', title: 'Locations reached', about: 'Locations within the radius at the last reading.' },
    {
      id: 'critical',
      title: 'Critical distance',
      unit: 'bits',
      about: 'Distance below which readings converge, by theory for random items.',
    },
  ],
  pace: 8,
  brush: { about: 'Turn bits on, or off.', radius: 1 },
  setup,
});

function setup(params: StoreParams, { seed, random }: Context): Model {
  const { width, height, locations } = params;
  const bits = width * height;
  if (locations * bits > MOST_COUNTERS) {
    throw new InputError('locations', locations, `at most ${Math.floor(MOST_COUNTERS / bits)} for ${bits} bits`);
  }
  const patterns = drawMemories(params, random.stream('patterns'));
  const radius = radiusOf(bits, params.share);
  const store = new DistributedStore({ bits, locations, radius }, random.stream('locations'));
  for (const pattern of patterns) store.write(pattern, pattern);
  const cue = new Cue(patterns, params, random.stream('cue'));
  const state = cue.startInto(new Int8Array(bits));
  const next = new Int8Array(bits);
  /** Locations reached at the last reading, and the sums; part of the state, as views show them. */
  const reached = new Uint32Array(1);
  const sums = new Float32Array(bits);
  const fields = createRecallFields({ width, height, patterns });
  const theory = { bits, radius, locations, items: patterns.length };
  const chart = readingChart(store, patterns, theory, createRandom(seed).stream('chart'));

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        cue.renewInto(state, time);
        const since = params.period > 0 ? time % params.period : time;
        if (since % bits === 0) {
          store.readInto(next, state);
          reached[0] = store.reached;
          sums.set(store.sums);
        }
        state[since % bits] = next[since % bits];
      }
    },
    fields: {
      recall: () => fields.recall(state, cue.target),
      memories: fields.memories,
      sums() {
        const most = sums.reduce((largest, sum) => Math.max(largest, Math.abs(sum)), 1);
        return dense(sums, [height, width], [[-most, most]]);
      },
      ...chart,
    },
    measures: () => ({
      distance: distanceOf(state, cue.target),
      reached: reached[0],
      critical: criticalDistance(theory),
    }),
    state: () => ({ state, next, reached, sums, current: cue.current }),
    edit(edit) {
      forBrush(edit, width, height, (x, y) => {
        state[y * width + x] = edit.erase ? -1 : 1;
      });
    },
  };
}

/** Distance after a reading over the distance before: theory at once, measured when it is first looked at. */
function readingChart(
  store: DistributedStore,
  patterns: readonly Int8Array[],
  theory: Parameters<typeof expectedError>[0],
  /** Of its own: what is looked at must not change the future. */
  random: Random,
): Record<'diagonal' | 'expected' | 'measured', () => Field> {
  const { bits } = theory;
  const reach = bits / 2;
  const range = [
    [0, reach],
    [0, reach],
  ] as const;
  const at = (i: number) => Math.round((reach * i) / DISTANCES);
  const curve = (value: (distance: number) => number) =>
    dense(
      Float32Array.from({ length: 2 * (DISTANCES + 1) }, (_, i) => (i % 2 === 0 ? at(i >> 1) : value(at(i >> 1)))),
      [DISTANCES + 1, 2],
      range,
    );
  const measure = () => {
    const read = new Int8Array(bits);
    return curve((distance) => {
      let sum = 0;
      for (let n = 0; n < TRIED; n++) {
        const item = patterns[(n * 7) % patterns.length];
        sum += distanceOf(store.readInto(read, corrupt(item, distance / bits, random)), item) / TRIED;
      }
      return sum;
    });
  };
  let measured: Field | undefined;
  return {
    diagonal: () => curve((distance) => distance),
    expected: () => curve((distance) => bits * expectedError(theory, distance)),
    measured: () => {
      measured ??= measure();
      return measured;
    },
  };
}

function distanceOf(a: Int8Array, b: Int8Array): number {
  let distance = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) distance++;
  return distance;
}
