import { EdgeAges } from './edge-ages.js';
import { moveTowards, squaredDistance } from './prototypes.js';

export interface GrowingGasOptions {
  /** Units that there may be. */
  readonly capacity: number;
  readonly dimensions: number;
  /** ε_b: share of the way that the nearest unit goes. */
  readonly rate: number;
  /** ε_n: share of the way that its neighbours go. */
  readonly neighbourRate: number;
  /** a_max: samples of a unit that its edges outlive unrenewed. */
  readonly lifetime: number;
  /** λ: samples from one new unit to the next. */
  readonly interval: number;
  /** α: what is left of an error where a unit is put between two. */
  readonly splitDecay: number;
  /** d: what is left of every error after a sample. */
  readonly decay: number;
  /** k of GNG-U: a unit goes when the largest error is so many times what it is good for; 0 for never. */
  readonly utility: number;
}

/**
 * Growing neural gas (Fritzke 1995): starts with two units, joins the two nearest of each sample, and puts a new unit where the
 * error is largest. With a utility threshold (GNG-U, Fritzke 1997) units that the samples have left behind are taken away, so
 * that the graph follows a distribution that moves.
 */
export class GrowingGas {
  /** One row of `dimensions` numbers a place for a unit; only those with `alive` are units. */
  readonly weights: Float32Array;
  readonly alive: Uint8Array;
  readonly errors: Float64Array;
  readonly utilities: Float64Array;
  readonly edges: EdgeAges;

  /** @param seeds two samples to start with, one after the other */
  constructor(
    readonly options: GrowingGasOptions,
    seeds: Float32Array,
  ) {
    const { capacity, dimensions } = options;
    this.weights = new Float32Array(capacity * dimensions);
    this.weights.set(seeds.subarray(0, 2 * dimensions));
    this.alive = new Uint8Array(capacity);
    this.alive.fill(1, 0, 2);
    this.errors = new Float64Array(capacity);
    this.utilities = new Float64Array(capacity);
    this.edges = new EdgeAges(capacity);
  }

  /** Number of units. */
  get units(): number {
    let count = 0;
    for (const each of this.alive) count += each;
    return count;
  }

  /** @param time samples seen before this one: every `interval`-th brings a new unit */
  train(sample: Float32Array, time: number): void {
    const { rate, neighbourRate, lifetime, interval, utility } = this.options;
    const { edges, alive } = this;
    const { first, second, least, next } = this.#twoNearest(sample);
    this.errors[first] += least;
    this.utilities[first] += next - least;
    moveTowards(this.weights, first, sample, rate);
    // The neighbours that it has now: the second nearest may only become one, and old edges only go, after that.
    for (let unit = 0; unit < alive.length; unit++) {
      if (edges.areJoined(first, unit)) moveTowards(this.weights, unit, sample, neighbourRate);
    }
    edges.age(first, lifetime);
    edges.connect(first, second);
    for (let unit = 0; unit < alive.length; unit++) if (alive[unit] && !edges.hasEdges(unit)) this.#remove(unit);
    if (utility > 0) this.#removeUseless();
    if ((time + 1) % interval === 0) this.#insert();
    for (let unit = 0; unit < alive.length; unit++) {
      this.errors[unit] *= this.options.decay;
      this.utilities[unit] *= this.options.decay;
    }
  }

  #twoNearest(sample: Float32Array) {
    let [first, second] = [-1, -1];
    let [least, next] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let unit = 0; unit < this.alive.length; unit++) {
      if (!this.alive[unit]) continue;
      const distance = squaredDistance(this.weights, unit, sample);
      if (distance < least) [second, next, first, least] = [first, least, unit, distance];
      else if (distance < next) [second, next] = [unit, distance];
    }
    return { first, second, least, next };
  }

  /** Of the units (joined to `of`, where it is given) that with the largest error; −1 where there is none. */
  #worst(of?: number): number {
    let worst = -1;
    for (let unit = 0; unit < this.alive.length; unit++) {
      if (!this.alive[unit] || (of !== undefined && !this.edges.areJoined(of, unit))) continue;
      if (worst < 0 || this.errors[unit] > this.errors[worst]) worst = unit;
    }
    return worst;
  }

  /** A new unit halfway between the unit of largest error and the worst of its neighbours. */
  #insert(): void {
    const { dimensions, splitDecay } = this.options;
    const place = this.alive.indexOf(0);
    const worst = this.#worst();
    const other = this.#worst(worst);
    if (place < 0 || other < 0) return;
    const { weights, errors, utilities, edges } = this;
    for (let i = 0; i < dimensions; i++) {
      weights[place * dimensions + i] = (weights[worst * dimensions + i] + weights[other * dimensions + i]) / 2;
    }
    this.alive[place] = 1;
    edges.disconnect(worst, other);
    edges.connect(worst, place);
    edges.connect(place, other);
    errors[worst] *= splitDecay;
    errors[other] *= splitDecay;
    errors[place] = errors[worst];
    utilities[place] = (utilities[worst] + utilities[other]) / 2;
  }

  #removeUseless(): void {
    let least = -1;
    for (let unit = 0; unit < this.alive.length; unit++) {
      if (this.alive[unit] && (least < 0 || this.utilities[unit] < this.utilities[least])) least = unit;
    }
    if (this.units > 2 && this.errors[this.#worst()] > this.options.utility * this.utilities[least])
      this.#remove(least);
  }

  #remove(unit: number): void {
    if (this.units <= 2) return;
    this.alive[unit] = 0;
    this.errors[unit] = 0;
    this.utilities[unit] = 0;
    for (let other = 0; other < this.alive.length; other++) this.edges.disconnect(unit, other);
  }
}
