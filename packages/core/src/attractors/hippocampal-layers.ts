import { dense, type Field } from '../contract/field.js';
import type { Edit } from '../contract/system.js';

/** Side of the square for each layer, in pixels, unless one has more cells than that. */
const SIDE = 120;
const GAP = 8;

/** How a cell is drawn: rightly off or on, wrongly on, and what should be on and is not, or is not known. */
export const CELL = { off: 0, on: 1, wrong: 2, missing: 3 } as const;

interface Grid {
  readonly width: number;
  readonly height: number;
}

/**
 * The layers of the hippocampus as one picture, clockwise as signals go: cue, dentate gyrus, and below, from right to left,
 * CA3 and the picture recalled.
 */
export class HippocampalLayers {
  readonly field: Field;
  readonly #pixels: Uint8Array;
  readonly #wide: number;
  readonly #side: number;

  constructor(readonly grids: readonly [cue: Grid, granules: Grid, pyramids: Grid, recalled: Grid]) {
    this.#side = Math.max(SIDE, ...grids.flatMap(({ width, height }) => [width, height]));
    this.#wide = 2 * this.#side + GAP;
    this.#pixels = new Uint8Array(this.#wide * this.#wide);
    this.field = dense(this.#pixels, [this.#wide, this.#wide], [[0, 3]]);
    this.#cross();
  }

  /** Draws the cells of one layer, row by row; cells beyond the last stay dark. */
  draw(layer: 0 | 1 | 2 | 3, cellAt: (cell: number) => number, count: number): void {
    const { left, top, scale, width } = this.#place(layer);
    for (let cell = 0; cell < count; cell++) {
      const x = left + (cell % width) * scale;
      const y = top + Math.floor(cell / width) * scale;
      const value = cellAt(cell);
      for (let row = y; row < y + scale; row++) {
        const start = row * this.#wide + x;
        this.#pixels.fill(value, start, start + scale);
      }
    }
  }

  /** A stroke in the coordinates of the cue's cells. */
  toCue(edit: Edit): Edit {
    const { left, top, scale } = this.#place(0);
    return { ...edit, x: (edit.x - left) / scale, y: (edit.y - top) / scale, radius: edit.radius / scale };
  }

  #place(layer: 0 | 1 | 2 | 3) {
    const { width, height } = this.grids[layer];
    const side = this.#side;
    const scale = Math.floor(side / Math.max(width, height));
    const left = layer === 1 || layer === 2 ? side + GAP : 0;
    const top = layer >= 2 ? side + GAP : 0;
    const inset = (length: number) => Math.floor((side - length * scale) / 2);
    return { left: left + inset(width), top: top + inset(height), scale, width };
  }

  /** A thin line between the layers. */
  #cross(): void {
    const middle = this.#side + GAP / 2;
    for (let i = 0; i < this.#wide; i++) {
      this.#pixels[i * this.#wide + middle] = CELL.missing;
      this.#pixels[middle * this.#wide + i] = CELL.missing;
    }
  }
}

/** Cells in rows, as nearly a square as can be. */
export function squareOf(cells: number): Grid {
  const width = Math.ceil(Math.sqrt(cells));
  return { width, height: Math.ceil(cells / width) };
}
