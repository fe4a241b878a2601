export interface Elementary {
  readonly rule: number;
  readonly edge: 'ring' | 'zero' | 'one';
  readonly order: 'first' | 'second';
}

/** The obvious slow version: the output for each neighbourhood is a digit of the rule's number. */
export function elementaryReference(
  row: readonly number[],
  before: readonly number[],
  { rule, edge, order }: Elementary,
): number[] {
  const width = row.length;
  const at = (x: number): number => {
    if (edge === 'ring') return row[(x + width) % width];
    return x >= 0 && x < width ? row[x] : edge === 'one' ? 1 : 0;
  };
  return row.map((cell, x) => {
    const output = Math.floor(rule / 2 ** (4 * at(x - 1) + 2 * cell + at(x + 1))) % 2;
    return order === 'second' ? (output + before[x]) % 2 : output;
  });
}
