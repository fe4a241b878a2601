import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { Trace } from './trace.js';
import { inputSweep, steepestSlope, WilsonCowan, type WilsonCowanOptions } from './wilson-cowan-equations.js';

const weight = (value: number, min: number, about: string) => number({ default: value, min, max: 40, about });

const params = {
  input: number({ default: 1.25, min: -5, max: 10, about: 'Input P to the exciting population.' }),
  inputI: number({ default: 0, min: -5, max: 10, about: 'Input Q to the inhibiting population.' }),
  drive: number({ default: 0, min: 0, max: 10, about: 'Height of a slow swing of the input P.' }),
  drivePeriod: number({
    default: 200,
    min: 1,
    max: 10000,
    unit: 'time constants',
    scale: 'log',
    about: 'Period of that swing.',
  }),
  weightEE: weight(16, 0, 'Weight c₁ with which the exciting population excites itself.'),
  weightIE: weight(12, 0.1, 'Weight c₂ with which the inhibiting population holds the exciting one down.'),
  weightEI: weight(15, 0.1, 'Weight c₃ with which the exciting population excites the inhibiting one.'),
  weightII: weight(3, 0, 'Weight c₄ with which the inhibiting population holds itself down.'),
  steepnessE: number({
    default: 1.3,
    min: 0.1,
    max: 5,
    about: 'Steepness of the response of the exciting population.',
  }),
  thresholdE: number({ default: 4, min: 0, max: 10, about: 'Threshold of the exciting population.' }),
  steepnessI: number({
    default: 2,
    min: 0.1,
    max: 5,
    about: 'Steepness of the response of the inhibiting population.',
  }),
  thresholdI: number({ default: 3.7, min: 0, max: 10, about: 'Threshold of the inhibiting population.' }),
  noise: number({ default: 0.005, min: 0, max: 1, about: 'Deviation of chance pushes to both, over a time constant.' }),
  timeStep: number({
    default: 0.05,
    min: 0.001,
    max: 0.1,
    unit: 'time constants',
    scale: 'log',
    about: 'Length of a step.',
  }),
};

type WilsonCowanParams = ParamsOf<typeof params>;

const HYSTERESIS = {
  ...{ weightEE: 12, weightIE: 4, weightEI: 13, weightII: 11 },
  ...{ steepnessE: 1.2, thresholdE: 2.8, steepnessI: 1, thresholdI: 4 },
};

/**
 * Wilson & Cowan's two populations (1972, doi:10.1016/S0006-3495(72)86068-5), the shares E and I that are active. The
 * defaults are the paper's limit cycle, the weights of `hysteresis` those of its two stable states.
 */
export const wilsonCowan = defineSystem({
  id: 'wilson-cowan',
  title: 'Wilson–Cowan populations',
  family: 'neurons',
  about:
    'A population that excites and one that inhibits chase each other: together they oscillate, switch, or come to rest.',
  source: {
    authors: 'Hugh R. Wilson, Jack D. Cowan',
    year: 1972,
    title: 'Excitatory and inhibitory interactions in localized populations of model neurons',
    doi: '10.1016/S0006-3495(72)86068-5',
  },
  params,
  presets: [
    {
      id: 'limit-cycle',
      title: 'Limit cycle',
      about: 'From wherever it starts the state runs into the same round: the beginnings of an EEG rhythm.',
      params: {},
    },
    {
      id: 'hysteresis',
      title: 'Hysteresis',
      about: 'The input swings slowly; activity jumps up at one strength and down at a lower one.',
      params: { ...HYSTERESIS, input: 0.15, drive: 1.2, drivePeriod: 120 },
    },
    {
      id: 'two-states',
      title: 'Two states',
      about: 'With the same input there are two states of rest, low and high: put the state where you like and see.',
      params: { ...HYSTERESIS, input: 0, noise: 0.02 },
    },
    {
      id: 'at-rest',
      title: 'Excitable',
      about: 'With a little less input the rhythm is gone; now and then a push by chance sets off a single round.',
      params: { input: 1, noise: 0.02 },
    },
  ],
  views: [
    {
      id: 'phase-plane',
      title: 'Phase plane',
      about:
        'E and I, the lines on which one of them stands still, and the way the state has come; rest is where they cross.',
      palette: 'ink',
      axes: { x: { title: 'E, exciting' }, y: { title: 'I, inhibiting' } },
      layers: [
        { kind: 'points', field: 'arrows', shape: 'arrow', size: 7, colour: 'faint' },
        { kind: 'curve', field: 'nullclineE', colour: 'first', title: 'E stands still' },
        { kind: 'curve', field: 'nullclineI', colour: 'second', title: 'I stands still' },
        { kind: 'curve', field: 'trail', colour: 'accent' },
        { kind: 'points', field: 'now', shape: 'disc', size: 8, colour: 'accent' },
      ],
    },
    {
      id: 'traces',
      title: 'Over time',
      about: 'Activity of both populations over time.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 'time constants' }, y: { title: 'activity' } },
      layers: [
        { kind: 'curve', field: 'traceE', colour: 'first', title: 'exciting' },
        { kind: 'curve', field: 'traceI', colour: 'second', title: 'inhibiting' },
      ],
    },
    {
      id: 'input',
      title: 'Input and response',
      about:
        'Least and most of E against the input, on the way up and on the way down, and the state with its input now.',
      palette: 'ink',
      axes: { x: { title: 'input P' }, y: { title: 'E' } },
      layers: [
        { kind: 'curve', field: 'upLeast', colour: 'first', title: 'up' },
        { kind: 'curve', field: 'upMost', colour: 'first' },
        { kind: 'curve', field: 'downLeast', colour: 'second', title: 'down' },
        { kind: 'curve', field: 'downMost', colour: 'second' },
        { kind: 'points', field: 'response', shape: 'disc', size: 7, colour: 'accent' },
      ],
    },
  ],
  measures: [
    { id: 'e', title: 'E', about: 'Activity of the exciting population.' },
    { id: 'i', title: 'I', about: 'Activity of the inhibiting population.' },
    { id: 'swing', title: 'Swing', about: 'Most less least of E over the last thousand steps: 0 at rest.' },
  ],
  pace: 4,
  brush: { about: 'Put the state here.', radius: 0.02 },
  setup,
});

const WINDOW = 1000;
const GRID = 16;
const POINTS = 300;
const SPAN = [-0.02, 0.55] as const;
const SWEEP = { from: -1.5, to: 3.5, points: 41, timeStep: 0.1, duration: 60 };

function setup(params: WilsonCowanParams, { random }: Context): Model {
  const { timeStep, inputI, noise } = params;
  const options: WilsonCowanOptions = {
    excitatory: { steepness: params.steepnessE, threshold: params.thresholdE },
    inhibitory: { steepness: params.steepnessI, threshold: params.thresholdI },
    toE: [params.weightEE, params.weightIE],
    toI: [params.weightEI, params.weightII],
    refractory: 1,
  };
  const model = new WilsonCowan(options);
  checkStep(timeStep, longestStep(options));
  const start = random.stream('start');
  model.state.set([0.4 * start.uniform(), 0.4 * start.uniform()]);
  const chance = random.stream('noise');
  const [traceE, traceI] = [new Trace(WINDOW), new Trace(WINDOW)];
  const clock = new Float64Array(1);
  const trail = new Float32Array(2 * WINDOW);
  const arrows = new Float32Array(4 * GRID * GRID);
  const [lineE, lineI] = [new Float32Array(2 * POINTS), new Float32Array(2 * POINTS)];
  const plane: Field['range'] = [SPAN, SPAN];
  let sweep: ReturnType<typeof inputSweep> | undefined;
  record(0);

  function inputAt(time: number): number {
    if (params.drive === 0) return params.input;
    return params.input + params.drive * math().sin((2 * Math.PI * time * timeStep) / params.drivePeriod);
  }

  function record(time: number): void {
    clock[0] = time;
    traceE.push(time * timeStep, model.state[0]);
    traceI.push(time * timeStep, model.state[1]);
  }

  function advance(time: number): void {
    model.step(timeStep, inputAt(time), inputI);
    if (noise > 0) {
      const push = noise * Math.sqrt(timeStep);
      for (let k = 0; k < 2; k++) model.state[k] = hold(model.state[k] + push * chance.normal());
    }
    record(time + 1);
  }

  function overTime(): Field['range'] {
    const end = Math.max(clock[0], WINDOW) * timeStep;
    return [[end - WINDOW * timeStep, end], SPAN];
  }

  const swept = (way: 'up' | 'down', part: 0 | 1) => () => {
    sweep ??= inputSweep(options, { ...SWEEP, timeStep: Math.min(SWEEP.timeStep, longestStep(options)), q: inputI });
    return dense(sweep[way][part], [SWEEP.points, 2], [[SWEEP.from, SWEEP.to], SPAN]);
  };

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) advance(time);
    },
    fields: {
      /** Directions of the flow on a grid, all of the same length. */
      arrows() {
        const p = inputAt(clock[0]);
        for (let n = 0; n < GRID * GRID; n++) {
          const e = SPAN[0] + ((SPAN[1] - SPAN[0]) * ((n % GRID) + 0.5)) / GRID;
          const i = SPAN[0] + ((SPAN[1] - SPAN[0]) * (Math.floor(n / GRID) + 0.5)) / GRID;
          const [x, y] = [model.slopeE(e, i, p), model.slopeI(e, i, inputI)];
          const length = Math.sqrt(x * x + y * y) || 1;
          arrows.set([e, i, x / length, y / length], 4 * n);
        }
        return dense(arrows, [GRID * GRID, 4], [SPAN, SPAN, [-1, 1], [-1, 1]]);
      },
      nullclineE() {
        const p = inputAt(clock[0]);
        for (let n = 0; n < POINTS; n++) {
          const e = SPAN[0] + ((SPAN[1] - SPAN[0]) * n) / (POINTS - 1);
          lineE.set([e, inside(model.nullclineE(e, p))], 2 * n);
        }
        return dense(lineE, [POINTS, 2], plane);
      },
      nullclineI() {
        for (let n = 0; n < POINTS; n++) {
          const i = SPAN[0] + ((SPAN[1] - SPAN[0]) * n) / (POINTS - 1);
          lineI.set([inside(model.nullclineI(i, inputI)), i], 2 * n);
        }
        return dense(lineI, [POINTS, 2], plane);
      },
      trail() {
        const [e, i] = [traceE.field().data, traceI.field().data];
        for (let n = 0; n < WINDOW; n++) trail.set([e[2 * n + 1], i[2 * n + 1]], 2 * n);
        return dense(trail, [WINDOW, 2], plane);
      },
      now: () => dense(Float32Array.from(model.state), [1, 2], plane),
      traceE: () => traceE.field(overTime()),
      traceI: () => traceI.field(overTime()),
      upLeast: swept('up', 0),
      upMost: swept('up', 1),
      downLeast: swept('down', 0),
      downMost: swept('down', 1),
      response: () => dense(Float32Array.of(inputAt(clock[0]), model.state[0]), [1, 2]),
    },
    measures() {
      let [low, high] = [model.state[0], model.state[0]];
      for (let n = 1; n < traceE.data.length; n += 2) {
        const e = traceE.data[n];
        if (e < low) low = e;
        if (e > high) high = e;
      }
      return { e: model.state[0], i: model.state[1], swing: high - low };
    },
    state: () => ({
      state: model.state,
      clock,
      traceE: traceE.data,
      traceECursor: traceE.cursor,
      traceI: traceI.data,
      traceICursor: traceI.cursor,
    }),
    edit({ x, y }) {
      model.state.set([hold(x), hold(y)]);
    },
  };
}

/** Runge–Kutta's fourth order is stable for steps up to 2.78 over the steepest slope. */
const longestStep = (options: WilsonCowanOptions): number => 2.78 / steepestSlope(options);

function checkStep(timeStep: number, longest: number): void {
  if (timeStep <= longest) return;
  const most = Math.floor(1000 * longest) / 1000;
  throw new InputError(
    'timeStep',
    timeStep,
    `at most ${most}, or smaller weights or steepness: a longer step is unstable`,
  );
}

/** Where chance or a brush may put the state: activity is a share of a population. */
const hold = (value: number): number => Math.max(-0.1, Math.min(1, value));
/** Outside the picture the pen is lifted. */
const inside = (value: number): number => (value >= SPAN[0] && value <= SPAN[1] ? value : Number.NaN);
