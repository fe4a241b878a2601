// Growing neural gas as Fritzke 1995 writes it, step by step, with objects and sets; in single precision where the engine is.

interface Unit {
  weights: number[];
  error: number;
  utility: number;
}

export interface Rates {
  readonly rate: number;
  readonly neighbourRate: number;
  readonly lifetime: number;
  readonly interval: number;
  readonly splitDecay: number;
  readonly decay: number;
  readonly utility: number;
  readonly capacity: number;
}

export class SlowGrowingGas {
  units: Unit[];
  ages = new Map<Unit, Map<Unit, number>>();

  constructor(
    readonly rates: Rates,
    seeds: readonly number[][],
  ) {
    this.units = seeds.map((weights) => ({ weights: weights.map(Math.fround), error: 0, utility: 0 }));
    for (const unit of this.units) this.ages.set(unit, new Map());
  }

  train(sample: readonly number[], time: number): void {
    const { rate, neighbourRate, lifetime, interval, splitDecay, decay, utility, capacity } = this.rates;
    const squared = ({ weights }: Unit) => weights.reduce((sum, w, i) => sum + (w - sample[i]) ** 2, 0);
    const [first, second] = [...this.units].sort((a, b) => squared(a) - squared(b));
    for (const [other, age] of this.#of(first)) this.#set(first, other, age + 1);
    first.error += squared(first);
    first.utility += squared(second) - squared(first);
    this.#move(first, sample, rate);
    for (const other of this.#of(first).keys()) this.#move(other, sample, neighbourRate);
    this.#set(first, second, 0);
    for (const [other, age] of this.#of(first)) if (age > lifetime) this.#cut(first, other);
    for (const unit of [...this.units]) if (this.#of(unit).size === 0) this.#remove(unit);
    if (utility > 0 && this.units.length > 2) {
      const least = this.units.reduce((a, b) => (b.utility < a.utility ? b : a));
      const worst = this.units.reduce((a, b) => (b.error > a.error ? b : a));
      if (worst.error > utility * least.utility) this.#remove(least);
    }
    if ((time + 1) % interval === 0 && this.units.length < capacity) this.#insert(splitDecay);
    for (const unit of this.units) {
      unit.error *= decay;
      unit.utility *= decay;
    }
  }

  get edges(): number {
    return [...this.ages.values()].reduce((sum, of) => sum + of.size, 0) / 2;
  }

  #insert(splitDecay: number): void {
    const worst = this.units.reduce((a, b) => (b.error > a.error ? b : a));
    const neighbours = this.units.filter((unit) => this.#of(worst).has(unit));
    const other = neighbours.reduce((a, b) => (b.error > a.error ? b : a));
    const weights = worst.weights.map((w, i) => Math.fround((w + other.weights[i]) / 2));
    worst.error *= splitDecay;
    other.error *= splitDecay;
    const unit = { weights, error: worst.error, utility: (worst.utility + other.utility) / 2 };
    this.units.push(unit);
    this.ages.set(unit, new Map());
    this.#cut(worst, other);
    this.#set(worst, unit, 0);
    this.#set(unit, other, 0);
  }

  #of(unit: Unit): Map<Unit, number> {
    return this.ages.get(unit) ?? new Map();
  }

  #set(a: Unit, b: Unit, age: number): void {
    this.#of(a).set(b, age);
    this.#of(b).set(a, age);
  }

  #cut(a: Unit, b: Unit): void {
    this.#of(a).delete(b);
    this.#of(b).delete(a);
  }

  #move(unit: Unit, sample: readonly number[], rate: number): void {
    unit.weights = unit.weights.map((w, i) => Math.fround(w + rate * (sample[i] - w)));
  }

  #remove(unit: Unit): void {
    if (this.units.length <= 2) return;
    for (const other of this.#of(unit).keys()) this.#of(other).delete(unit);
    this.ages.delete(unit);
    this.units = this.units.filter((each) => each !== unit);
  }
}
