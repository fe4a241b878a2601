import { math } from '../kernels/math.js';

export interface Schedule {
  rate(time: number): number;
  radius(time: number): number;
}

interface ScheduleParams {
  readonly duration: number;
  readonly decay: 'exponential' | 'linear';
  readonly schedule: 'step' | 'epoch';
  readonly rateStart: number;
  readonly rateEnd: number;
  readonly radiusStart: number;
  readonly radiusEnd: number;
}

/**
 * Learning rate and radius from their start to their end over the duration, then constant; `epoch` holds them through a
 * pass of so many samples.
 */
export function scheduleOf(params: ScheduleParams, samplesAnEpoch: number): Schedule {
  const { duration, decay, rateStart, rateEnd, radiusStart, radiusEnd } = params;
  const held = params.schedule === 'epoch' ? samplesAnEpoch : 1;
  const progress = (time: number) => Math.min(1, (time - (time % held)) / duration);
  const between = (start: number, end: number, p: number) =>
    decay === 'linear' ? start + (end - start) * p : start * math().pow(end / start, p);
  return {
    rate: (time) => between(rateStart, rateEnd, progress(time)),
    radius: (time) => between(radiusStart, radiusEnd, progress(time)),
  };
}
