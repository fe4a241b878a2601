import { choice, number } from '../contract/params.js';
import { inputParams } from './input-current.js';
import { METHODS } from './integrators.js';
import { integrationParams } from './neuron-params.js';

export const izhikevichParams = {
  a: number({ default: 0.02, min: 0.001, max: 1.5, unit: 'per ms', about: 'Rate of the recovery variable u.' }),
  b: number({ default: 0.2, min: -1, max: 2, about: 'How strongly u follows the potential below threshold.' }),
  c: number({ default: -65, min: -90, max: -30, unit: 'mV', about: 'Potential after a spike.' }),
  d: number({ default: 8, min: -25, max: 50, about: 'What a spike adds to u.' }),
  linear: number({ default: 5, min: 3, max: 6, about: 'Factor of v in 0.04 v² + 5 v + 140.' }),
  constant: number({ default: 140, min: 50, max: 200, about: 'Constant of 0.04 v² + 5 v + 140.' }),
  initial: number({ default: -65, min: -90, max: 20, unit: 'mV', about: 'Potential at the start.' }),
  ...inputParams({ current: 10, min: -30, max: 100, input: 'pulses', onset: 50, width: 400, period: 600 }),
  ...integrationParams({ default: 1, max: 1, window: 1000 }),
  method: choice(['half-steps', ...METHODS], {
    default: 'half-steps',
    about:
      'Half-steps: Euler as in the paper, v twice a step. Adaptive: Dormand–Prince 5(4), spikes found within the step.',
  }),
};
