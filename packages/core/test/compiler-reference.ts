import fc from 'fast-check';
import type { BlockRule } from '../src/rules/rule.js';

export const ruleOf = (next: Uint8Array, states = 2): BlockRule => ({
  kind: 'block',
  name: 'under test',
  next,
  states,
});

/** Bits of a block's index that are neighbours: eight, six (hexagonal) or four (von Neumann). */
const NEIGHBOURHOODS = [
  [0, 1, 2, 3, 5, 6, 7, 8],
  [0, 1, 3, 5, 7, 8],
  [1, 3, 5, 7],
] as const;

/** The table of a rule that counts neighbours; bit n of a mask stands for n of them. */
export function countTable(
  birth: number,
  survival: number,
  neighbours: readonly number[] = NEIGHBOURHOODS[0],
): Uint8Array {
  return Uint8Array.from({ length: 512 }, (_, i) => {
    const n = neighbours.filter((bit) => (i >> bit) & 1).length;
    return ((i & 16 ? survival : birth) >> n) & 1;
  });
}

/** Table of a rule that treats all rotations and reflections of a block alike: what each class does is asked once. */
export function isotropicTable(decide: (block: number) => number): Uint8Array {
  return Uint8Array.from({ length: 512 }, (_, i) => decide(Math.min(...symmetric(i))));
}

function symmetric(block: number): number[] {
  const at = (x: number, y: number): number => (block >> (8 - 3 * y - x)) & 1;
  const turns: ((x: number, y: number) => [number, number])[] = [
    (x, y) => [x, y],
    (x, y) => [2 - x, y],
    (x, y) => [x, 2 - y],
    (x, y) => [2 - x, 2 - y],
    (x, y) => [y, x],
    (x, y) => [2 - y, x],
    (x, y) => [y, 2 - x],
    (x, y) => [2 - y, 2 - x],
  ];
  return turns.map((turn) => {
    let turned = 0;
    for (let y = 0; y < 3; y++) for (let x = 0; x < 3; x++) turned = turned * 2 + at(...turn(x, y));
    return turned;
  });
}

/** Tables of every kind: counting on three neighbourhoods, isotropic, any function at all, and a few extremes. */
export const blockTables: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(511), fc.nat(511), fc.constantFrom(...NEIGHBOURHOODS))
      .map((args) => countTable(...args)),
  },
  {
    weight: 2,
    arbitrary: fc.infiniteStream(fc.boolean()).map((bits) => {
      const seen = new Map<number, number>();
      return isotropicTable((block) => {
        const known = seen.get(block) ?? Number(bits.next().value);
        seen.set(block, known);
        return known;
      });
    }),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.nat(1), { minLength: 512, maxLength: 512 }).map((bits) => Uint8Array.from(bits)),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 1).map((bit) => new Uint8Array(512).fill(bit)) },
  { weight: 1, arbitrary: fc.nat(8).map((bit) => Uint8Array.from({ length: 512 }, (_, i) => (i >> bit) & 1)) },
);
