import { type KuramotoOptions, KuramotoOscillators } from './kuramoto-oscillators.js';

interface OrderSweep extends Omit<KuramotoOptions, 'coupling'> {
  readonly from: number;
  readonly to: number;
  readonly points: number;
  /** Steps that each coupling is given, the second half of which is averaged. */
  readonly steps: number;
}

/** Mean order r against the coupling, [points, 2], always with the same frequencies. */
export function orderSweep({ from, to, points, steps, ...options }: OrderSweep): Float32Array {
  const curve = new Float32Array(2 * points);
  for (let i = 0; i < points; i++) {
    const coupling = from + ((to - from) * i) / (points - 1);
    const oscillators = new KuramotoOscillators({ ...options, coupling });
    oscillators.step(Math.floor(steps / 2));
    let sum = 0;
    for (let t = 0; t < Math.ceil(steps / 2); t++) {
      oscillators.step();
      sum += oscillators.coherence;
    }
    curve[2 * i] = coupling;
    curve[2 * i + 1] = sum / Math.ceil(steps / 2);
  }
  return curve;
}
