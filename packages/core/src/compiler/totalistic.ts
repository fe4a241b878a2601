import { ago, CENTRE, type Circuit, LEFT, RIGHT, type Signal } from './circuit.js';
import { fromSignals } from './from-signals.js';
import { meaning } from './truth.js';

/** A rule that does nothing but count live neighbours: which neighbours, as bits of a block's index. */
export type Neighbourhood = 'moore' | 'hexagonal' | 'von-neumann';

const NEIGHBOURS: Readonly<Record<Neighbourhood, readonly number[]>> = {
  moore: [0, 1, 2, 3, 5, 6, 7, 8],
  hexagonal: [0, 1, 3, 5, 7, 8],
  'von-neumann': [1, 3, 5, 7],
};

/** How many neighbours live in a block, by its index. */
export const countIn = (block: number, neighbourhood: Neighbourhood = 'moore'): number =>
  NEIGHBOURS[neighbourhood].filter((bit) => (block >> bit) & 1).length;

/** @returns the smallest neighbourhood whose count and the cell itself decide, if there is one */
export function countedNeighbourhood(next: ArrayLike<number>): Neighbourhood | undefined {
  return (['von-neumann', 'hexagonal', 'moore'] as const).find((name) => {
    const seen = new Map<number, number>();
    return Array.from({ length: 512 }, (_, i) => i).every((i) => {
      const n = countIn(i, name) + (i & 16);
      if (!seen.has(n)) seen.set(n, next[i]);
      return seen.get(n) === next[i];
    });
  });
}

export type Build = (circuit: Circuit) => Signal;

/** Signals that tell the number of live neighbours, and whether the cell itself lives. */
export type CountSignals = (circuit: Circuit) => readonly Signal[];

/** Ways to count live neighbours: full adders, their sums as they are or carried to the end. */
export function countings(neighbourhood: Neighbourhood): CountSignals[] {
  return SUMS[neighbourhood].flatMap((sum): CountSignals[] => [
    (circuit) => {
      const { cell, ones, carry, twos, fours } = sum(circuit);
      const both = circuit.and(carry, twos);
      return [cell, ones, circuit.xor(carry, twos), circuit.xor(fours, both), both];
    },
    (circuit) => Object.values(sum(circuit)),
  ]);
}

/** Ways to build a rule that counts: the count, then a function of its bits and the cell. */
export function countCircuits(next: ArrayLike<number>, neighbourhood: Neighbourhood): Build[] {
  return countings(neighbourhood).map((counting) => (circuit) => ofCount(circuit, next, counting(circuit)));
}

/** The count is ones + 2 (carry + twos + 2 fours). */
interface Sums {
  readonly cell: Signal;
  readonly ones: Signal;
  readonly carry: Signal;
  readonly twos: Signal;
  readonly fours: Signal;
}

const inputs = (circuit: Circuit): Signal[] => [LEFT, CENTRE, RIGHT].map((input) => circuit.input(input));

/** Sum of three signals of equal weight: of that weight, and the carry of twice it. */
function fullAdder(circuit: Circuit, a: Signal, b: Signal, c: Signal): [sum: Signal, carry: Signal] {
  const ab = circuit.xor(a, b);
  // The carry is b, unless both others differ from it. Where a, b, c are one signal in three rows, a ⊕ b and b ⊕ c are one gate.
  return [circuit.xor(ab, c), circuit.xor(b, circuit.and(ab, circuit.xor(b, c)))];
}

/** All nine cells, so that the three rows are treated alike: two gates fewer, but some rules are simpler without the centre. */
function nineCells(circuit: Circuit): Sums {
  const [left, cell, right] = inputs(circuit);
  const [row0, row1] = fullAdder(circuit, left, cell, right);
  const [ones, carry] = fullAdder(circuit, ago(row0, 2), ago(row0, 1), row0);
  const [twos, fours] = fullAdder(circuit, ago(row1, 2), ago(row1, 1), row1);
  return { cell: ago(cell, 1), ones, carry, twos, fours };
}

/** Three neighbours above, two beside, three below. */
function eightNeighbours(circuit: Circuit): Sums {
  const [left, cell, right] = inputs(circuit);
  const pair0 = circuit.xor(left, right);
  const pair1 = circuit.and(left, right);
  const row0 = circuit.xor(pair0, cell);
  const row1 = circuit.or(pair1, circuit.and(pair0, cell));
  const [ones, carry] = fullAdder(circuit, ago(row0, 2), ago(pair0, 1), row0);
  const [twos, fours] = fullAdder(circuit, ago(row1, 2), ago(pair1, 1), row1);
  return { cell: ago(cell, 1), ones, carry, twos, fours };
}

/** North-west, north, west; east, south, south-east. */
function sixNeighbours(circuit: Circuit): Sums {
  const [left, cell, right] = inputs(circuit);
  const [a0, a1] = fullAdder(circuit, ago(left, 2), ago(cell, 2), ago(left, 1));
  const [b0, b1] = fullAdder(circuit, cell, right, ago(right, 1));
  return halves(circuit, ago(cell, 1), [a0, a1], [b0, b1]);
}

/** West, east; north, south. */
function fourNeighbours(circuit: Circuit): Sums {
  const [left, cell, right] = inputs(circuit);
  const across: Pair = [circuit.xor(left, right), circuit.and(left, right)];
  const along: Pair = [circuit.xor(cell, ago(cell, 2)), circuit.and(cell, ago(cell, 2))];
  return halves(circuit, ago(cell, 1), [ago(across[0], 1), ago(across[1], 1)], along);
}

type Pair = [sum: Signal, carry: Signal];

function halves(circuit: Circuit, cell: Signal, [a0, a1]: Pair, [b0, b1]: Pair): Sums {
  const [ones, carry] = [circuit.xor(a0, b0), circuit.and(a0, b0)];
  return { cell, ones, carry, twos: circuit.xor(a1, b1), fours: circuit.and(a1, b1) };
}

const SUMS: Readonly<Record<Neighbourhood, readonly ((circuit: Circuit) => Sums)[]>> = {
  moore: [nineCells, eightNeighbours],
  hexagonal: [sixNeighbours],
  'von-neumann': [fourNeighbours],
};

/** The rule as a function of signals that determine it: each combination of their values that occurs is a point. */
export function ofCount(circuit: Circuit, next: ArrayLike<number>, signals: readonly Signal[]): Signal {
  // Their values at block 511 come first.
  const values = signals.map((signal) => meaning(circuit, signal).toString(2).padStart(512, '0'));
  const points = new Map<string, number>();
  for (let i = 0; i < 512; i++) points.set(values.map((bits) => bits[511 - i]).join(''), next[i]);
  const truth = (values: readonly boolean[]): number =>
    values.reduce((bits, value, at) => (value ? bits | (1 << at) : bits), 0);
  const combinations = [...points.keys()];
  const known = signals.map((signal, s) => ({ signal, truth: truth(combinations.map((values) => values[s] === '1')) }));
  const target = truth([...points.values()].map((value) => value === 1));
  return fromSignals(circuit, known, target, truth(combinations.map(() => true)));
}
