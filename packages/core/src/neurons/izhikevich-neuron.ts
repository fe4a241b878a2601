import { checkReset } from './leaky-neuron.js';
import type { NeuronModel } from './neuron-model.js';

export interface IzhikevichParams {
  /** Rate a of the recovery variable u, per ms, and how strongly it follows the potential, b. */
  readonly a: number;
  readonly b: number;
  /** The potential after a spike, mV, and what a spike adds to u. */
  readonly c: number;
  readonly d: number;
  /** Of 0.04 v² + linear · v + constant: 5 and 140, or 4.1 and 108 in some types of the 2004 paper. */
  readonly linear?: number;
  readonly constant?: number;
  /** The potential at the start, mV; u starts at b v. */
  readonly initial?: number;
}

const PEAK = 30;

/**
 * Izhikevich's neuron (2003, doi:10.1109/TNN.2003.820440): dv/dt = 0.04 v² + 5 v + 140 − u + I, du/dt = a (b v − u), and
 * at v = 30 mV a spike, v → c and u → u + d. The scheme `half-steps` is the paper's: v in two half-steps of Euler, which it
 * takes of 0.5 ms, then u in one.
 * @throws InputError for a reset c that is not below the peak
 */
export function izhikevichNeuron(params: IzhikevichParams): NeuronModel {
  const { a, b, c, d, linear = 5, constant = 140, initial = -65 } = params;
  checkReset(c, PEAK);
  // In the paper's order of operations: over a second, the roundings of another would add or drop a spike.
  const slope = (v: number, u: number, current: number): number => 0.04 * v * v + linear * v + constant - u + current;
  return {
    variables: ['voltage', 'u'],
    start: [initial, b * initial],
    threshold: PEAK,
    derivative(y, current, dy) {
      const v = Math.min(y[0], PEAK);
      dy[0] = slope(v, y[1], current);
      dy[1] = a * (b * v - y[1]);
    },
    reset(y) {
      y[0] = c;
      y[1] += d;
    },
    schemes: {
      'half-steps'(y, current, duration) {
        const half = duration / 2;
        y[0] += half * slope(y[0], y[1], current);
        y[0] += half * slope(y[0], y[1], current);
        y[1] += duration * a * (b * y[0] - y[1]);
      },
    },
    // Far below rest the parabola is so steep that a step too long throws the potential over the threshold.
    contains: (y) => y[0] > -1000 && Math.abs(y[1]) < 1e5,
  };
}
