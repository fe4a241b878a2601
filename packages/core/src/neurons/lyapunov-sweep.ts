import { RateNetwork, type RateNetworkOptions } from './rate-network.js';

/** Largest Lyapunov exponent of a chaotic network (1 / time constant), by the tangent of its flow. */
export function networkLyapunov(options: RateNetworkOptions, duration: number, transient: number): number {
  const network = new RateNetwork(options);
  const { timeStep } = network;
  for (let t = 0; t < transient; t += timeStep) network.stepWithTangent();
  let sum = 0;
  let steps = 0;
  for (; steps * timeStep < duration; steps++) sum += network.stepWithTangent();
  return sum / (steps * timeStep);
}

interface Sweep {
  readonly units: number;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly points: number;
  readonly duration: number;
}

/** The exponent against the gain, [points, 2]: the same random weights, ever stronger. */
export function lyapunovSweep({ units, seed, from, to, points, duration }: Sweep): Float32Array {
  const curve = new Float32Array(2 * points);
  for (let i = 0; i < points; i++) {
    const gain = from + ((to - from) * i) / (points - 1);
    curve[2 * i] = gain;
    curve[2 * i + 1] = networkLyapunov({ units, gain, seed, timeStep: 0.1 }, duration, duration / 2);
  }
  return curve;
}
