import { moveTowards, squaredDistance } from './prototypes.js';

interface Conscience {
  /** C: how much a unit that wins too often is held back, in units of squared distance; 0 for no conscience. */
  readonly bias: number;
  /** B: share by which the memory of who won is renewed at each sample. */
  readonly memory: number;
}

/**
 * Competitive learning (Rumelhart & Zipser 1985), with a conscience (DeSieno 1988): the unit with the least
 * |x − w|² − C (1/N − p) wins, p the share of samples that it won of late, and moves by rate · (x − w). With C = 0 a unit that
 * starts far from all samples never wins and stays dead; with it each of the N units comes to win 1/N of them. (DeSieno counts
 * for p how often a unit was the nearest, whether it won or not: with a memory as short as one can watch, some stay dead so.)
 */
export class CompetitiveUnits {
  /** p of each unit, 1/N at the start. */
  readonly shares: Float64Array;
  readonly #conscience: Conscience;

  /** @param weights one row of `dimensions` numbers a unit, trained in place */
  constructor(
    readonly weights: Float32Array,
    readonly dimensions: number,
    conscience: Conscience,
  ) {
    const units = weights.length / dimensions;
    this.shares = new Float64Array(units).fill(1 / units);
    this.#conscience = conscience;
  }

  /** Returns the unit that won. */
  train(sample: Float32Array, rate: number): number {
    const { shares, weights } = this;
    const { bias, memory } = this.#conscience;
    let winner = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let unit = 0; unit < shares.length; unit++) {
      const cost = squaredDistance(weights, unit, sample) - bias * (1 / shares.length - shares[unit]);
      if (cost < least) [winner, least] = [unit, cost];
    }
    for (let unit = 0; unit < shares.length; unit++)
      shares[unit] += memory * ((unit === winner ? 1 : 0) - shares[unit]);
    moveTowards(weights, winner, sample, rate);
    return winner;
  }
}
