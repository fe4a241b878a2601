/** A Boolean formula in the left, the centre and the right cell. */
export type Formula =
  | { readonly kind: 'left' | 'centre' | 'right' | 'zero' }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: Gate; readonly a: Formula; readonly b: Formula };
export type Gate = 'and' | 'andnot' | 'or' | 'xor';

/** Values at the eight neighbourhoods, by 4 left + 2 centre + right: an elementary rule's number is one such table. */
const [ZERO, LEFT, CENTRE, RIGHT] = [0, 0b11110000, 0b11001100, 0b10101010];

const GATES: readonly { readonly kind: Gate; readonly table: (a: number, b: number) => number }[] = [
  { kind: 'and', table: (a, b) => a & b },
  { kind: 'or', table: (a, b) => a | b },
  { kind: 'xor', table: (a, b) => a ^ b },
  { kind: 'andnot', table: (a, b) => a & ~b & 255 },
];

let shortest: readonly Formula[] | undefined;

/** A shortest formula of an elementary rule: none has more than five operations. */
export function formulaOf(rule: number): Formula {
  shortest ??= allFormulas();
  return shortest[rule];
}

/** All 256, those of one operation more made of those found before. */
function allFormulas(): Formula[] {
  const found = new Map<number, Formula>([
    [ZERO, { kind: 'zero' }],
    [LEFT, { kind: 'left' }],
    [CENTRE, { kind: 'centre' }],
    [RIGHT, { kind: 'right' }],
  ]);
  // Tables by how many operations they take.
  const levels: number[][] = [[...found.keys()]];
  for (let operations = 1; found.size < 256; operations++) {
    const level: number[] = [];
    const add = (table: number, formula: Formula): void => {
      if (found.has(table)) return;
      found.set(table, formula);
      level.push(table);
    };
    const known = (table: number): Formula => found.get(table) ?? { kind: 'zero' };
    for (const table of levels[operations - 1]) add(255 - table, { kind: 'not', of: known(table) });
    for (let ofA = 0; ofA < operations; ofA++) {
      for (const a of levels[ofA]) {
        for (const b of levels[operations - 1 - ofA]) {
          for (const { kind, table } of GATES) add(table(a, b), { kind, a: known(a), b: known(b) });
        }
      }
    }
    levels.push(level);
  }
  return Array.from({ length: 256 }, (_, rule) => found.get(rule) ?? { kind: 'zero' });
}

/** Operations that a formula takes. */
export function operationsOf(formula: Formula): number {
  if ('of' in formula) return 1 + operationsOf(formula.of);
  return 'a' in formula ? 1 + operationsOf(formula.a) + operationsOf(formula.b) : 0;
}
