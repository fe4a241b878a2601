import { type Circuit, operations, type Signal } from './circuit.js';
import { decompose } from './decompose.js';
import { type Build, countIn, countings, ofCount } from './totalistic.js';
import { type Truth, truthOf } from './truth.js';

const CENTRE = 16;
/** Blocks that may need a correction: with more, other circuits are smaller. */
const MOST_CORRECTED = 128;
const COUNTS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/** Orders in which the cells of a block may be asked: edges first, corners first, around, row by row. */
const ORDERS: readonly (readonly number[])[] = [
  [4, 7, 1, 3, 5, 8, 0, 6, 2],
  [4, 8, 0, 6, 2, 7, 1, 3, 5],
  [4, 8, 7, 6, 3, 0, 1, 2, 5],
  [4, 7, 6, 3, 0, 1, 2, 5, 8],
  [8, 7, 6, 5, 4, 3, 2, 1, 0],
  [7, 1, 3, 5, 8, 0, 6, 2, 4],
];

/**
 * For rules that mostly count: what the rule would be if it did nothing else, corrected for those counts where it also
 * looks at the arrangement. Within one count nearly every arrangement cannot be, so that the corrections are small.
 */
export function correctedCounts(next: ArrayLike<number>): Build[] {
  const counted = Uint8Array.from({ length: 512 }, (_, block) => (majority(next, block) ? 1 : 0));
  if (counted.filter((value, block) => value !== next[block]).length > MOST_CORRECTED) return [];
  const wrong = COUNTS.filter((n) => blocks(n).some((block) => next[block] !== counted[block]));
  const target = truthOf(counted) ^ truthOf(next);
  return countings('moore').map((counting) => (circuit) => {
    const signals = counting(circuit);
    let output = ofCount(circuit, counted, signals);
    for (const n of wrong) {
      const applies = Uint8Array.from({ length: 512 }, (_, block) => (countIn(block) === n ? 1 : 0));
      const indicator = ofCount(circuit, applies, signals);
      const correction = cheapest(circuit, { target, care: truthOf(applies) }, [...signals, output, indicator]);
      output = circuit.xor(output, circuit.and(indicator, correction));
    }
    return output;
  });
}

/** What most blocks with the same count and centre do. */
function majority(next: ArrayLike<number>, block: number): boolean {
  const alike = blocks(countIn(block)).filter((other) => (other & CENTRE) === (block & CENTRE));
  return 2 * alike.filter((other) => next[other]).length > alike.length;
}

const BLOCKS = COUNTS.map((n) =>
  Array.from({ length: 512 }, (_, block) => block).filter((block) => countIn(block) === n),
);
const blocks = (n: number): readonly number[] => BLOCKS[n];

function cheapest(circuit: Circuit, part: { target: Truth; care: Truth }, shared: readonly Signal[]): Signal {
  const gates = (signal: Signal): number => operations({ circuit, outputs: [signal] }, shared);
  return ORDERS.map((order) => decompose(circuit, part, order)).reduce((best, other) =>
    gates(other) < gates(best) ? other : best,
  );
}
