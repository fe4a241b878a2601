import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { autocorrelationInto } from './chaotic-autocorrelation.js';
import { spectrumOf } from './chaotic-spectrum.js';
import { lyapunovSweep } from './lyapunov-sweep.js';
import { RateNetwork } from './rate-network.js';
import { SpaceTime } from './space-time.js';
import { Trace } from './trace.js';

const params = {
  units: integer({ default: 200, min: 2, max: 1500, scale: 'log', about: 'Number of neurons, all joined to all.' }),
  gain: number({
    default: 1.8,
    min: 0,
    max: 10,
    about: 'Strength g of the connections: below 1 a large network falls silent, above it never repeats itself.',
  }),
  timeStep: number({
    default: 0.1,
    min: 0.001,
    max: 1,
    unit: 'time constants',
    scale: 'log',
    about: 'Length of a step; above 1 a unit would overshoot its target.',
  }),
  integrator: choice(['euler', 'exponential'], {
    default: 'euler',
    about: 'Euler: as the equation stands. Exponential: the decay of each unit is exact.',
  }),
  drive: number({
    default: 0,
    min: 0,
    max: 10,
    about: 'Amplitude of a rhythm that every unit hears, each in a phase of its own.',
  }),
  driveFrequency: number({
    default: 0.16,
    min: 0,
    max: 2,
    unit: 'per time constant',
    about: 'Frequency of that rhythm.',
  }),
};

type ChaoticParams = ParamsOf<typeof params>;

const INKS = ['first', 'second', 'third', 'fourth'] as const;

/**
 * Sompolinsky, Crisanti & Sommers' random network (1988, doi:10.1103/PhysRevLett.61.259): dx/dt = −x + g J tanh x with
 * Jᵢⱼ normal of variance 1 / N. A common rhythm above a certain strength puts an end to the chaos (Rajan, Abbott &
 * Sompolinsky 2010).
 */
export const chaoticNetwork = defineSystem({
  id: 'chaotic-network',
  title: 'Chaotic rate network',
  family: 'neurons',
  about:
    'Neurons joined at random fall silent while their connections are weak and, beyond a sharp edge, excite each other for ever without repeating themselves.',
  source: {
    authors: 'Haim Sompolinsky, Andrea Crisanti, Hans-Jürgen Sommers',
    year: 1988,
    title: 'Chaos in random neural networks',
    doi: '10.1103/PhysRevLett.61.259',
  },
  params,
  presets: [
    { id: 'chaos', title: 'Chaos', about: 'Well above the edge: activity that never repeats itself.', params: {} },
    {
      id: 'quiet',
      title: 'Quiet',
      about: 'Half the critical strength: whatever it starts with dies away, and λ is about −0.5.',
      params: { gain: 0.5 },
    },
    {
      id: 'edge',
      title: 'Edge of chaos',
      about:
        'At the critical strength the start dies away ever more slowly, and a small network often ends in a rhythm.',
      params: { gain: 1.15, units: 400 },
    },
    {
      id: 'strong',
      title: 'Strong coupling',
      about: 'Four times the critical strength: units are torn from one limit to the other.',
      params: { gain: 4, units: 300 },
    },
    {
      id: 'tamed',
      title: 'Tamed by a rhythm',
      about: 'The same network under a strong rhythm gives up its chaos and follows: λ falls below 0.',
      params: { gain: 1.5, drive: 2.5 },
    },
  ],
  views: [
    {
      id: 'activity',
      title: 'Activity',
      about: 'Each row a neuron, time runs to the right; bright where its rate is positive, blue where negative.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'activity', as: 'scalar' }],
    },
    {
      id: 'traces',
      title: 'Traces',
      about: 'The rates of four neurons.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 'time constants' }, y: { title: 'rate' } },
      layers: INKS.map((colour, i) => ({
        kind: 'curve' as const,
        field: `trace${i + 1}`,
        colour,
        title: `neuron ${i + 1}`,
      })),
    },
    {
      id: 'autocorrelation',
      title: 'Autocorrelation',
      about: 'How much the activity is like what it was a while ago: chaos forgets, a rhythm does not.',
      palette: 'ink',
      axes: { x: { title: 'delay', unit: 'time constants' }, y: { title: 'correlation' } },
      layers: [{ kind: 'curve', field: 'autocorrelation', colour: 'accent' }],
    },
    {
      id: 'lyapunov',
      title: 'Edge of chaos',
      about: 'Largest Lyapunov exponent against the strength of the connections, of a network of 64: chaos is above 0.',
      palette: 'ink',
      axes: { x: { title: 'gain g' }, y: { title: 'lyapunov exponent', unit: '1 / time constant' } },
      layers: [
        { kind: 'curve', field: 'sweepZero', colour: 'faint' },
        { kind: 'curve', field: 'sweep', colour: 'accent' },
        { kind: 'points', field: 'sweepHere', shape: 'disc', size: 8, colour: 'second' },
      ],
    },
    {
      id: 'spectrum',
      title: 'Eigenvalues',
      about:
        'Eigenvalues of the connections fill a disc of radius g; silence is unstable once some lie to the right of 1.',
      palette: 'ink',
      axes: { x: { title: 'real part' }, y: { title: 'imaginary part' } },
      layers: [
        { kind: 'curve', field: 'disc', colour: 'faint' },
        { kind: 'curve', field: 'edge', colour: 'second', title: 'edge of stability' },
        { kind: 'points', field: 'spectrum', shape: 'disc', size: 3, colour: 'first' },
      ],
    },
  ],
  measures: [
    {
      id: 'lyapunov',
      title: 'Lyapunov exponent',
      unit: '1 / time constant',
      about: 'Rate at which a small difference grows (chaos) or shrinks, averaged since time 20.',
    },
    {
      id: 'activity',
      title: 'Activity',
      about: 'Root of the mean square of the rates: 0 in silence, 1 at their limits.',
    },
    { id: 'mean', title: 'Mean rate', about: 'Mean of the rates; about 0, as signs are even.' },
  ],
  pace: 4,
  brush: { about: 'Push neurons up, or down.', radius: 6 },
  setup,
});

/** Steps that the pictures show, and how many rows they have at most. */
const WINDOW = 320;
/** Of the circle that eigenvalues fill. */
const CORNERS = 121;
const ROWS = 256;
/** Time constants before growth is counted. */
const TRANSIENT = 20;
const SWEEP = { units: 64, from: 0.25, to: 3, points: 23, duration: 60 };

function setup(params: ChaoticParams, { random, seed }: Context): Model {
  const { units, drive, driveFrequency, timeStep } = params;
  const network = new RateNetwork({ ...params, random });
  const phases = Float64Array.from({ length: units }, () => random.stream('phases').uniform());
  /** Sum of logarithms, steps that it is of, time of the last step. */
  const growth = new Float64Array(3);
  const rows = Math.min(units, ROWS);
  const history = new SpaceTime(rows, WINDOW, [-1, 1]);
  const traces = INKS.map(() => new Trace(WINDOW));
  const correlation = new Float32Array(WINDOW);
  let sweep: Float32Array | undefined;
  let spectrum: Float32Array | undefined;
  const reach = 1.25 * Math.max(params.gain, 1);
  const plane: Field['range'] = [
    [-1.86 * reach, 1.86 * reach],
    [-reach, reach],
  ];
  const here = new Float32Array(2);
  record(0);

  function record(time: number): void {
    history.push(network.rates);
    traces.forEach((trace, i) => void trace.push(time * timeStep, network.rates[i % units]));
  }

  function hear(time: number): void {
    const turns = time * timeStep * driveFrequency;
    for (let i = 0; i < units; i++) network.input[i] = drive * math().cos(2 * Math.PI * (turns + phases[i]));
  }

  function exponent(): number {
    return growth[1] > 0 ? growth[0] / (growth[1] * timeStep) : 0;
  }

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        if (drive > 0) hear(time);
        const grown = network.stepWithTangent();
        const isTransient = time * timeStep < TRANSIENT;
        growth[0] = isTransient ? grown : growth[0] + grown;
        growth[1] = isTransient ? 1 : growth[1] + 1;
        growth[2] = time + 1;
        record(time + 1);
      }
    },
    fields: {
      /** tanh x of all units, as they are now. */
      rates: () => dense(network.rates.subarray(0, units), [units], [[-1, 1]]),
      activity: () => history.right(),
      ...Object.fromEntries(
        traces.map((trace, i) => [
          `trace${i + 1}`,
          () => {
            const end = Math.max(growth[2], WINDOW) * timeStep;
            return trace.field([
              [end - WINDOW * timeStep, end],
              [-1, 1],
            ]);
          },
        ]),
      ),
      autocorrelation() {
        autocorrelationInto(correlation, history, Math.min(growth[2] + 1, WINDOW), timeStep);
        return dense(
          correlation,
          [WINDOW / 2, 2],
          [
            [0, (WINDOW / 2) * timeStep],
            [-1, 1],
          ],
        );
      },
      disc() {
        const circle = Float32Array.from({ length: 2 * CORNERS }, (_, i) => {
          const angle = (2 * Math.PI * (i >> 1)) / (CORNERS - 1);
          return params.gain * (i % 2 === 0 ? math().cos(angle) : math().sin(angle));
        });
        return dense(circle, [CORNERS, 2], plane);
      },
      edge: () => dense(Float32Array.of(1, -reach, 1, reach), [2, 2], plane),
      spectrum() {
        spectrum ??= spectrumOf(network);
        return dense(spectrum, [spectrum.length / 2, 2], plane);
      },
      sweepZero: () =>
        dense(
          Float32Array.of(SWEEP.from, 0, SWEEP.to, 0),
          [2, 2],
          [
            [SWEEP.from, SWEEP.to],
            [-0.8, 0.6],
          ],
        ),
      sweep() {
        sweep ??= lyapunovSweep({ ...SWEEP, seed });
        return dense(sweep, [SWEEP.points, 2]);
      },
      sweepHere() {
        const isInside = params.gain >= SWEEP.from && params.gain <= SWEEP.to;
        here.set(isInside ? [params.gain, Math.max(-0.8, Math.min(0.6, exponent()))] : [Number.NaN, Number.NaN]);
        return dense(here, [1, 2]);
      },
    },
    measures() {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < units; i++) {
        sum += network.rates[i];
        squares += network.rates[i] ** 2;
      }
      return { lyapunov: exponent(), activity: Math.sqrt(squares / units), mean: sum / units };
    },
    state: () => ({
      x: network.x,
      tangent: network.tangent,
      growth,
      history: history.data,
      historyCursor: history.cursor,
      ...Object.fromEntries(
        traces.flatMap(({ data, cursor }, i) => [
          [`trace${i + 1}`, data],
          [`trace${i + 1}Cursor`, cursor],
        ]),
      ),
    }),
    restored: () => network.refresh(),
    edit({ y, radius, erase }) {
      // Rows are neurons; where along time the stroke falls makes no difference, as the past is past.
      const first = Math.max(0, Math.ceil(Math.max(y - radius, 0) - 0.5));
      for (let i = first; i < Math.min(rows, y + radius); i++) network.x[i] = erase ? -3 : 3;
      network.refresh();
    },
  };
}
