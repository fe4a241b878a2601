import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';

export const DECAYS = ['exponential', 'linear', 'inverse', 'asymptotic', 'constant'] as const;
export type Decay = (typeof DECAYS)[number];

/**
 * A value on its way from `start` to `end`, at progress p from 0 to 1:
 * linear start + (end − start) p; exponential start (end / start)^p; inverse start / (1 + p (start / end − 1));
 * asymptotic start / (1 + 2 p), which ends at a third of the start, whatever `end` is; constant start.
 */
export function decayed(decay: Decay, start: number, end: number, p: number): number {
  switch (decay) {
    case 'linear':
      return start + (end - start) * p;
    case 'exponential':
      return start * math().pow(end / start, p);
    case 'inverse':
      return start / (1 + p * (start / end - 1));
    case 'asymptotic':
      return start / (1 + 2 * p);
    case 'constant':
      return start;
  }
}

/** @throws InputError for a value of 0 where a decay multiplies or divides by it */
export function checkDecay(decay: Decay, values: Readonly<Record<string, number>>): void {
  if (decay !== 'exponential' && decay !== 'inverse') return;
  for (const [name, value] of Object.entries(values)) {
    if (value === 0) throw new InputError(name, 0, `a rate above 0 for ${decay} decay`);
  }
}

export interface Schedule {
  rate(time: number): number;
  radius(time: number): number;
}

interface ScheduleParams {
  readonly duration: number;
  readonly decay: Decay;
  readonly schedule: 'step' | 'epoch';
  readonly rateStart: number;
  readonly rateEnd: number;
  readonly radiusStart: number;
  readonly radiusEnd: number;
}

/**
 * Learning rate and radius from their start to their end over the duration, then constant; `epoch` holds them through a
 * pass of so many steps.
 */
export function scheduleOf(params: ScheduleParams, stepsAnEpoch: number): Schedule {
  const { duration, decay, rateStart, rateEnd, radiusStart, radiusEnd } = params;
  checkDecay(decay, { rateStart, rateEnd });
  const held = params.schedule === 'epoch' ? stepsAnEpoch : 1;
  const progress = (time: number) => Math.min(1, (time - (time % held)) / duration);
  return {
    rate: (time) => decayed(decay, rateStart, rateEnd, progress(time)),
    radius: (time) => decayed(decay, radiusStart, radiusEnd, progress(time)),
  };
}
