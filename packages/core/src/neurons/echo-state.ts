import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { EchoStateNetwork } from './echo-state-network.js';
import { MackeyGlass } from './mackey-glass.js';
import { memoryCapacity } from './memory-capacity.js';
import { RidgeRegression } from './ridge.js';
import { SpaceTime } from './space-time.js';
import { Trace } from './trace.js';

const params = {
  units: integer({ default: 100, min: 1, max: 300, scale: 'log', about: 'Number of neurons in the reservoir.' }),
  spectralRadius: number({
    default: 1.25,
    min: 0,
    max: 3,
    about: 'Largest eigenvalue of the recurrent weights: small ones forget at once, large ones drown the input.',
  }),
  leak: number({ default: 0.3, min: 0.01, max: 1, about: 'Share of its old state that a neuron loses a step.' }),
  inputScale: number({ default: 0.5, min: 0, max: 5, about: 'Largest weight of the input and of the bias.' }),
  sparsity: number({ default: 0, min: 0, max: 0.99, about: 'Share of the recurrent connections that are missing.' }),
  activation: choice(['tanh', 'linear'], {
    default: 'tanh',
    about: 'Response of the neurons; linear ones remember longer and compute less.',
  }),
  delay: integer({
    default: 17,
    min: 2,
    max: 100,
    unit: 'time units',
    about: 'Delay τ of the Mackey–Glass equation: from 17 on its course is chaotic.',
  }),
  washout: integer({
    default: 100,
    min: 0,
    max: 10000,
    unit: 'steps',
    about: 'Steps before learning, in which the network forgets how it started.',
  }),
  training: integer({
    default: 1000,
    min: 1,
    max: 100000,
    unit: 'steps',
    about: 'Steps that the read-out learns from.',
  }),
  ridge: number({ default: 1e-5, min: 1e-10, max: 10, scale: 'log', about: 'Penalty on large read-out weights.' }),
  after: choice(['free', 'one-step'], {
    default: 'free',
    about: 'After training: free, its own prediction is its next input; one-step, it goes on hearing the truth.',
  }),
};

type EchoParams = ParamsOf<typeof params>;

/**
 * Jaeger's echo state network (Jaeger 2001; Jaeger & Haas 2004, doi:10.1126/science.1091277) before the Mackey–Glass series:
 * fixed random recurrent weights, and a read-out found by ridge regression that says what comes next.
 */
export const echoState = defineSystem({
  id: 'echo-state',
  title: 'Echo state network',
  family: 'neurons',
  about:
    'A random network that nobody trains echoes what it hears; reading the echoes with the right weights foretells a chaotic series.',
  source: {
    authors: 'Herbert Jaeger, Harald Haas',
    year: 2004,
    title: 'Harnessing nonlinearity: predicting chaotic systems and saving energy in wireless communication',
    doi: '10.1126/science.1091277',
  },
  params,
  presets: [
    {
      id: 'mackey-glass',
      title: 'Goes on by itself',
      about: 'It hears a chaotic series for a thousand steps, then dreams on alone and keeps up for hundreds more.',
      params: {},
    },
    {
      id: 'one-step',
      title: 'One step ahead',
      about: 'It hears the truth for ever and says what comes next, to a few thousandths.',
      params: { after: 'one-step', training: 2000 },
    },
    {
      id: 'small',
      title: 'Too small',
      about: 'Twelve neurons learn the rhythm but not the series: left alone they fall into a cycle or drift off.',
      params: { units: 12, training: 600 },
    },
    {
      id: 'memory',
      title: 'Linear memory',
      about: 'Linear neurons just below the edge hold the most of the past: look at the memory.',
      params: { activation: 'linear', spectralRadius: 0.95, leak: 1, after: 'one-step', training: 500 },
    },
    {
      id: 'wild',
      title: 'Delay of 30',
      about: 'A longer delay makes the series wilder; a larger network still learns its shape.',
      params: { delay: 30, units: 250, training: 2000 },
    },
  ],
  views: [
    {
      id: 'prediction',
      title: 'Truth and prediction',
      about: 'The series, and what the network said would come; the pen changes colour where it goes on alone.',
      palette: 'ink',
      axes: { x: { title: 'time' }, y: { title: 'x' } },
      layers: [
        { kind: 'curve', field: 'truth', colour: 'faint', title: 'truth' },
        { kind: 'curve', field: 'heard', colour: 'first', title: 'one step ahead' },
        { kind: 'curve', field: 'alone', colour: 'second', title: 'on its own' },
      ],
    },
    {
      id: 'attractor',
      title: 'Attractor',
      about: 'The value now against the value a delay ago, of the truth and of the network’s own course.',
      palette: 'ink',
      axes: { x: { title: 'x(t)' }, y: { title: 'x(t − τ)' } },
      layers: [
        { kind: 'curve', field: 'truthOrbit', colour: 'faint', title: 'truth' },
        { kind: 'curve', field: 'orbit', colour: 'accent', title: 'network' },
      ],
    },
    {
      id: 'reservoir',
      title: 'Reservoir',
      about: 'Each row a neuron, time runs to the right: the echoes that the read-out is made of.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'reservoir', as: 'scalar' }],
    },
    {
      id: 'memory',
      title: 'Memory capacity',
      about: 'How well noise heard some steps ago can be read from the state now: 1 wholly, 0 not at all.',
      palette: 'ink',
      axes: { x: { title: 'delay', unit: 'steps' }, y: { title: 'squared correlation' } },
      layers: [{ kind: 'curve', field: 'capacity', colour: 'accent' }],
    },
  ],
  measures: [
    { id: 'error', title: 'Error', about: 'Root of the mean squared error of the last hundred predictions.' },
    { id: 'phase', title: 'Phase', about: 'Stage of the run: 0 washout, 1 training, 2 on its own or tested.' },
    { id: 'activity', title: 'Activity', about: 'Root of the mean square of the states.' },
  ],
  pace: 3,
  setup,
});

const WINDOW = 400;
const JUDGED = 100;
/** While it learns, the read-out is found anew every so many steps. */
const REFIT = 50;
const DELAYS = 60;
/** Values of the series lie within; the prediction may leave it. */
const SPAN = [0.2, 1.6] as const;
const LIMIT = 10;
/** The series minus its rough mean is what the network hears. */
const CENTRE = 1;

function setup(params: EchoParams, { random, seed }: Context): Model {
  if (params.activation === 'linear' && params.spectralRadius > 1) {
    throw new InputError(
      'spectralRadius',
      params.spectralRadius,
      'at most 1 with linear neurons: above it they grow without bound',
    );
  }
  const { units, delay, washout, training, ridge } = params;
  const network = new EchoStateNetwork({ ...params, random });
  const series = new MackeyGlass({ delay });
  const regression = new RidgeRegression(network.features.length, 1);
  // Every run starts elsewhere on the attractor.
  for (let t = random.stream('series').integer(1000) + 300; t > 0; t--) series.next();
  /** What it said would come, time of the last step. */
  const said = new Float64Array(2).fill(0);
  const truth = new Trace(WINDOW);
  const heard = new Trace(WINDOW);
  const alone = new Trace(WINDOW);
  const reservoir = new SpaceTime(units, WINDOW, [-1, 1]);
  const [input, target, answer] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
  const orbits = [new Float32Array(2 * WINDOW), new Float32Array(2 * WINDOW)];
  let capacity: Float32Array | undefined;

  const phaseAt = (time: number): number => (time < washout ? 0 : time < washout + training ? 1 : 2);

  function advance(time: number): void {
    const phase = phaseAt(time);
    const isAlone = phase === 2 && params.after === 'free';
    input[0] = isAlone ? said[0] : series.value - CENTRE;
    network.step(input);
    target[0] = series.next() - CENTRE;
    if (phase === 1) {
      regression.add(network.features, target);
      const learned = time + 1 - washout;
      if (learned % REFIT === 0 || learned === training) network.readout.set(regression.solve(ridge));
    }
    network.outputInto(answer);
    // A prediction gone wild is held, so that what it feeds stays a number.
    said[0] = Math.max(-LIMIT, Math.min(LIMIT, answer[0]));
    said[1] = time + 1;
    record(phase, isAlone);
  }

  function record(phase: number, isAlone: boolean): void {
    truth.push(said[1], series.value);
    const isSilent = phase === 0 || (phase === 1 && said[1] - washout < REFIT);
    const shown = isSilent ? Number.NaN : Math.max(SPAN[0], Math.min(SPAN[1], said[0] + CENTRE));
    heard.push(said[1], isAlone ? Number.NaN : shown);
    alone.push(said[1], isAlone ? shown : Number.NaN);
    reservoir.push(network.state);
  }

  function window(): Field['range'] {
    const end = Math.max(said[1], WINDOW);
    return [[end - WINDOW, end], SPAN];
  }

  /** The pairs (x(t), x(t − τ)) of traces that fill each other's gaps. */
  function orbit(into: Float32Array, ...traces: readonly Trace[]): Field {
    const columns = traces.map((trace) => trace.field().data);
    const at = (t: number): number =>
      columns.map((column) => column[2 * t + 1]).find((x) => !Number.isNaN(x)) ?? Number.NaN;
    for (let t = 0; t < WINDOW; t++) {
      into[2 * t] = t < delay ? Number.NaN : at(t);
      into[2 * t + 1] = t < delay ? Number.NaN : at(t - delay);
    }
    return dense(into, [WINDOW, 2], [SPAN, SPAN]);
  }

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) advance(time);
    },
    fields: {
      truth: () => truth.field(window()),
      heard: () => heard.field(window()),
      alone: () => alone.field(window()),
      truthOrbit: () => orbit(orbits[0], truth),
      orbit: () => orbit(orbits[1], alone, heard),
      reservoir: () => reservoir.right(),
      /** Found once, on a network of the same weights that hears noise. */
      capacity() {
        capacity ??= capacityCurve(network, seed);
        return dense(
          capacity,
          [DELAYS, 2],
          [
            [0, DELAYS],
            [0, 1.05],
          ],
        );
      },
    },
    measures() {
      let squares = 0;
      for (const value of network.state) squares += value * value;
      return { error: meanError(truth, heard, alone), phase: phaseAt(said[1]), activity: Math.sqrt(squares / units) };
    },
    state: () => ({
      x: network.state,
      readout: network.readout,
      gram: regression.gram,
      cross: regression.cross,
      past: series.past,
      pastCursor: series.cursor,
      said,
      truth: truth.data,
      truthCursor: truth.cursor,
      heard: heard.data,
      heardCursor: heard.cursor,
      alone: alone.data,
      aloneCursor: alone.cursor,
      reservoir: reservoir.data,
      reservoirCursor: reservoir.cursor,
    }),
  };
}

function capacityCurve(network: EchoStateNetwork, seed: number): Float32Array {
  // Several samples a weight: with fewer, a large network learns them by heart, and seems to remember less than a small one.
  const steps = Math.max(500, 4 * network.units);
  const squared = memoryCapacity(network, { delays: DELAYS, steps, washout: 50, seed });
  return Float32Array.from({ length: 2 * DELAYS }, (_, i) => (i % 2 === 0 ? i / 2 + 1 : squared[(i - 1) / 2]));
}

/** Over the newest predictions; 0 where there are none yet. */
function meanError(truth: Trace, heard: Trace, alone: Trace): number {
  let squares = 0;
  let count = 0;
  for (let ago = 1; ago <= JUDGED; ago++) {
    const at = 2 * ((truth.cursor[0] + WINDOW - ago) % WINDOW) + 1;
    const said = Number.isNaN(heard.data[at]) ? alone.data[at] : heard.data[at];
    if (Number.isNaN(said)) continue;
    squares += (said - truth.data[at]) ** 2;
    count++;
  }
  return count > 0 ? Math.sqrt(squares / count) : 0;
}
