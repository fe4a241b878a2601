import { choice, number } from '../contract/params.js';
import type { MeasureInfo } from '../contract/view.js';
import { ICA_CONTRASTS, ICA_METHODS, type IcaMethod } from './independent-components.js';

/** Parameters of every system that runs independent component analysis. */
export const icaParams = (method: IcaMethod) =>
  ({
    method: choice(ICA_METHODS, {
      default: method,
      about:
        'Infomax by the natural gradient (plain: for sources that are mostly 0; extended: for all), or FastICA, all components together or one after the other.',
    }),
    contrast: choice(ICA_CONTRASTS, {
      default: 'tanh',
      about: 'What FastICA looks for: log cosh (its slope is tanh), a bell curve, or the fourth power, kurtosis.',
    }),
    rate: number({ default: 0.05, min: 0.0001, max: 0.5, scale: 'log', about: 'Learning rate of infomax.' }),
  }) as const;

export const icaMeasures: readonly MeasureInfo[] = [
  {
    id: 'change',
    title: 'Change',
    about: 'How far the component that turned most turned in the last step, 1 − |cos|.',
  },
  {
    id: 'kurtosis',
    title: 'Kurtosis',
    about:
      'Mean excess kurtosis of the components in magnitude: 0 for Gaussian mixtures, which have the least structure.',
  },
];

/** Mean of |excess kurtosis| over rows of `length` numbers. */
export function meanKurtosis(rows: Float32Array, count: number, length: number): number {
  let sum = 0;
  for (let r = 0; r < count; r++) {
    let second = 0;
    let fourth = 0;
    for (let t = r * length; t < (r + 1) * length; t++) {
      const square = rows[t] * rows[t];
      second += square / length;
      fourth += (square * square) / length;
    }
    if (second > 0) sum += Math.abs(fourth / (second * second) - 3) / count;
  }
  return sum;
}
