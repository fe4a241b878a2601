import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import { createRandom } from '../random/random.js';

/** A system whose future is a function of its state: a map, or a flow taken one time step further. */
export interface Dynamics {
  /** Starting point; not changed. */
  readonly state: ArrayLike<number>;
  /** Moves the state one step on, in place. */
  step(state: Float64Array): void;
  /** Time that a step takes; 1 by default, as for maps. */
  readonly timeStep?: number;
}

export interface LyapunovOptions {
  /** Steps that are measured. */
  readonly steps: number;
  /** Steps taken before, so that the state is on its attractor and the difference in its fastest direction. */
  readonly transient?: number;
  /** Distance that the second trajectory is brought back to. */
  readonly separation?: number;
  /** Steps from one correction to the next. */
  readonly every?: number;
  readonly seed?: number;
}

/**
 * Largest Lyapunov exponent: the rate at which two trajectories part that started next to each other. The second is
 * brought back to a small distance again and again, and the logarithms of its growth are averaged (Benettin, Galgani &
 * Strelcyn 1976, doi:10.1103/PhysRevA.14.2338).
 * @returns in 1 / time; −Infinity where they become one
 * @throws InputError for counts below 1 or a separation that is not above 0
 */
export function lyapunovExponent(dynamics: Dynamics, options: LyapunovOptions): number {
  const { steps, transient = Math.floor(steps / 10), separation = 1e-7, every = 1, seed = 1 } = options;
  if (!(steps >= 1)) throw new InputError('steps', steps, 'at least 1');
  if (!(every >= 1)) throw new InputError('every', every, 'at least 1');
  if (!(separation > 0)) throw new InputError('separation', separation, 'a distance above 0');
  const a = Float64Array.from(dynamics.state);
  const b = a.slice();
  const random = createRandom(seed);
  for (let i = 0; i < b.length; i++) b[i] += random.normal();
  bringBack(a, b, separation);
  let sum = 0;
  let counted = 0;
  for (let t = 1; t <= transient + steps; t++) {
    dynamics.step(a);
    dynamics.step(b);
    if (t % every !== 0) continue;
    const distance = bringBack(a, b, separation);
    if (distance === 0) return Number.NEGATIVE_INFINITY;
    if (t <= transient) continue;
    sum += math().log(distance / separation);
    counted += every;
  }
  return sum / (Math.max(1, counted) * (dynamics.timeStep ?? 1));
}

/** Moves b along its difference to a, to the given distance; returns the distance that it had. */
function bringBack(a: Float64Array, b: Float64Array, separation: number): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (b[i] - a[i]) ** 2;
  const distance = Math.sqrt(squares);
  if (distance === 0) return 0;
  for (let i = 0; i < a.length; i++) b[i] = a[i] + ((b[i] - a[i]) * separation) / distance;
  return distance;
}
