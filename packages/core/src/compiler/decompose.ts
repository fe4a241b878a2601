import { ago, type Circuit, FALSE, not, type Signal, TRUE } from './circuit.js';
import { ALL, CELLS, type Truth, whereAlive, whereDead } from './truth.js';

/** The signal that is the cell with this bit of a block's index. */
export const cellSignal = (circuit: Circuit, bit: number): Signal =>
  ago(circuit.input(2 - (bit % 3)), Math.floor(bit / 3));

/** A function where it matters. */
interface Part {
  readonly target: Truth;
  readonly care: Truth;
}
/** What was built for it, and what that is where it does not matter too. */
interface Built {
  readonly signal: Signal;
  readonly truth: Truth;
}

/**
 * A circuit for any function of the block, split cell by cell in the given order. With d, a the function where the cell x
 * is dead and alive, it is d ⊕ x (d ⊕ a) (Davio 1978), a ⊕ ¬x (d ⊕ a) or the choice between d and a (Shannon 1938):
 * each time the form whose two parts are cheapest, and free where they were built before. Outside `care` it may be anything.
 */
export function decompose(circuit: Circuit, part: Part, order: readonly number[]): Signal {
  return new Decomposition(circuit, order).build(part, 0).signal;
}

class Decomposition {
  readonly #circuit: Circuit;
  readonly #order: readonly number[];
  readonly #built = new Map<Truth, Signal>([[0n, FALSE]]);
  /** By where the function matters, then by the function. */
  readonly #costs = new Map<Truth, Map<Truth, number>>();

  constructor(circuit: Circuit, order: readonly number[]) {
    this.#circuit = circuit;
    this.#order = order;
  }

  build(part: Part, depth: number): Built {
    const known = this.#known(part);
    if (known) return known;
    const built = this.#split(part, depth);
    this.#built.set(built.truth, built.signal);
    return built;
  }

  /** A constant or, for a function that matters everywhere, one that was built before. */
  #known({ target, care }: Part): Built | undefined {
    if ((target & care) === 0n) return { signal: FALSE, truth: 0n };
    if ((target & care) === care) return { signal: TRUE, truth: ALL };
    if (care !== ALL) return undefined;
    const signal = this.#built.get(target);
    if (signal !== undefined) return { signal, truth: target };
    const opposite = this.#built.get(target ^ ALL);
    return opposite === undefined ? undefined : { signal: not(opposite), truth: target };
  }

  #split(part: Part, depth: number): Built {
    const { dead, alive, merged, parity } = this.#parts(part, depth);
    const next = (smaller: Part): Built => this.build(smaller, depth + 1);
    if (merged) return next(merged);
    const x = this.#cell(depth);
    if (parity) return this.#xor(x, next(parity));
    const dies = constant(dead);
    const lives = constant(alive);
    if (dies !== undefined || lives !== undefined) return this.#select(x, next(alive), next(dead));
    const [d, a, c] = [dead, alive, changeOf(dead, alive)].map((smaller) => this.#cost(smaller, depth + 1));
    if (d + a + 3 < Math.min(d, a) + c + 2) return this.#select(x, next(alive), next(dead));
    // One side first; the other is corrected from whatever that became where it did not matter.
    const [from, to, where] = d <= a ? [dead, alive, x] : [alive, dead, this.#not(x)];
    const base = next(from);
    return this.#xor(base, this.#and(where, next({ target: base.truth ^ to.target, care: to.care })));
  }

  /** The function where the cell is dead and alive; or the one that it is either way, or with the cell's parity taken off. */
  #parts({ target, care }: Part, depth: number) {
    const bit = this.#order[depth];
    const dead = { target: whereDead(target, bit), care: whereDead(care, bit) };
    const alive = { target: whereAlive(target, bit), care: whereAlive(care, bit) };
    const change = dead.target ^ alive.target;
    const both = dead.care & alive.care;
    const merged = (change & both) === 0n ? joined(dead, alive) : undefined;
    const inverse = { target: alive.target ^ ALL, care: alive.care };
    const parity = !merged && (change & both) === both ? joined(dead, inverse) : undefined;
    return { dead, alive, merged, parity };
  }

  /** Gates that it takes, were nothing shared: what the choice of form goes by. */
  #cost(part: Part, depth: number): number {
    if (this.#known(part)) return 0;
    const costs = this.#costs.get(part.care) ?? new Map<Truth, number>();
    this.#costs.set(part.care, costs);
    const target = part.target & part.care;
    const least = costs.get(target) ?? this.#leastCost(part, depth);
    costs.set(target, least);
    return least;
  }

  #leastCost(part: Part, depth: number): number {
    const { dead, alive, merged, parity } = this.#parts(part, depth);
    if (merged) return this.#cost(merged, depth + 1);
    if (parity) return (parity.target & parity.care) === 0n ? 0 : 1 + this.#cost(parity, depth + 1);
    const [d, a] = [dead, alive].map((smaller) => this.#cost(smaller, depth + 1));
    const [dies, lives] = [constant(dead), constant(alive)];
    if (dies !== undefined && lives !== undefined) return 0;
    if (dies !== undefined || lives !== undefined) return d + a + 1;
    const c = this.#cost(changeOf(dead, alive), depth + 1);
    return Math.min(d + c + 2, a + c + 2, d + a + 3);
  }

  #cell(depth: number): Built {
    return { signal: cellSignal(this.#circuit, this.#order[depth]), truth: CELLS[this.#order[depth]] };
  }
  #not({ signal, truth }: Built): Built {
    return { signal: not(signal), truth: truth ^ ALL };
  }
  #xor(a: Built, b: Built): Built {
    return { signal: this.#circuit.xor(a.signal, b.signal), truth: a.truth ^ b.truth };
  }
  #and(a: Built, b: Built): Built {
    return { signal: this.#circuit.and(a.signal, b.signal), truth: a.truth & b.truth };
  }
  #select(x: Built, a: Built, b: Built): Built {
    const truth = (x.truth & a.truth) | (b.truth & ~x.truth);
    return { signal: this.#circuit.select(x.signal, a.signal, b.signal), truth };
  }
}

/** 0 or 1 where a function is that wherever it matters. */
function constant({ target, care }: Part): 0 | 1 | undefined {
  if ((target & care) === 0n) return 0;
  return (target & care) === care ? 1 : undefined;
}

const joined = (a: Part, b: Part): Part => ({
  target: (a.target & a.care) | (b.target & b.care),
  care: a.care | b.care,
});

const changeOf = (dead: Part, alive: Part): Part => ({
  target: dead.target ^ alive.target,
  care: dead.care & alive.care,
});
