import { InputError } from '../contract/errors.js';
import type { Field } from '../contract/field.js';
import type { Edit } from '../contract/system.js';
import { sandpileWasm } from '../kernels/generated/sandpile.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { planeSize, StateGrid } from '../lattice/state-grid.js';

interface SandpileKernel extends Kernel {
  relax(
    plane: number,
    marks: number,
    scratch: number,
    lists: number,
    box: number,
    reach: number,
    out: number,
    w: number,
    h: number,
    limit: number,
  ): number;
  survey(marks: number, reach: number, out: number, w: number, h: number, x: number, y: number): void;
  forget(marks: number, reach: number, w: number): void;
}

export type Pile = ReturnType<typeof createPile>;

/** A cell holds at most this many grains: more would not fit a byte while all cells topple at once. */
const MOST = 252;
/** So many can fall on a cell that holds three. */
export const MOST_DROPPED = MOST - 3;
/** Room of a list in the kernel: its length, and 8192 cells. */
const LIST_LENGTH = 8193;

/** A table of sand with open edges that relaxes in parallel sweeps and remembers what toppled since {@link Pile.restart}. */
export function createPile(width: number, height: number) {
  const kernel = instantiate<SandpileKernel>(sandpileWasm);
  const { bytes, pitch } = planeSize(width, height);
  const memory = allocate(kernel, {
    plane: block.u8(bytes),
    marks: block.u8(bytes),
    scratch: block.u8(3 * pitch),
    lists: block.i32(2 * LIST_LENGTH),
    /** Where cells may be unstable, and where cells toppled: first block of 16 columns, first row, last block, last row. */
    boxes: block.i32(8),
    /** Topplings and sweeps since the restart. */
    counts: block.f64(2),
    numbers: block.f64(2),
  });
  const grid = new StateGrid(width, height, [memory.plane, memory.plane]);
  const box = memory.boxes.data.subarray(0, 4);
  const reach = memory.boxes.pointer + 16;
  box.set(NOWHERE);
  memory.boxes.data.set(NOWHERE, 4);

  function unsettle(x: number, y: number): void {
    const column = x >> 4;
    box[0] = Math.min(box[0], column);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], column);
    box[3] = Math.max(box[3], y);
  }

  function set(x: number, y: number, grains: number): void {
    grid.set(x, y, Math.min(grains, MOST));
    if (grains > 3) unsettle(x, y);
  }

  function fill(grains: (x: number, y: number) => number): void {
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) set(x, y, grains(x, y));
  }

  /** @returns whether all is stable after at most `sweeps` */
  function relax(sweeps = Number.POSITIVE_INFINITY): boolean {
    const { plane, marks, scratch, lists, boxes, counts } = memory;
    return (
      kernel.relax(
        plane.pointer,
        marks.pointer,
        scratch.pointer,
        lists.pointer,
        boxes.pointer,
        reach,
        counts.pointer,
        width,
        height,
        sweeps,
      ) !== 0
    );
  }

  /** Cells that topple must lie in the box, and nothing beyond the edges. */
  function checkGrains(): void {
    const all = memory.plane.data.reduce((sum, count) => sum + count, 0);
    if (all !== grains()) throw new InputError('snapshot', `${all - grains()} grains beyond the edges`, 'none');
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const count = grid.at(x, y);
        const isInBox = y >= box[1] && y <= box[3] && x >> 4 >= box[0] && x >> 4 <= box[2];
        if (count > (isInBox ? MOST : 3)) throw new InputError('snapshot', `${count} grains at ${x}, ${y}`, 'fewer');
      }
    }
  }

  function grains(): number {
    return grid.census(256).reduce((sum, cells, height) => sum + cells * height, 0);
  }

  return {
    fill,
    relax,
    grains,
    isStable: () => box[3] < box[1],
    add: (x: number, y: number, count: number) => set(x, y, grid.at(x, y) + count),
    /** Six grains a cell less what six grains a cell relax to: a heap that relaxes to the identity of the group. */
    fillForming(): void {
      fill(() => 6);
      relax();
      fill((x, y) => 6 - grid.at(x, y));
    },
    /** Forgets what toppled. */
    restart(): void {
      kernel.forget(memory.marks.pointer, reach, width);
      memory.counts.data.fill(0);
    },
    counts: memory.counts.data,
    /** @throws InputError where a restored state is none that a pile can be in */
    check(): void {
      checkBox(memory.boxes.data.subarray(4), width, height);
      checkBox(box, width, height);
      checkGrains();
      if (memory.counts.data.some((count) => !Number.isSafeInteger(count) || count < 0)) {
        throw new InputError('snapshot', `counts ${memory.counts.data.join(', ')}`, 'whole numbers of 0 and above');
      }
    },
    /** How many cells toppled since the restart, and how far the farthest lies from (x, y). */
    survey(x: number, y: number): { area: number; radius: number } {
      kernel.survey(memory.marks.pointer, reach, memory.numbers.pointer, width, height, x, y);
      const [area, radius] = memory.numbers.data;
      return { area, radius };
    },
    heights: (): Field => ({ ...grid.field(5), range: [[0, 4]] }),
    topplings: (): Field => ({
      data: memory.marks.data.subarray(pitch + 16),
      shape: [height, width],
      stride: [pitch, 1],
    }),
    paint(edit: Edit): void {
      grid.paint(edit, 4);
      const [left, right] = [edit.x - edit.radius, edit.x + edit.radius].map((x) => clamp(x, width));
      const [top, bottom] = [edit.y - edit.radius, edit.y + edit.radius].map((y) => clamp(y, height));
      unsettle(left, top);
      unsettle(right, bottom);
    },
    state: {
      grains: memory.plane.data,
      marks: memory.marks.data,
      boxes: memory.boxes.data,
      counts: memory.counts.data,
    },
  };
}

const NOWHERE = [2 ** 31 - 1, 2 ** 31 - 1, -1, -1];

/** @throws InputError for a box that is neither empty nor lies in the grid: blocks of 16 columns, and rows */
function checkBox(box: Int32Array, width: number, height: number): void {
  const [first, top, last, bottom] = box;
  const isEmpty = NOWHERE.every((edge, i) => box[i] === edge);
  const isInGrid =
    first >= 0 && first <= last && last <= (width - 1) >> 4 && top >= 0 && top <= bottom && bottom < height;
  if (!isEmpty && !isInGrid) throw new InputError('snapshot', `box ${box.slice(0, 4).join(', ')}`, 'a box in the grid');
}

/** The cell nearest to a place along one side. */
export const clamp = (at: number, size: number): number => Math.min(Math.max(Math.floor(at), 0), size - 1);
