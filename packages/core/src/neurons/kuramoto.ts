import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { angleOf } from './kuramoto-angle.js';
import { FREQUENCIES, lorentzianOrder } from './kuramoto-frequencies.js';
import { KuramotoOscillators } from './kuramoto-oscillators.js';
import { orderSweep } from './kuramoto-sweep.js';
import { Trace } from './trace.js';

const params = {
  oscillators: integer({ default: 1000, min: 1, max: 100000, scale: 'log', about: 'Number of oscillators.' }),
  coupling: number({
    default: 2,
    min: 0,
    max: 20,
    unit: '1 / time',
    about: 'Strength K with which each is drawn to all others.',
  }),
  frequencies: choice(FREQUENCIES, {
    default: 'lorentzian',
    about: 'How natural frequencies are spread: with long tails, as a bell, in two groups, or evenly over a range.',
  }),
  width: number({
    default: 0.5,
    min: 0,
    max: 5,
    unit: '1 / time',
    about: 'Width of that spread: γ, the deviation, half the distance of the groups, or half the range.',
  }),
  centre: number({
    default: 1,
    min: -10,
    max: 10,
    unit: 'radians per time',
    about: 'Mean frequency: how fast the whole turns.',
  }),
  lag: number({
    default: 0,
    min: -1.6,
    max: 1.6,
    unit: 'radians',
    about: 'Each is drawn to a point so far behind the others (Sakaguchi and Kuramoto).',
  }),
  timeStep: number({ default: 0.05, min: 0.001, max: 0.1, unit: 'time', scale: 'log', about: 'Length of a step.' }),
};

type KuramotoParams = ParamsOf<typeof params>;

/**
 * Kuramoto's model (Kuramoto 1975; Strogatz 2000, doi:10.1016/S0167-2789(00)00094-4): dθᵢ/dt = ωᵢ + (K/N) Σ sin(θⱼ − θᵢ).
 * With Lorentzian frequencies of half width γ order begins at K = 2γ and is r = √(1 − 2γ/K).
 */
export const kuramoto = defineSystem({
  id: 'kuramoto',
  title: 'Kuramoto oscillators',
  family: 'neurons',
  about:
    'Clocks that each have their own pace, and are each drawn to the mean of all, fall into step once the pull is strong enough.',
  source: {
    authors: 'Yoshiki Kuramoto',
    year: 1975,
    title: 'Self-entrainment of a population of coupled non-linear oscillators',
    doi: '10.1007/BFb0013365',
  },
  params,
  presets: [
    {
      id: 'locking',
      title: 'Falling into step',
      about: 'Above the threshold a core locks; those too fast or slow drift on.',
      params: {},
    },
    {
      id: 'incoherent',
      title: 'Each for itself',
      about: 'Below the threshold the pull is too weak: the mean stays near 0.',
      params: { coupling: 0.7 },
    },
    {
      id: 'threshold',
      title: 'Just above threshold',
      about: 'A quarter above the critical coupling: √(1 − 1 / 1.25) = .447 of full order.',
      params: { coupling: 1.25, oscillators: 5000 },
    },
    {
      id: 'bell',
      title: 'Bell of frequencies',
      about: 'Without long tails nearly all lock, and the rest follow soon.',
      params: { frequencies: 'gaussian', coupling: 1.4 },
    },
    {
      id: 'two-groups',
      title: 'Two groups',
      about: 'Two crowds lock each for itself and pass through one another: the order beats.',
      params: { frequencies: 'bimodal', width: 1, coupling: 1.4 },
    },
  ],
  views: [
    {
      id: 'circle',
      title: 'Circle',
      about: 'Each oscillator at its phase, slow ones inside and fast ones outside; the line is the mean of all.',
      palette: 'compass',
      layers: [
        { kind: 'points', field: 'circle', shape: 'disc', size: 4, colour: 'heading' },
        { kind: 'lines', field: 'mean', colour: 'accent' },
        { kind: 'points', field: 'meanTip', shape: 'disc', size: 9, colour: 'accent' },
      ],
    },
    {
      id: 'order',
      title: 'Order over time',
      about:
        'The order r: 0 when phases are spread evenly, 1 when they agree; the faint line is theory for endlessly many.',
      palette: 'ink',
      axes: { x: { title: 'time' }, y: { title: 'order r' } },
      layers: [
        { kind: 'curve', field: 'theory', colour: 'faint' },
        { kind: 'curve', field: 'orderTrace', colour: 'accent' },
      ],
    },
    {
      id: 'locked',
      title: 'Locked and drifting',
      about:
        'Phase behind the mean against natural frequency: the locked ones lie on an arc, the others are scattered.',
      palette: 'compass',
      axes: { x: { title: 'natural frequency' }, y: { title: 'phase from the mean', unit: 'radians' } },
      layers: [{ kind: 'points', field: 'lags', shape: 'disc', size: 2, colour: 'accent' }],
    },
    {
      id: 'transition',
      title: 'Transition',
      about: 'Order against coupling, of 300 oscillators, and in theory for endlessly many Lorentzian ones.',
      palette: 'ink',
      axes: { x: { title: 'coupling K' }, y: { title: 'order r' } },
      layers: [
        { kind: 'curve', field: 'transitionTheory', colour: 'faint', title: 'theory' },
        { kind: 'curve', field: 'transition', colour: 'accent', title: '300 oscillators' },
        { kind: 'points', field: 'here', shape: 'disc', size: 8, colour: 'second' },
      ],
    },
  ],
  measures: [
    {
      id: 'order',
      title: 'Order',
      about: 'Order r = |Σ e^iθ| / N: 0 when phases are spread evenly, 1 when they agree.',
    },
    { id: 'locked', title: 'Locked', about: 'Share of oscillators whose natural frequency is within K r of the mean.' },
  ],
  pace: 2,
  setup,
});

const SHOWN = 2000;
const WINDOW = 600;
/** The sweep of the chart, in multiples of the width where there is one. */
const SWEEP = { points: 17, steps: 280, count: 300 };

function setup(params: KuramotoParams, { random, seed }: Context): Model {
  const { coupling, frequencies, width, centre, timeStep, oscillators: count } = params;
  const all = new KuramotoOscillators({ ...params, count, random });
  const shown = Math.min(count, SHOWN);
  const radii = ranksOf(all.frequencies.subarray(0, shown)).map((rank) => 0.6 + 0.4 * rank);
  const trace = new Trace(WINDOW);
  const clock = new Float64Array(1);
  const circle = new Float32Array(4 * shown);
  const lags = new Float32Array(2 * shown);
  const mean = new Float32Array(4);
  const most = 4 * Math.max(width, 0.05);
  let transition: Float32Array | undefined;
  trace.push(0, all.coherence);

  function timeRange(): Field['range'] {
    const end = Math.max(clock[0], WINDOW) * timeStep;
    return [
      [end - WINDOW * timeStep, end],
      [0, 1],
    ];
  }

  const theoryAt = (k: number): number =>
    frequencies === 'lorentzian' && params.lag === 0 ? lorentzianOrder(k, width) : Number.NaN;

  return {
    step(steps, from) {
      for (let time = from; time < from + steps; time++) {
        all.step();
        clock[0] = time + 1;
        trace.push(clock[0] * timeStep, all.coherence);
      }
    },
    fields: {
      phases: () => dense(all.phases, [count], [[-Math.PI, Math.PI]]),
      circle() {
        for (let i = 0; i < shown; i++) {
          const [x, y] = [all.cosines[i], all.sines[i]];
          circle.set([radii[i] * x, radii[i] * y, x, y], 4 * i);
        }
        return dense(circle, [shown, 4], FRAME);
      },
      mean() {
        mean.set(all.order, 2);
        return dense(mean, [1, 4], FRAME);
      },
      meanTip: () => dense(Float32Array.from(all.order), [1, 2]),
      orderTrace: () => trace.field(timeRange()),
      theory() {
        const range = timeRange();
        const level = coupling > 0 ? theoryAt(coupling) : Number.NaN;
        return dense(Float32Array.of(range?.[0][0] ?? 0, level, range?.[0][1] ?? 0, level), [2, 2], range);
      },
      lags() {
        const psi = angleOf(...all.order);
        for (let i = 0; i < shown; i++) {
          const lag = all.phases[i] - psi;
          lags[2 * i] = all.frequencies[i];
          lags[2 * i + 1] = lag - 2 * Math.PI * Math.round(lag / (2 * Math.PI));
          if (Math.abs(all.frequencies[i] - centre) > 2 * most) lags[2 * i] = Number.NaN;
        }
        return dense(
          lags,
          [shown, 2],
          [
            [centre - 2 * most, centre + 2 * most],
            [-Math.PI, Math.PI],
          ],
        );
      },
      transition() {
        transition ??= orderSweep({ ...params, ...SWEEP, ...sweepOf(most), centre: 0, seed });
        return dense(
          transition,
          [SWEEP.points, 2],
          [
            [0, 2 * most],
            [0, 1],
          ],
        );
      },
      transitionTheory() {
        const curve = Float32Array.from({ length: 402 }, (_, i) => {
          const k = (2 * most * Math.floor(i / 2)) / 200;
          return i % 2 === 0 ? k : k > 0 ? theoryAt(k) : theoryAt(1e-9);
        });
        return dense(
          curve,
          [201, 2],
          [
            [0, 2 * most],
            [0, 1],
          ],
        );
      },
      here: () => dense(Float32Array.of(coupling <= 2 * most ? coupling : Number.NaN, all.coherence), [1, 2]),
    },
    measures() {
      const order = all.coherence;
      let locked = 0;
      for (const frequency of all.frequencies) if (Math.abs(frequency - centre) <= coupling * order) locked++;
      return { order, locked: locked / count };
    },
    state: () => ({ phases: all.phases, trace: trace.data, traceCursor: trace.cursor, clock }),
    restored: () => all.refresh(),
  };
}

/** Couplings of the sweep, and a step that the strongest of them bears: 2 / K at most. */
const sweepOf = (most: number) => ({ from: 0, to: 2 * most, timeStep: Math.min(0.1, 1 / most) });

const FRAME: Field['range'] = [
  [-1.08, 1.08],
  [-1.08, 1.08],
  [-1, 1],
  [-1, 1],
];

/** For each value the share of the others that are smaller, 0 … 1. */
function ranksOf(values: Float32Array): Float32Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Float32Array(values.length);
  order.forEach((i, rank) => {
    ranks[i] = rank / Math.max(1, values.length - 1);
  });
  return ranks;
}
