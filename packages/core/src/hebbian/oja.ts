import { dense } from '../contract/field.js';
import { choice, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { Trace } from '../neurons/trace.js';
import type { Random } from '../random/random.js';
import { covarianceInto, divisiveInto, hebbInto, limitInto, ojaInto, subtractiveInto } from './one-neuron-rules.js';

const RULES = ['oja', 'hebb', 'covariance', 'subtractive', 'divisive'] as const;
/** Half the side of the picture. */
const REACH = 4;
/** Where the weights of a neuron that nothing holds back stop: as far as its synapses can grow. */
const LONGEST = 3.6;
/** Points of the cloud that are shown, and places of the weights. */
const SHOWN = 700;
const PATH = 600;
/** Share by which the means of the covariance rule are renewed. */
const MEMORY = 0.01;

const params = {
  rule: choice(RULES, {
    default: 'oja',
    about:
      'How the weights learn: Oja’s rule, plain Hebb, the covariance rule, or Hebb with subtractive or divisive normalization.',
  }),
  rate: number({ default: 0.003, min: 0, max: 0.05, about: 'Learning rate.' }),
  long: number({
    default: 1.4,
    min: 0.1,
    max: 2,
    about: 'Deviation of the cloud along its direction.',
  }),
  broad: number({ default: 0.4, min: 0.05, max: 2, about: 'Deviation across it.' }),
  angle: number({ default: 35, min: -180, max: 180, unit: '°', about: 'Direction of the cloud.' }),
  meanX: number({ default: 0, min: -2, max: 2, about: 'Middle of the cloud, to the right.' }),
  meanY: number({ default: 0, min: -2, max: 2, about: 'Middle of the cloud, upwards.' }),
};

type OjaParams = ParamsOf<typeof params>;

/** One linear neuron y = w · x with two inputs, and a choice of rules for its weights. A step is one point of the cloud. */
export const oja = defineSystem({
  id: 'oja',
  title: 'Hebb and Oja',
  family: 'hebbian',
  about: 'One neuron that strengthens what it fires together with finds the direction in which its inputs vary most.',
  source: {
    authors: 'Erkki Oja',
    year: 1982,
    title: 'A simplified neuron model as a principal component analyzer',
    doi: '10.1007/BF00275687',
  },
  params,
  presets: [
    {
      id: 'oja',
      title: 'Oja',
      about: 'The weights turn to the first principal component and come to length 1.',
      params: {},
    },
    {
      id: 'hebb',
      title: 'Hebb alone',
      about: 'The same direction, but nothing stops the weights: they grow as far as they can.',
      params: { rule: 'hebb', rate: 0.001 },
    },
    {
      id: 'off-centre',
      title: 'Off centre',
      about: 'Where inputs have a mean, Hebb’s neuron follows the mean and not what varies.',
      params: { rule: 'hebb', rate: 0.001, meanX: -1, meanY: 1.6, long: 1.2 },
    },
    {
      id: 'covariance',
      title: 'Covariance',
      about: 'The same cloud under the covariance rule: only what varies together counts.',
      params: { rule: 'covariance', rate: 0.001, meanX: -1, meanY: 1.6, long: 1.2 },
    },
    {
      id: 'divisive',
      title: 'Divisive',
      about: 'Weights divided by their length after each point: they only turn.',
      params: { rule: 'divisive' },
    },
    {
      id: 'subtractive',
      title: 'Subtractive',
      about: 'What one input gains the other loses: the stronger takes all.',
      params: { rule: 'subtractive', angle: 30, broad: 0.5 },
    },
  ],
  views: [
    {
      id: 'cloud',
      title: 'Cloud',
      about: 'Inputs, the first principal component (faint), and the weights with the way that their tip has come.',
      palette: 'ink',
      axes: { x: { title: 'first input' }, y: { title: 'second input' } },
      layers: [
        { kind: 'points', field: 'inputs', shape: 'disc', size: 2, colour: 'faint' },
        { kind: 'lines', field: 'component', colour: 'faint' },
        { kind: 'curve', field: 'path', colour: 'second', title: 'weights' },
        { kind: 'lines', field: 'weights', colour: 'second' },
        { kind: 'points', field: 'tip', shape: 'disc', size: 7, colour: 'second' },
      ],
    },
  ],
  measures: [
    { id: 'length', title: 'Length', about: 'Length of the weights: 1 at rest under Oja’s rule.' },
    {
      id: 'alignment',
      title: 'Alignment',
      about: 'Cosine between the weights and the first principal component, without sign.',
    },
    {
      id: 'variance',
      title: 'Variance',
      about: 'Variance of the response: largest, for its length, along the first principal component.',
    },
  ],
  pace: 20,
  setup,
});

function setup(params: OjaParams, { random }: Context): Model {
  const { rule, rate, long, broad, meanX, meanY } = params;
  const turn = (params.angle * Math.PI) / 180;
  const [cos, sin] = [math().cos(turn), math().sin(turn)];
  const drawInto = (x: Float32Array, source: Random) => {
    const [along, across] = [long * source.normal(), broad * source.normal()];
    x[0] = meanX + cos * along - sin * across;
    x[1] = meanY + sin * along + cos * across;
  };
  const shown = new Float32Array(2 * SHOWN);
  const show = random.stream('shown');
  for (let i = 0; i < SHOWN; i++) drawInto(shown.subarray(2 * i, 2 * i + 2), show);
  const start = random.stream('weights');
  const w = Float32Array.of(0.3 + 0.2 * start.uniform(), -0.3 + 0.2 * start.uniform());
  if (rule === 'subtractive') w.fill(0.5);
  const means = new Float64Array(3);
  const path = new Trace(PATH);
  const x = new Float32Array(2);
  const inputs = random.stream('inputs');
  const learn = {
    oja: () => ojaInto(w, x, rate),
    hebb: () => hebbInto(w, x, rate),
    covariance: () => covarianceInto(w, x, rate, { means, memory: MEMORY }),
    subtractive: () => subtractiveInto(w, x, rate, 1),
    divisive: () => divisiveInto(w, x, rate),
  }[rule];
  const range = [
    [-REACH * (16 / 9), REACH * (16 / 9)],
    [-REACH, REACH],
  ] as const;
  const inputsField = dense(shown, [SHOWN, 2], range);
  // A cloud broader than long has its first component across its direction.
  const [axisX, axisY] = long >= broad ? [cos, sin] : [-sin, cos];
  const component = Float32Array.of(meanX - 9 * axisX, meanY - 9 * axisY, meanX + 9 * axisX, meanY + 9 * axisY);
  const stroke = new Float32Array(4);

  return {
    step(count, time) {
      for (let t = time; t < time + count; t++) {
        drawInto(x, inputs);
        learn();
        limitInto(w, 0, LONGEST);
        if (t % 5 === 0) path.push(w[0], w[1]);
      }
    },
    fields: {
      inputs: () => inputsField,
      component: () => dense(component, [1, 4]),
      path: () => path.field(),
      weights() {
        stroke.set(w, 2);
        return dense(stroke, [1, 4]);
      },
      tip: () => dense(w, [1, 2]),
    },
    measures() {
      const length = Math.sqrt(w[0] * w[0] + w[1] * w[1]);
      const [along, across] = [cos * w[0] + sin * w[1], cos * w[1] - sin * w[0]];
      return {
        length,
        alignment: length > 0 ? Math.abs(axisX * w[0] + axisY * w[1]) / length : 0,
        variance: (along * long) ** 2 + (across * broad) ** 2,
      };
    },
    state: () => ({ w, means, path: path.data, cursor: path.cursor }),
  };
}
