import { ago, type Circuit, gateOf, isNegated, lagOf, type Signal } from './circuit.js';

/** A function of the nine cells of a block as 512 bits: bit i is its value where `BlockRule.next` has index i. */
export type Truth = bigint;

export const ALL: Truth = (1n << 512n) - 1n;

/** The functions that are one cell each, by the bit of the index that the cell has. */
export const CELLS: readonly Truth[] = Array.from({ length: 9 }, (_, bit) => {
  let truth = 0n;
  for (let i = 0; i < 512; i++) if ((i >> bit) & 1) truth |= 1n << BigInt(i);
  return truth;
});

export function truthOf(next: ArrayLike<number>): Truth {
  let text = '0b';
  for (let i = 511; i >= 0; i--) text += next[i] ? '1' : '0';
  return BigInt(text);
}

/** The function where cell `bit` is dead, spread over both halves. */
export function whereDead(truth: Truth, bit: number): Truth {
  const half = truth & ~CELLS[bit];
  return half | (half << (1n << BigInt(bit)));
}

/** The function where cell `bit` is alive. */
export function whereAlive(truth: Truth, bit: number): Truth {
  const half = truth & CELLS[bit];
  return half | (half >> (1n << BigInt(bit)));
}

/** What a signal means when the newest row is the block's lowest: for tests and for choosing between circuits. */
export function meaning(circuit: Circuit, output: Signal): Truth {
  const known = new Map<Signal, Truth>();
  function value(signal: Signal): Truth {
    const { kind, a, b } = circuit.gates[gateOf(signal)];
    const rows = lagOf(signal);
    if (kind === 'false') return 0n;
    if (kind === 'input') return CELLS[3 * rows + 2 - a];
    const [x, y] = [of(ago(a, rows)), of(ago(b, rows))];
    if (kind === 'and') return x & y;
    if (kind === 'andnot') return x & ~y;
    return kind === 'or' ? x | y : x ^ y;
  }
  function of(signal: Signal): Truth {
    const positive = signal & ~1;
    let truth = known.get(positive);
    if (truth === undefined) {
      truth = value(positive);
      known.set(positive, truth);
    }
    return isNegated(signal) ? truth ^ ALL : truth;
  }
  return of(output);
}
