// A Boolean circuit over a column of cells that a kernel walks down row by row. A gate is computed once a row; where the
// rule needs its value for a row above, the signal says how many rows ago (its lag), and nothing is computed twice.

/** What a gate does with its two signals; none of them is true where both are false, so a plane of dead cells stays dead. */
export type GateKind = 'and' | 'andnot' | 'or' | 'xor';

/** A gate's number × 8 + its lag in rows × 2 + 1 if negated. */
export type Signal = number;

export interface Gate {
  readonly kind: GateKind | 'input' | 'false';
  /** For an input, its number. */
  readonly a: Signal;
  readonly b: Signal;
}

export const FALSE: Signal = 0;
export const TRUE: Signal = 1;

export const gateOf = (signal: Signal): number => signal >> 3;
export const lagOf = (signal: Signal): number => (signal >> 1) & 3;
export const isNegated = (signal: Signal): boolean => (signal & 1) === 1;
export const not = (signal: Signal): Signal => signal ^ 1;
/** The same value `rows` rows earlier. */
export const ago = (signal: Signal, rows: number): Signal => (signal <= TRUE ? signal : signal + 2 * rows);

/** Inputs of a circuit: the newest row of the column itself and of its neighbours … */
export const LEFT = 0;
export const CENTRE = 1;
export const RIGHT = 2;
/** … and from here on further planes of the column, in the row of the cell itself: these have no lag. */
export const COUNTERS = 3;

/**
 * A growing set of gates. Equal gates are one gate, also when one is the other some rows earlier; negations are kept in
 * the signals and pushed outwards, so that only an output may cost an instruction for its own.
 */
export class Circuit {
  readonly gates: Gate[] = [{ kind: 'false', a: 0, b: 0 }];
  readonly #numbers = new Map<string, number>();

  input(number: number): Signal {
    return this.#gate('input', number, 0);
  }

  and(a: Signal, b: Signal): Signal {
    if (a > b) [a, b] = [b, a];
    if (a === FALSE || a === not(b)) return FALSE;
    if (a === TRUE || a === b) return b;
    const simpler = this.#where(a, b) ?? this.#where(b, a);
    if (simpler !== undefined) return simpler;
    if (isNegated(a) && isNegated(b)) return not(this.#lagged('or', not(a), not(b)));
    if (isNegated(a)) return this.#lagged('andnot', b, not(a));
    return isNegated(b) ? this.#lagged('andnot', a, not(b)) : this.#lagged('and', a, b);
  }

  or(a: Signal, b: Signal): Signal {
    return not(this.and(not(a), not(b)));
  }

  xor(a: Signal, b: Signal): Signal {
    const negated = (a ^ b) & 1;
    a &= ~1;
    b &= ~1;
    if (a > b) [a, b] = [b, a];
    if (a === b) return FALSE ^ negated;
    if (a === FALSE) return b ^ negated;
    return (this.#cancelled(a, b) ?? this.#cancelled(b, a) ?? this.#lagged('xor', a, b)) ^ negated;
  }

  /** `a` where `condition` holds, else `b`. */
  select(condition: Signal, a: Signal, b: Signal): Signal {
    return this.or(this.and(condition, a), this.and(not(condition), b));
  }

  /** x ∧ y where y is a gate of x: what y is where x is true takes its place. */
  #where(x: Signal, y: Signal): Signal | undefined {
    const { kind, a, b } = this.gates[gateOf(y)];
    if (kind === 'input' || kind === 'false') return undefined;
    const [p, q] = [ago(a, lagOf(y)), ago(b, lagOf(y))];
    const [known, other] = (x & ~1) === p ? [p, q] : [q, p];
    if ((x & ~1) !== known) return undefined;
    const value = valueGiven(kind, known === p, isNegated(x) ? 0 : 1, other);
    return this.and(x, isNegated(y) ? not(value) : value);
  }

  /** x ^ (x ^ y) = y. */
  #cancelled(x: Signal, sum: Signal): Signal | undefined {
    const { kind, a, b } = this.gates[gateOf(sum)];
    if (kind !== 'xor') return undefined;
    if (ago(a, lagOf(sum)) === x) return ago(b, lagOf(sum));
    return ago(b, lagOf(sum)) === x ? ago(a, lagOf(sum)) : undefined;
  }

  #lagged(kind: GateKind, a: Signal, b: Signal): Signal {
    const rows = Math.min(lagOf(a), lagOf(b));
    return ago(this.#gate(kind, a - 2 * rows, b - 2 * rows), rows);
  }

  #gate(kind: Gate['kind'], a: Signal, b: Signal): Signal {
    const key = `${kind} ${a} ${b}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.gates.push({ kind, a, b }) - 1;
      this.#numbers.set(key, number);
    }
    return number * 8;
  }
}

/** A gate of a known and another signal, the known one first or second. */
function valueGiven(kind: GateKind, isFirst: boolean, known: 0 | 1, other: Signal): Signal {
  if (kind === 'xor') return other ^ known;
  if (kind === 'or') return known ? TRUE : other;
  if (kind === 'and') return known ? other : FALSE;
  if (isFirst) return known ? not(other) : FALSE;
  return known ? FALSE : other;
}

/** A circuit with what it is for: the next state of the centre cell, one output a plane. */
export interface PlaneCircuit {
  readonly circuit: Circuit;
  readonly outputs: readonly Signal[];
}

/** The gates that the outputs need, inputs included, each after those it needs itself. */
export function liveGates({ circuit, outputs }: PlaneCircuit): number[] {
  const live = new Set<number>();
  const visit = (number: number): void => {
    if (number === 0 || live.has(number)) return;
    const { kind, a, b } = circuit.gates[number];
    if (kind !== 'input') {
      visit(gateOf(a));
      visit(gateOf(b));
    }
    live.add(number);
  };
  for (const output of outputs) visit(gateOf(output));
  return [...live];
}

/** Logic instructions a row; those of `shared` signals do not count. */
export function operations(planes: PlaneCircuit, shared: readonly Signal[] = []): number {
  const free = new Set(liveGates({ circuit: planes.circuit, outputs: shared }));
  const gates = liveGates(planes).filter((n) => planes.circuit.gates[n].kind !== 'input' && !free.has(n));
  return gates.length + planes.outputs.filter(isNegated).length;
}
