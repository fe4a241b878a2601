export interface Totalistic {
  readonly code: bigint;
  readonly colours: number;
  readonly radius: number;
  readonly kind: 'totalistic' | 'outer';
  readonly edge: 'ring' | 'zero';
}

/** The obvious slow version: the next state is a digit of the code. */
export function totalisticReference(row: readonly number[], rule: Totalistic): number[] {
  const { code, colours, radius, kind, edge } = rule;
  const width = row.length;
  const at = (x: number): number => {
    if (edge === 'ring') return row[((x % width) + width) % width];
    return x >= 0 && x < width ? row[x] : 0;
  };
  return row.map((own, x) => {
    let others = 0;
    for (let d = 1; d <= radius; d++) others += at(x - d) + at(x + d);
    const place = kind === 'outer' ? colours * others + own : others + own;
    return Number((code / BigInt(colours) ** BigInt(place)) % BigInt(colours));
  });
}
