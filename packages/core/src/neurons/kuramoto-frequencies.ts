import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';

export const FREQUENCIES = ['lorentzian', 'gaussian', 'bimodal', 'even'] as const;
export type Frequencies = (typeof FREQUENCIES)[number];

/** Lorentzian tails have no end: beyond so many widths they are cut, which no order parameter notices. */
const CUT = 1000;

/** Draws natural frequencies around 0; `width` is the half width at half height γ, the deviation, or half the range. */
export function drawFrequency(kind: Frequencies, width: number, random: Random): number {
  switch (kind) {
    case 'lorentzian': {
      const angle = Math.PI * (random.uniform() - 0.5);
      return width * Math.max(-CUT, Math.min(CUT, math().sin(angle) / math().cos(angle)));
    }
    case 'gaussian':
      return width * random.normal();
    case 'bimodal':
      return width * ((random.uniform() < 0.5 ? -1 : 1) + 0.2 * random.normal());
    case 'even':
      return width * (2 * random.uniform() - 1);
  }
}

/**
 * Coupling at which order begins, K_c = 2 / (π g(0)) with g the density of frequencies (Kuramoto 1975); nothing for
 * the bimodal one, where another way to order comes first.
 */
export function criticalCoupling(kind: Frequencies, width: number): number | undefined {
  switch (kind) {
    case 'lorentzian':
      return 2 * width;
    case 'gaussian':
      return 2 * width * Math.sqrt(2 / Math.PI);
    case 'even':
      return (4 * width) / Math.PI;
    case 'bimodal':
      return undefined;
  }
}

/** Order r of endlessly many oscillators with Lorentzian frequencies: √(1 − 2γ/K), 0 below K = 2γ (Kuramoto 1975). */
export function lorentzianOrder(coupling: number, width: number): number {
  return Math.sqrt(Math.max(0, 1 - (2 * width) / coupling));
}
