import { integer, number, type ParamsOf } from '../contract/params.js';

/** What every neural field can be set to; lengths in cells. Systems give their own defaults for the last two. */
export const amariParams = {
  rest: number({
    default: -1,
    min: -5,
    max: -0.01,
    about: 'Level h that the field falls back to; cells above 0 are active.',
  }),
  excitation: number({ default: 8, min: 0, max: 50, about: 'Total weight with which near cells excite each other.' }),
  inhibition: number({
    default: 7,
    min: 0,
    max: 50,
    about: 'Total weight with which cells farther off inhibit each other.',
  }),
  globalInhibition: number({
    default: 0,
    min: 0,
    max: 1,
    about: 'Inhibition that each active cell spreads over all others alike.',
  }),
  slope: number({
    default: 0,
    min: 0,
    max: 100,
    about: 'Steepness of the logistic rate; 0 stands for a sharp threshold, as in Amari’s theory.',
  }),
  adaptation: number({
    default: 0,
    min: 0,
    max: 20,
    about: 'How much active cells tire: bumps then move, or give way.',
  }),
  adaptationTime: number({
    default: 10,
    min: 1,
    max: 1000,
    unit: 'time constants',
    scale: 'log',
    about: 'How long it takes a cell to tire and to recover.',
  }),
  noise: number({ default: 0.05, min: 0, max: 5, about: 'Deviation of the chance that every cell is exposed to.' }),
  cues: integer({ default: 1, min: 0, max: 12, about: 'Number of places that are stimulated at the start.' }),
  cueStrength: number({ default: 2, min: 0, max: 20, about: 'Strength of the first stimulus.' }),
  cueContrast: number({
    default: 0,
    min: 0,
    max: 1,
    about: 'By what share of the first each further stimulus is weaker than the one before.',
  }),
  cueDuration: number({
    default: 8,
    min: 0,
    max: 10000,
    unit: 'time constants',
    about: 'How long the stimuli stay; what remains after them is memory.',
  }),
  timeStep: number({
    default: 0.1,
    min: 0.001,
    max: 1,
    unit: 'time constants',
    scale: 'log',
    about: 'Length of a step; above 1 the field would overshoot.',
  }),
};

export type AmariParams = ParamsOf<typeof amariParams>;

/** Widths of the two Gaussians, by default w and 2 w cells. */
export const widthParams = (w: number) => ({
  excitationWidth: number({
    default: w,
    min: 0.5,
    max: 50,
    unit: 'cells',
    scale: 'log' as const,
    about: 'Standard deviation of the exciting connections.',
  }),
  inhibitionWidth: number({
    default: 2 * w,
    min: 0.5,
    max: 100,
    unit: 'cells',
    scale: 'log' as const,
    about: 'Standard deviation of the inhibiting connections.',
  }),
});
