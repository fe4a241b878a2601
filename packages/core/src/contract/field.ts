export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/**
 * A live view on a simulation's memory: valid until the next step, never to be written.
 * Element (i, j, …) is `data[i * stride[0] + j * stride[1] + …]`, row-major as images are.
 */
export interface Field {
  readonly data: TypedArray;
  readonly shape: readonly number[];
  /** Elements between neighbours along each axis; rows may be padded. */
  readonly stride: readonly number[];
  /**
   * `bits`: eight cells a byte, the leftmost in the most significant bit, each row starting on a byte;
   * `shape` then counts cells and `stride[0]` bytes.
   */
  readonly packing?: 'bits';
  /**
   * `hexagonal`: shape [rows, columns] (or [rows, columns, 3]), one hexagon a cell, every second row (1, 3, …) half a
   * cell further to the right; rows are √3/2 cells apart.
   */
  readonly tiling?: 'hexagonal';
  /** What the values span: one pair for a scalar, one per column for a table of points. */
  readonly range?: readonly (readonly [number, number])[];
}

/** A field without padding: strides follow from the shape. */
export function dense(data: TypedArray, shape: readonly number[], range?: Field['range']): Field {
  const stride = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  return range ? { data, shape, stride, range } : { data, shape, stride };
}
