import { drawLetter } from '../attractors/letters.js';
import { corruptInto, randomPatterns } from '../attractors/memories.js';
import { InputError } from '../contract/errors.js';
import { createMosaic } from '../contract/mosaic.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { Trace } from '../neurons/trace.js';
import { GATES, ModulatedMemory, releaseOf } from './neuromodulation-memory.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WIDTH = 8;
const HEIGHT = 10;
/** Places of a curve. */
const PAST = 600;

const params = {
  gate: choice(GATES, {
    default: 'novelty',
    about:
      'When the neuromodulator is released: for what recall gets wrong beyond a threshold, in proportion, always, never.',
  }),
  items: integer({ default: 6, min: 1, max: 13, about: 'Items of a set, each a cue and a letter.' }),
  sets: integer({ default: 2, min: 2, max: 4, about: 'Sets, learned one after the other.' }),
  phase: integer({ default: 200, min: 1, max: 5000, unit: 'items', about: 'Items shown before the next set begins.' }),
  cueSize: integer({ default: 300, min: 10, max: 1000, unit: 'neurons', about: 'Neurons of a cue.' }),
  rate: number({ default: 0.05, min: 0, max: 1, about: 'Learning rate, where the modulator is 1.' }),
  threshold: number({
    default: 0.05,
    min: 0,
    max: 1,
    about: 'Share of wrong pixels from which an item is new, for the gate "novelty".',
  }),
  inertia: number({
    default: 0,
    min: 0,
    max: 0.99,
    about: 'Share of the modulator that is still there at the next item.',
  }),
  noise: number({
    default: 0,
    min: 0,
    max: 0.5,
    about: 'Share of the cue that is turned over whenever an item is shown.',
  }),
};

type NeuromodulationParams = ParamsOf<typeof params>;

/**
 * A neuromodulator that gates plasticity ({@link ModulatedMemory}), after the idea of Hasselmo 2006 that acetylcholine, released where
 * recall does not match the input, sets cortex to encode and else to retrieve. Of that idea only the gate on plasticity is here: one
 * number multiplies Hebb's rule; its effects on excitability and on recurrent synapses are left out. A twin beside it, which is shown
 * the same items, always learns. A step shows one item of the set whose turn it is; the last set stays.
 */
export const neuromodulation = defineSystem({
  id: 'neuromodulation',
  title: 'Neuromodulated memory',
  family: 'hebbian',
  about:
    'A memory that learns only what surprises it keeps its old items while it learns new ones; its twin, which always learns, writes over them.',
  source: {
    authors: 'Michael E. Hasselmo',
    year: 2006,
    title: 'The role of acetylcholine in learning and memory',
    doi: '10.1016/j.conb.2006.09.002',
  },
  params,
  presets: [
    {
      id: 'novelty',
      title: 'Only what is new',
      about: 'Six letters, then six others: with the gate all twelve stay, without it the first are lost.',
      params: {},
    },
    {
      id: 'four-sets',
      title: 'Four sets',
      about: 'Twenty-four letters in four sets: each is learned within moments, and then the gate closes.',
      params: { sets: 4, phase: 120, rate: 0.03, cueSize: 500 },
    },
    {
      id: 'surprise',
      title: 'In proportion',
      about: 'The modulator follows the error: small mistakes keep it a little open, and the past fades slowly.',
      params: { gate: 'surprise', rate: 0.2 },
    },
    {
      id: 'sluggish',
      title: 'A sluggish modulator',
      about: 'It lingers over many items, and what is known already is written once more over what is older.',
      params: { inertia: 0.95 },
    },
    {
      id: 'noisy',
      title: 'Noisy cues',
      about: 'A fifth of every cue is wrong: some noise looks new, and opens the gate.',
      params: { noise: 0.2 },
    },
    {
      id: 'shut',
      title: 'No modulator',
      about: 'Plasticity blocked, as scopolamine does in part: nothing is ever learned.',
      params: { gate: 'shut' },
    },
  ],
  views: [
    {
      id: 'recall',
      title: 'Recall',
      about:
        'What each cue brings back, a row for each set: the upper half with the gate, the lower half always learning.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'recall', as: 'scalar' }],
    },
    {
      id: 'accuracy',
      title: 'Accuracy',
      about: 'Right pixels among the items of the first set and of the set that is being learned; chance gives half.',
      palette: 'ink',
      axes: { x: { title: 'items shown' }, y: { title: 'right pixels' } },
      layers: [
        { kind: 'curve', field: 'newGated', colour: 'third', title: 'new, gated' },
        { kind: 'curve', field: 'newOpen', colour: 'fourth', title: 'new, always' },
        { kind: 'curve', field: 'oldGated', colour: 'first', title: 'old, gated' },
        { kind: 'curve', field: 'oldOpen', colour: 'second', title: 'old, always' },
      ],
    },
    {
      id: 'modulator',
      title: 'Modulator',
      about: 'How much of the neuromodulator there is at each item: it comes when a set is new.',
      palette: 'ink',
      axes: { x: { title: 'items shown' }, y: { title: 'modulator' } },
      layers: [{ kind: 'curve', field: 'modulator', colour: 'first' }],
    },
    {
      id: 'items',
      title: 'Items',
      about: 'The letters, set by set.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'items', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'oldGated', title: 'Old, gated', about: 'Right pixels of the first set, with the gate.' },
    { id: 'newGated', title: 'New, gated', about: 'Right pixels of the set being learned, with the gate.' },
    { id: 'oldOpen', title: 'Old, always', about: 'Right pixels of the first set, where plasticity is never gated.' },
    { id: 'newOpen', title: 'New, always', about: 'Right pixels of the set being learned, where it is never gated.' },
    { id: 'modulator', title: 'Modulator', about: 'Level of the neuromodulator, 0 to 1.' },
  ],
  pace: 1,
  setup,
});

function setup(given: NeuromodulationParams, { random }: Context): Model {
  const { items, sets, phase, cueSize, gate, rate, threshold, inertia } = given;
  const count = items * sets;
  if (count > ALPHABET.length) {
    const most = Math.floor(ALPHABET.length / sets);
    if (items !== params.items.default)
      throw new InputError('items', items, `at most ${most}: ${sets} sets share an alphabet`);
    throw new InputError('sets', sets, `at most ${Math.floor(ALPHABET.length / items)} sets of ${items} letters`);
  }
  const pictures = Array.from(ALPHABET.slice(0, count), (letter) => drawLetter(letter, WIDTH, HEIGHT));
  const cues = randomPatterns(count, cueSize, random.stream('cues'));
  const stream = random.stream('items');
  const gated = new ModulatedMemory(cueSize, WIDTH * HEIGHT);
  const open = new ModulatedMemory(cueSize, WIDTH * HEIGHT);
  /** The neuromodulator, then the time. */
  const now = new Float64Array(2);
  const seen = new Int8Array(cueSize);
  const order = new Uint16Array(cueSize);
  const setAt = (time: number) => Math.min(sets - 1, Math.floor(time / phase));
  const accuracy = (memory: ModulatedMemory, set: number) => {
    let sum = 0;
    for (let k = set * items; k < (set + 1) * items; k++) sum += 1 - memory.error(cues[k], pictures[k]);
    return sum / items;
  };
  const traces = {
    oldGated: new Trace(PAST),
    newGated: new Trace(PAST),
    oldOpen: new Trace(PAST),
    newOpen: new Trace(PAST),
    modulator: new Trace(PAST),
  };
  const measured = { oldGated: 0, newGated: 0, oldOpen: 0, newOpen: 0, modulator: 0 };
  const measure = () => {
    const set = setAt(Math.max(0, now[1] - 1));
    measured.oldGated = accuracy(gated, 0);
    measured.newGated = accuracy(gated, set);
    measured.oldOpen = accuracy(open, 0);
    measured.newOpen = accuracy(open, set);
    measured.modulator = now[0];
    return measured;
  };
  const show = (time: number) => {
    const k = setAt(time) * items + stream.integer(items);
    corruptInto(seen, cues[k], given.noise, order, stream);
    const release = releaseOf(gate, gated.error(seen, pictures[k]), threshold);
    now[0] = inertia * now[0] + (1 - inertia) * release;
    gated.learn(seen, pictures[k], rate * now[0]);
    open.learn(seen, pictures[k], rate);
    now[1] = time + 1;
    const { oldGated, newGated, oldOpen, newOpen } = measure();
    traces.oldGated.push(time + 1, oldGated);
    traces.newGated.push(time + 1, newGated);
    traces.oldOpen.push(time + 1, oldOpen);
    traces.newOpen.push(time + 1, newOpen);
    traces.modulator.push(time + 1, now[0]);
  };
  const span = (low: number, high: number) => {
    const from = Math.max(0, now[1] - PAST);
    return [
      [from, from + PAST],
      [low, high],
    ] as const;
  };
  const recalled = createMosaic({ count: 2 * count, width: WIDTH, height: HEIGHT, across: items, range: [-1, 1] });
  const shown = createMosaic({ count, width: WIDTH, height: HEIGHT, across: items, range: [-1, 1] });
  const outputs = Array.from({ length: 2 * count }, () => new Float32Array(WIDTH * HEIGHT));

  return {
    step(steps, time) {
      for (const end = time + steps; time < end; time++) show(time);
    },
    fields: {
      recall() {
        // Half the strength that an item has where all have the same is full brightness: what has faded is dim.
        const full = 0.5 / count;
        outputs.forEach((output, tile) => {
          output.set((tile < count ? gated : open).recall(cues[tile % count]));
        });
        return recalled.draw((tile, i) => Math.min(1, Math.max(-1, outputs[tile][i] / full)));
      },
      items: () => shown.draw((k, i) => pictures[k][i]),
      oldGated: () => traces.oldGated.field(),
      newGated: () => traces.newGated.field(span(0.4, 1.02)),
      oldOpen: () => traces.oldOpen.field(),
      newOpen: () => traces.newOpen.field(),
      modulator: () => traces.modulator.field(span(-0.02, 1.02)),
    },
    measures: () => ({ ...measure() }),
    state: () => ({
      gated: gated.weights,
      open: open.weights,
      now,
      ...Object.fromEntries(
        Object.entries(traces).flatMap(([name, { data, cursor }]) => [
          [name, data],
          [`${name}Cursor`, cursor],
        ]),
      ),
    }),
  };
}
