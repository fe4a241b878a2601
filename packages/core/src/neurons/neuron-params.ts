import { choice, type NumberParam, number } from '../contract/params.js';
import type { InputSettings } from './input-current.js';
import { METHODS } from './integrators.js';

/** What every simulation of one neuron is given, besides the parameters of its model. */
export interface NeuronSettings extends InputSettings {
  readonly noise: number;
  readonly noiseTime: number;
  readonly timeStep: number;
  /** Time that the traces show. */
  readonly window: number;
  readonly method?: string;
  readonly tolerance?: number;
}

interface StepScale {
  readonly default: number;
  readonly min?: number;
  readonly max: number;
  readonly unit?: string;
}

export const timeStepParam = ({ unit = 'ms', min = 0.001, ...range }: StepScale): NumberParam =>
  number({
    min,
    unit,
    scale: 'log',
    about: 'Time from one step to the next; the input current is constant within it.',
    ...range,
  });

export const windowParam = (value: number, unit = 'ms'): NumberParam =>
  number({ default: value, min: 1, max: 1e5, unit, scale: 'log', about: 'How much of the past the traces show.' });

/** Time step, method, tolerance and window, to spread into a schema. */
export function integrationParams(
  scale: StepScale & { readonly window: number; readonly method?: 'rk4' | 'adaptive' },
) {
  const { window, method = 'rk4', ...step } = scale;
  return {
    timeStep: timeStepParam(step),
    method: choice(METHODS, {
      default: method,
      about:
        'Euler: one slope a step. RK4: four. Adaptive: Dormand–Prince 5(4), as many steps within each as it needs.',
    }),
    tolerance: toleranceParam,
    window: windowParam(window, step.unit),
  };
}

export const toleranceParam = number({
  default: 1e-6,
  min: 1e-10,
  max: 1e-2,
  scale: 'log',
  about: 'Error that the adaptive method allows in a step.',
});
