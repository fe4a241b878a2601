import type { SpaceTime } from './space-time.js';

/**
 * C(τ) = ⟨r(t) r(t − τ)⟩ / ⟨r²⟩ over all rows and the newest `lines` lines, as pairs (delay, correlation); 0 in silence,
 * NaN for delays that nothing is known of yet.
 */
export function autocorrelationInto(
  out: Float32Array,
  history: SpaceTime,
  lines: number,
  timeStep: number,
): Float32Array {
  let power = 0;
  for (let delay = 0; 2 * delay < out.length; delay++) {
    let sum = 0;
    // Few enough products that a frame is not late: the newest 64 pairs at most.
    const pairs = Math.min(lines - delay, 64);
    for (let t = 0; t < pairs; t++) {
      for (let i = 0; i < history.width; i++) sum += history.at(t, i) * history.at(t + delay, i);
    }
    const mean = sum / (pairs * history.width);
    if (delay === 0) power = mean;
    out[2 * delay] = delay * timeStep;
    out[2 * delay + 1] = pairs > 0 ? (power > 1e-12 ? mean / power : 0) : Number.NaN;
  }
  return out;
}
