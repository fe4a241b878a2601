import { math } from '../kernels/math.js';

/** What a small Boltzmann machine does in the long run, by counting all its states: bit i of a state is unit i. */
export class BoltzmannStates {
  /** P(v) of the 2^visible patterns when the machine is free. */
  readonly marginal: Float64Array;
  /** ln P(v): finite even where P(v) is too small for a number. */
  readonly logMarginal: Float64Array;
  /** −E of each state. */
  readonly #goodness: Float64Array;
  /** P(h | v) of each state. */
  readonly #given: Float64Array;
  readonly #units: number;

  constructor(
    readonly visible: number,
    readonly hidden: number,
  ) {
    this.#units = visible + hidden;
    this.marginal = new Float64Array(2 ** visible);
    this.logMarginal = new Float64Array(2 ** visible);
    this.#goodness = new Float64Array(2 ** this.#units);
    this.#given = new Float64Array(2 ** this.#units);
  }

  /** Takes weights (units × units) and biases as they are now. */
  count(weights: ArrayLike<number>, biases: ArrayLike<number>): void {
    const goodness = this.#goodness;
    for (let k = 0; k < this.#units; k++) {
      // States whose highest unit is k: those before them, with k on.
      for (let rest = 0, n = 1 << k; rest < 1 << k; rest++, n++) {
        let more = biases[k];
        for (let bits = rest; bits > 0; bits &= bits - 1)
          more += weights[k * this.#units + 31 - Math.clz32(bits & -bits)];
        goodness[n] = goodness[rest] + more;
      }
    }
    this.#normalize();
  }

  #normalize(): void {
    const { exp, log } = math();
    const { marginal, logMarginal } = this;
    let most = -Infinity;
    for (let v = 0; v < marginal.length; v++) {
      logMarginal[v] = this.#sumOver(v);
      most = Math.max(most, logMarginal[v]);
    }
    let z = 0;
    for (let v = 0; v < marginal.length; v++) z += exp(logMarginal[v] - most);
    const logZ = most + log(z);
    for (let v = 0; v < marginal.length; v++) {
      logMarginal[v] -= logZ;
      marginal[v] = exp(logMarginal[v]);
    }
  }

  /** ln Σ e^−E over the hidden states that go with a pattern, and the probability of each. */
  #sumOver(v: number): number {
    const { exp, log } = math();
    const [goodness, given, patterns] = [this.#goodness, this.#given, this.marginal.length];
    let most = -Infinity;
    for (let n = v; n < goodness.length; n += patterns) most = Math.max(most, goodness[n]);
    let sum = 0;
    for (let n = v; n < goodness.length; n += patterns) {
      given[n] = exp(goodness[n] - most);
      sum += given[n];
    }
    for (let n = v; n < goodness.length; n += patterns) given[n] /= sum;
    return most + log(sum);
  }

  /** Σ Q ln (Q / P) in nats, of the target Q over the patterns: 0 where the machine does the same. */
  divergence(target: ArrayLike<number>): number {
    const { log } = math();
    let sum = 0;
    for (let v = 0; v < target.length; v++) {
      if (target[v] > 0) sum += target[v] * (log(target[v]) - this.logMarginal[v]);
    }
    return sum;
  }

  /** Writes ⟨sᵢsⱼ⟩ with the target clamped less ⟨sᵢsⱼ⟩ free for i < j, and ⟨sᵢ⟩ likewise at i = j; units × units. */
  contrastInto(out: Float64Array, target: ArrayLike<number>): Float64Array {
    const given = this.#given;
    const mask = this.marginal.length - 1;
    out.fill(0);
    for (let n = 0; n < given.length; n++) {
      const share = given[n] * (target[n & mask] - this.marginal[n & mask]);
      for (let bits = n; bits > 0; bits &= bits - 1) {
        const i = 31 - Math.clz32(bits & -bits);
        for (let others = bits; others > 0; others &= others - 1) {
          out[i * this.#units + 31 - Math.clz32(others & -others)] += share;
        }
      }
    }
    return out;
  }

  /** P(h = 1 | v) of one hidden unit, counted from 0. */
  hiddenGiven(unit: number, v: number): number {
    let sum = 0;
    for (let h = 0; h < 2 ** this.hidden; h++) if ((h >> unit) & 1) sum += this.#given[v + h * this.marginal.length];
    return sum;
  }
}
