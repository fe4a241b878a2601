import { InputError } from '../contract/errors.js';
import type { Field } from '../contract/field.js';

/** A field with one byte a cell, on memory of its own: it stays as it is when the simulation steps. */
export interface Cells extends Field {
  /** State of cell (x, y) at y · width + x. */
  readonly data: Uint8Array;
  readonly shape: readonly [height: number, width: number];
  /** How many states a cell can have. */
  readonly states: number;
}

/**
 * The cells of a lattice as {@link Cells}; those that are already are returned as they are.
 * @param field bits, or whole numbers from 0 to 255; of shape [height, width] or [width]
 * @throws InputError for a field that is no lattice of states
 */
export function cellsOf(field: Field): Cells {
  if ('states' in field) return field as Cells;
  const [height, width] = field.shape.length === 1 ? [1, field.shape[0]] : field.shape;
  if (field.shape.length > 2) throw new InputError('field', field.shape, 'rows and columns of states');
  const data = field.packing === 'bits' ? fromBits(field, width, height) : fromNumbers(field, width, height);
  const most = field.packing === 'bits' ? 1 : (field.range?.[0][1] ?? largest(data));
  return { data, shape: [height, width], stride: [width, 1], states: Math.max(1, most) + 1 };
}

/**
 * The cells of two lattices.
 * @throws InputError where their shapes differ
 */
export function pairOf(first: Field, second: Field): readonly [Cells, Cells] {
  const [a, b] = [cellsOf(first), cellsOf(second)];
  if (a.data.length === b.data.length && a.shape[1] === b.shape[1]) return [a, b];
  throw new InputError('field', b.shape, `a field of ${a.shape[0]} × ${a.shape[1]} cells, like the other one`);
}

function fromBits({ data, stride }: Field, width: number, height: number): Uint8Array {
  const pitch = stride.length > 1 ? stride[0] : 0;
  const cells = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) cells[i++] = (data[y * pitch + (x >> 3)] >> (7 - (x & 7))) & 1;
  }
  return cells;
}

function fromNumbers({ data, stride }: Field, width: number, height: number): Uint8Array {
  const [down, right] = stride.length > 1 ? stride : [0, stride[0]];
  const cells = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, at = y * down; x < width; x++, at += right) {
      cells[i] = data[at];
      if (cells[i++] !== data[at]) throw new InputError('field', data[at], 'states as integers from 0 to 255');
    }
  }
  return cells;
}

function largest(data: Uint8Array): number {
  let most = 0;
  for (let i = 0; i < data.length; i++) if (data[i] > most) most = data[i];
  return most;
}
