import { type Circuit, FALSE, gateOf, not, type Signal, TRUE } from './circuit.js';

/** A signal that is there, with its values at up to 32 points, one bit each. */
export interface Known {
  readonly signal: Signal;
  readonly truth: number;
}

const EVER = -1;
/** Gates up to which every circuit is tried, by how often the function was split. */
const EXACT = [3, 2, 2];

/**
 * The cheapest circuit that was found for a function of known signals. Up to three gates every circuit is tried (as Knuth
 * does for all functions of few variables in The Art of Computer Programming 4A, section 7.1.2); beyond, the function is
 * split by one of the signals. Outside `care` the function may be anything, which makes the parts small.
 */
export function fromSignals(circuit: Circuit, known: readonly Known[], target: number, care: number): Signal {
  return new Synthesis(circuit, known).solve(target, care, 0).signal;
}

class Synthesis {
  readonly #circuit: Circuit;
  readonly #known: readonly Known[];
  /** By gate: the count that it was last in, or EVER where it is there already and costs nothing. */
  readonly #seen: number[] = [];
  #counts = 0;
  readonly #solved = new Map<string, Known>();

  constructor(circuit: Circuit, known: readonly Known[]) {
    this.#circuit = circuit;
    this.#known = known;
    for (const { signal } of known) this.#count(gateOf(signal), EVER);
  }

  solve(target: number, care: number, level: number): Known {
    const key = `${target & care} ${care} ${level}`;
    let found = this.#solved.get(key);
    if (!found) {
      found = this.#exact(target, care, EXACT[Math.min(level, EXACT.length - 1)]) ?? this.#split(target, care, level);
      this.#solved.set(key, found);
    }
    return found;
  }

  /** A circuit of no more than `most` gates, if there is one. */
  #exact(target: number, care: number, most: number): Known | undefined {
    const constant = matching(0, target, care);
    if (constant !== undefined) return { signal: constant ? TRUE : FALSE, truth: constant ? -1 : 0 };
    const search = new ExactSearch(this.#circuit, this.#known);
    for (let gates = 0; gates <= most; gates++) {
      const found = search.find(target, care, gates);
      if (found) return found;
    }
    return undefined;
  }

  /** Three forms for each known x: with h and g for the function where x is false and true, and c = h ⊕ g where it matters. */
  #split(target: number, care: number, level: number): Known {
    let best: Known | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const x of this.#known) {
      const [on, off] = [care & x.truth, care & ~x.truth];
      if (on === 0 || off === 0) continue;
      for (const form of this.#forms(x, { target, on, off, level: level + 1 })) {
        const cost = this.#cost(form.signal);
        if (cost < least) [best, least] = [form, cost];
      }
    }
    if (!best) throw new Error('the known signals do not determine the function');
    return best;
  }

  #forms(x: Known, { target, on, off, level }: { target: number; on: number; off: number; level: number }): Known[] {
    const { xor, and } = this.#operators();
    const [g, h] = [this.solve(target, on, level), this.solve(target, off, level)];
    const notX = { signal: not(x.signal), truth: ~x.truth };
    const correctOff = this.solve(target ^ g.truth, off, level);
    const correctOn = this.solve(target ^ h.truth, on, level);
    return [
      { signal: this.#circuit.select(x.signal, g.signal, h.signal), truth: (x.truth & g.truth) | (~x.truth & h.truth) },
      xor(g, and(notX, correctOff)),
      xor(h, and(x, correctOn)),
    ];
  }

  #operators() {
    const xor = (a: Known, b: Known): Known => ({
      signal: this.#circuit.xor(a.signal, b.signal),
      truth: a.truth ^ b.truth,
    });
    const and = (a: Known, b: Known): Known => ({
      signal: this.#circuit.and(a.signal, b.signal),
      truth: a.truth & b.truth,
    });
    return { xor, and };
  }

  /** Gates that a signal adds to the known ones. */
  #cost(signal: Signal): number {
    return this.#count(gateOf(signal), ++this.#counts);
  }

  #count(number: number, mark: number): number {
    const seen = this.#seen[number];
    if (seen === mark || seen === EVER) return 0;
    this.#seen[number] = mark;
    const { kind, a, b } = this.#circuit.gates[number];
    if (kind === 'input' || kind === 'false') return 0;
    return 1 + this.#count(gateOf(a), mark) + this.#count(gateOf(b), mark);
  }
}

/** Whether two functions agree (0) or disagree (1) at every point that counts. */
function matching(truth: number, target: number, care: number): 0 | 1 | undefined {
  const difference = (truth ^ target) & care;
  if (difference === 0) return 0;
  return difference === care ? 1 : undefined;
}

/** The five gates of two signals. */
const OPERATORS = 5;
function apply(operator: number, a: number, b: number): number {
  if (operator === 0) return a ^ b;
  if (operator === 1) return a & b;
  if (operator === 2) return a | b;
  return operator === 3 ? a & ~b : b & ~a;
}

/** Tries every circuit of a given number of gates: a stack of functions, of which each new one is a gate of two below. */
class ExactSearch {
  readonly #circuit: Circuit;
  readonly #known: readonly Known[];
  readonly #truths: number[];
  /** Of the gates tried: operator, and the two places in the stack. */
  readonly #gates: (readonly [operator: number, i: number, j: number])[] = [];
  #target = 0;
  #care = 0;

  constructor(circuit: Circuit, known: readonly Known[]) {
    this.#circuit = circuit;
    this.#known = known;
    this.#truths = known.map(({ truth }) => truth);
  }

  find(target: number, care: number, gates: number): Known | undefined {
    this.#target = target;
    this.#care = care;
    return gates === 0 ? this.#among() : this.#extend(gates, 0);
  }

  #among(): Known | undefined {
    for (const { signal, truth } of this.#known) {
      const inverse = matching(truth, this.#target, this.#care);
      if (inverse !== undefined) return { signal: signal ^ inverse, truth: truth ^ -inverse };
    }
    return undefined;
  }

  /** Pairs before `first` were tried in this place already, unless they use the newest gate. */
  #extend(gates: number, first: number): Known | undefined {
    const truths = this.#truths;
    const newest = truths.length - 1;
    if (gates === 1) return this.#last();
    for (let j = 1, pair = 0; j <= newest; j++) {
      for (let i = 0; i < j; i++, pair++) {
        if (pair < first && j < newest) continue;
        for (let operator = 0; operator < OPERATORS; operator++) {
          const found = this.#push(apply(operator, truths[i], truths[j]), [operator, i, j], gates, pair);
          if (found) return found;
        }
      }
    }
    return undefined;
  }

  /** The last gate: it must use the one before it, or that was of no use. */
  #last(): Known | undefined {
    const truths = this.#truths;
    const newest = truths.length - 1;
    for (let j = this.#gates.length > 0 ? newest : 1; j <= newest; j++) {
      for (let i = 0; i < j; i++) {
        for (let operator = 0; operator < OPERATORS; operator++) {
          const truth = apply(operator, truths[i], truths[j]);
          const difference = (truth ^ this.#target) & this.#care;
          if (difference !== 0 && difference !== this.#care) continue;
          const inverse = difference === 0 ? 0 : 1;
          return { signal: this.#gate(operator, i, j) ^ inverse, truth: truth ^ -inverse };
        }
      }
    }
    return undefined;
  }

  #push(truth: number, gate: readonly [number, number, number], gates: number, pair: number): Known | undefined {
    if (this.#truths.includes(truth)) return undefined;
    this.#truths.push(truth);
    this.#gates.push(gate);
    const found = this.#extend(gates - 1, pair);
    this.#truths.pop();
    this.#gates.pop();
    return found;
  }

  /** Builds a gate and those that it needs. */
  #gate(operator: number, i: number, j: number): Signal {
    const [a, b] = [this.#at(i), this.#at(j)];
    if (operator === 0) return this.#circuit.xor(a, b);
    if (operator === 1) return this.#circuit.and(a, b);
    if (operator === 2) return this.#circuit.or(a, b);
    return operator === 3 ? this.#circuit.and(a, not(b)) : this.#circuit.and(b, not(a));
  }

  #at(place: number): Signal {
    if (place < this.#known.length) return this.#known[place].signal;
    return this.#gate(...this.#gates[place - this.#known.length]);
  }
}
