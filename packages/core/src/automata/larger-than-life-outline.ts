import type { LargerThanLifeRule, Ranges } from '../rules/rule.js';

/**
 * A neighbourhood as sums added and subtracted, for `assembly/larger-than-life.ts`: either of sums along rows, two for
 * each span, or of sums over all that lies above and left (summed-area table; Crow 1984, doi:10.1145/800031.808600), one
 * at each corner of the outline. The cell itself is always inside.
 */
export interface Outline {
  readonly area: boolean;
  /** Cells from the one that is counted for, by column and row: of sums to add, and of sums to subtract. */
  readonly plus: readonly Offset[];
  readonly minus: readonly Offset[];
  /** Cells of the neighbourhood. */
  readonly cells: number;
}

type Offset = readonly [dx: number, dy: number];

/** The outline with the fewest sums. */
export function outlineOf({ neighbourhood, radius }: Pick<LargerThanLifeRule, 'neighbourhood' | 'radius'>): Outline {
  const rows = neighbourhood.map((spans, i) => ({ dy: i - radius, spans: i === radius ? withCentre(spans) : spans }));
  const cells = rows.flatMap(({ spans }) => spans).reduce((sum, [from, to]) => sum + to - from, 0);
  const along = new Corners();
  const over = new Corners();
  for (const { dy, spans } of rows) {
    for (const [from, to] of spans) {
      along.add(to - 1, dy, 1);
      along.add(from - 1, dy, -1);
      over.add(to - 1, dy, 1);
      over.add(from - 1, dy, -1);
      over.add(to - 1, dy - 1, -1);
      over.add(from - 1, dy - 1, 1);
    }
  }
  const area = over.size <= along.size;
  const corners = area ? over : along;
  return { area, cells, plus: corners.offsets(1), minus: corners.offsets(-1) };
}

/** Sums with their factors; what is added and taken away again leaves nothing. */
class Corners {
  readonly #factors = new Map<number, number>();

  add(dx: number, dy: number, factor: number): void {
    const key = dy * SPREAD + dx;
    const sum = (this.#factors.get(key) ?? 0) + factor;
    if (sum === 0) this.#factors.delete(key);
    else this.#factors.set(key, sum);
  }

  /** Sums to read, each as often as its factor says. */
  get size(): number {
    return [...this.#factors.values()].reduce((sum, factor) => sum + Math.abs(factor), 0);
  }

  /** Those of one sign, row by row. */
  offsets(sign: 1 | -1): Offset[] {
    return [...this.#factors]
      .sort(([a], [b]) => a - b)
      .flatMap(([key, factor]) => {
        const dy = Math.round(key / SPREAD);
        return Array<Offset>(Math.max(0, sign * factor)).fill([key - dy * SPREAD, dy]);
      });
  }
}

/** More than twice the widest offset. */
const SPREAD = 4096;

/** The middle row's spans with the cell itself in them. */
function withCentre(spans: Ranges): Ranges {
  if (spans.some(([from, to]) => from <= 0 && to > 0)) return spans;
  return [...spans, [0, 1] as const];
}

/** Ranges as the kernel reads them, lowest count and width, without what no count reaches. */
export function rangeWords(ranges: Ranges, cells: number): number[] {
  return ranges.filter(([low]) => low <= cells).flatMap(([low, high]) => [low, Math.min(high, cells) - low]);
}
