import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';

/** What joins one kind of neuron to another (Maass, Natschläger & Markram 2002): chances, and means of what is drawn. */
export interface LiquidConnection {
  /** Chance of a synapse between neighbours, before distance lessens it. */
  readonly density: number;
  /** Use of synaptic efficacy, and the time constants of depression and of facilitation, ms. */
  readonly use: number;
  readonly depression: number;
  readonly facilitation: number;
  /** Largest current of a spike, nA; negative where it inhibits. */
  readonly strength: number;
  /** ms. */
  readonly delay: number;
}

/** From excitatory (first) or inhibitory neurons to excitatory or inhibitory ones. */
export const LIQUID_CONNECTIONS: readonly (readonly [LiquidConnection, LiquidConnection])[] = [
  [
    { density: 0.3, use: 0.5, depression: 1100, facilitation: 50, strength: 30, delay: 1.5 },
    { density: 0.2, use: 0.05, depression: 125, facilitation: 1200, strength: 60, delay: 0.8 },
  ],
  [
    { density: 0.4, use: 0.25, depression: 700, facilitation: 20, strength: -19, delay: 0.8 },
    { density: 0.1, use: 0.32, depression: 144, facilitation: 60, strength: -19, delay: 0.8 },
  ],
];

/**
 * Dynamic synapses (Markram, Wang & Tsodyks 1998, doi:10.1073/pnas.95.9.5323): each spike uses the share u of what
 * resources R are left; u grows with each spike and falls back to U, R is used up and recovers.
 */
export class DynamicSynapses {
  /** Per synapse: target, delay in steps, then strength, U, depression and facilitation time. */
  readonly targets: Int32Array;
  readonly delays: Int32Array;
  readonly strengths: Float64Array;
  readonly uses: Float64Array;
  readonly depressions: Float64Array;
  readonly facilitations: Float64Array;
  /** u and R of each synapse at its last spike; u is 0 before the first. */
  readonly use: Float64Array;
  readonly resources: Float64Array;

  constructor(
    readonly count: number,
    /** Without dynamics every spike is like the first. */
    readonly isDynamic: boolean,
  ) {
    this.targets = new Int32Array(count);
    this.delays = new Int32Array(count);
    this.strengths = new Float64Array(count);
    this.uses = new Float64Array(count);
    this.depressions = new Float64Array(count);
    this.facilitations = new Float64Array(count);
    this.use = new Float64Array(count);
    this.resources = new Float64Array(count).fill(1);
  }

  /** Draws a synapse: strength of Gamma's distribution with a deviation as large as its mean, the rest normal with half. */
  draw(s: number, target: number, { connection, scale, timeStep }: Drawn, random: Random): void {
    const { strength, use, depression, facilitation, delay } = connection;
    this.targets[s] = target;
    this.delays[s] = Math.max(1, Math.round(delay / timeStep));
    this.strengths[s] = -math().log(1 - random.uniform()) * strength * scale;
    this.uses[s] = Math.min(1, positive(use, random));
    this.depressions[s] = positive(depression, random);
    this.facilitations[s] = positive(facilitation, random);
  }

  /** The current (nA) of a spike that comes `interval` ms after the one before; Infinity for the first. */
  spike(s: number, interval: number): number {
    const u = this.uses[s];
    if (!this.isDynamic || interval === Number.POSITIVE_INFINITY) {
      this.use[s] = u;
      this.resources[s] = 1;
    } else {
      const left = this.resources[s] * (1 - this.use[s]);
      this.resources[s] = 1 + (left - 1) * math().exp(-interval / this.depressions[s]);
      this.use[s] = u + this.use[s] * (1 - u) * math().exp(-interval / this.facilitations[s]);
    }
    return this.strengths[s] * this.use[s] * this.resources[s];
  }
}

interface Drawn {
  readonly connection: LiquidConnection;
  readonly scale: number;
  readonly timeStep: number;
}

/** A normal number with half its mean as deviation; where that is not positive, one between 0 and twice the mean. */
function positive(mean: number, random: Random): number {
  const drawn = mean * (1 + 0.5 * random.normal());
  return drawn > 0 ? drawn : 2 * mean * (1 - random.uniform());
}
