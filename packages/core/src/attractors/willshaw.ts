import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { Trace } from '../neurons/trace.js';
import type { Random } from '../random/random.js';
import { indicesOf, shuffle } from './memories.js';
import { bitsRecalled, expectedErrorRate, expectedFill, WillshawNet } from './willshaw-net.js';

/** Stored pairs that are recalled to measure. */
const ASKED = 100;
/** Places of the curves. */
const PLACES = 400;

const params = {
  lines: integer({ default: 256, min: 8, max: 1024, unit: 'lines', about: 'Inputs, and as many outputs.' }),
  active: integer({
    default: 8,
    min: 1,
    max: 64,
    unit: 'lines',
    about: 'Active lines of a pattern: best is the logarithm to base 2 of their number.',
  }),
  missing: number({ default: 0, min: 0, max: 0.9, about: 'Share of the active lines that is missing in a cue.' }),
  most: integer({
    default: 1500,
    min: 1,
    max: 20000,
    unit: 'pairs',
    about: 'Pairs to store in all; then nothing more happens.',
  }),
};

type WillshawParams = ParamsOf<typeof params>;

/** A net of switches ({@link WillshawNet}) that stores one random pair a step. */
export const willshaw = defineSystem({
  id: 'willshaw',
  title: 'Willshaw net',
  family: 'attractors',
  about:
    'Synapses that are only on or off, and patterns of few active lines: such a memory holds more for its size than any other so simple.',
  source: {
    authors: 'David J. Willshaw, O. Peter Buneman, H. Christopher Longuet-Higgins',
    year: 1969,
    title: 'Non-holographic associative memory',
    doi: '10.1038/222960a0',
  },
  params,
  presets: [
    {
      id: 'sparse',
      title: 'Sparse',
      about: 'Eight lines of 256: recall is faultless until about half of the synapses are on.',
      params: {},
    },
    {
      id: 'dense',
      title: 'Dense',
      about: 'Forty lines of 256: the net is full after a few pairs.',
      params: { active: 40, most: 100 },
    },
    {
      id: 'too-sparse',
      title: 'Too sparse',
      about: 'Three lines: three synapses are soon on by chance.',
      params: { active: 3, most: 4000 },
    },
    {
      id: 'half-a-cue',
      title: 'Part of a cue',
      about: 'A quarter of each cue is missing: what is left is enough, for a while.',
      params: { missing: 0.25 },
    },
  ],
  views: [
    {
      id: 'errors',
      title: 'Errors',
      about:
        'Synapses that are on and outputs that wrongly come on, over the pairs stored: measured, and as theory has it.',
      palette: 'ink',
      axes: { x: { title: 'pairs stored' }, y: { title: 'share' } },
      layers: [
        { kind: 'curve', field: 'expectedFill', colour: 'faint', title: 'theory' },
        { kind: 'curve', field: 'expectedErrors', colour: 'faint' },
        { kind: 'curve', field: 'fill', colour: 'first', title: 'synapses on' },
        { kind: 'curve', field: 'errors', colour: 'second', title: 'wrong outputs' },
        { kind: 'curve', field: 'bits', colour: 'third', title: 'bits a synapse' },
      ],
    },
    {
      id: 'synapses',
      title: 'Synapses',
      about: 'All synapses: an output a row, an input a column, light where on.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'synapses', as: 'states' }],
    },
  ],
  measures: [
    { id: 'pairs', title: 'Pairs', about: 'Pairs stored.' },
    { id: 'fill', title: 'Fill', about: 'Share of the synapses that are on.' },
    {
      id: 'errors',
      title: 'Wrong outputs',
      about: 'Share of the outputs that come on though they should not, of a hundred pairs asked for.',
    },
    {
      id: 'bits',
      title: 'Bits a synapse',
      about: 'What the net tells of all pairs, over its synapses: .69 at the very best.',
    },
  ],
  pace: 4,
  setup,
});

function setup(params: WillshawParams, { random }: Context): Model {
  const { lines, active, missing, most } = params;
  if (active > lines) throw new InputError('active', active, `at most ${lines}, the number of lines`);
  const net = new WillshawNet(lines, lines);
  const stream = random.stream('pairs');
  const order = indicesOf(lines);
  /** The first lines of a new random order. */
  const draw = (source: Random, into: Uint16Array) => {
    shuffle(order, active, source);
    into.set(order.subarray(0, active));
  };
  const inputs = new Uint16Array(most * active);
  const outputs = new Uint16Array(most * active);
  const at = (list: Uint16Array, pair: number) => list.subarray(pair * active, (pair + 1) * active);
  const stored = new Uint32Array(1);
  const traces = { fill: new Trace(PLACES), errors: new Trace(PLACES), bits: new Trace(PLACES) };
  const every = Math.ceil(most / PLACES);
  const recalled = new Uint8Array(lines);
  const kept = Math.max(1, Math.round(active * (1 - missing)));
  const shape = { inputs: lines, outputs: lines, activeInputs: active, activeOutputs: active };
  const range = [
    [0, most],
    [0, 1],
  ] as const;
  const theory = (value: (pairs: number) => number) => {
    const points = Float32Array.from({ length: 2 * (PLACES + 1) }, (_, i) => {
      const pairs = (most * (i >> 1)) / PLACES;
      return i % 2 === 0 ? pairs : value(pairs);
    });
    return dense(points, [PLACES + 1, 2], range);
  };
  const fillTheory = theory((pairs) => expectedFill(shape, pairs));
  const errorTheory = theory((pairs) => expectedErrorRate(shape, pairs, kept));
  const synapsesField = dense(net.synapses, [lines, lines], [[0, 1]]);

  /** Asks for stored pairs, spread evenly over all. */
  function recall() {
    const pairs = stored[0];
    const asked = Math.min(ASKED, pairs);
    let wrong = 0;
    let bits = 0;
    for (let n = 0; n < asked; n++) {
      const pair = Math.floor((n * pairs) / asked);
      net.recallInto(recalled, at(inputs, pair).subarray(0, kept));
      let spurious = -active;
      for (const each of recalled) spurious += each;
      wrong += spurious / Math.max(1, lines - active) / asked;
      bits += bitsRecalled(lines, active, spurious) / asked;
    }
    return { pairs, fill: net.fill(), errors: wrong, bits: (bits * pairs) / (lines * lines) };
  }

  return {
    step(count) {
      for (let n = 0; n < count && stored[0] < most; n++) {
        const pair = stored[0]++;
        draw(stream, at(inputs, pair));
        draw(stream, at(outputs, pair));
        net.store(at(inputs, pair), at(outputs, pair));
        if (stored[0] % every !== 0) continue;
        const { fill, errors, bits } = recall();
        traces.fill.push(stored[0], fill);
        traces.errors.push(stored[0], errors);
        traces.bits.push(stored[0], bits);
      }
    },
    fields: {
      expectedFill: () => fillTheory,
      expectedErrors: () => errorTheory,
      fill: () => traces.fill.field(),
      errors: () => traces.errors.field(),
      bits: () => traces.bits.field(),
      synapses: () => synapsesField,
    },
    measures: recall,
    state: () => ({
      ...{ inputs, outputs, order, stored, synapses: net.synapses },
      ...Object.fromEntries(
        Object.entries(traces).flatMap(([name, { data, cursor }]) => [
          [`${name}Trace`, data],
          [`${name}Cursor`, cursor],
        ]),
      ),
    }),
  };
}
