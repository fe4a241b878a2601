import { isGzip, unpackGzip } from '../../bytes/gzip.js';
import { InputError } from '../../contract/errors.js';
import type { Dataset } from '../dataset.js';

type IdxNumbers = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** An array of any number of dimensions, row-major, as an IDX file holds it. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: IdxNumbers;
}

interface ElementType {
  readonly bytes: number;
  make(length: number): IdxNumbers;
  get(view: DataView, at: number): number;
  set(view: DataView, at: number, value: number): void;
}

/** By the third byte of a file. Numbers are written with their largest byte first. */
const TYPES: Readonly<Record<number, ElementType>> = {
  8: {
    bytes: 1,
    make: (length) => new Uint8Array(length),
    get: (view, at) => view.getUint8(at),
    set: (view, at, value) => view.setUint8(at, value),
  },
  9: {
    bytes: 1,
    make: (length) => new Int8Array(length),
    get: (view, at) => view.getInt8(at),
    set: (view, at, value) => view.setInt8(at, value),
  },
  11: {
    bytes: 2,
    make: (length) => new Int16Array(length),
    get: (view, at) => view.getInt16(at),
    set: (view, at, value) => view.setInt16(at, value),
  },
  12: {
    bytes: 4,
    make: (length) => new Int32Array(length),
    get: (view, at) => view.getInt32(at),
    set: (view, at, value) => view.setInt32(at, value),
  },
  13: {
    bytes: 4,
    make: (length) => new Float32Array(length),
    get: (view, at) => view.getFloat32(at),
    set: (view, at, value) => view.setFloat32(at, value),
  },
  14: {
    bytes: 8,
    make: (length) => new Float64Array(length),
    get: (view, at) => view.getFloat64(at),
    set: (view, at, value) => view.setFloat64(at, value),
  },
};
const UNSIGNED_BYTE = 8;

/** Pictures of one colour pack a thousand to one: what a file may unpack to is bounded by its size in memory alone. */
const ANY_RATIO = Number.POSITIVE_INFINITY;
const LARGEST = 2 ** 31 - 1;

/** Whether the bytes begin as an IDX file does: two zeros, a type, one dimension or more. */
export const isIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && Object.hasOwn(TYPES, bytes[2]) && bytes[3] > 0;

/**
 * Reads an IDX file (the format of MNIST, by Yann LeCun), packed with gzip or not.
 * @throws InputError for a file that is none, is cut off, or holds more than it says
 */
export function parseIdx(file: Uint8Array): IdxArray {
  const bytes = isGzip(file) ? unpackGzip(file, 'data', LARGEST, ANY_RATIO) : file;
  if (!isIdx(bytes)) throw new InputError('data', `${bytes.length} bytes`, 'an IDX file: zero, zero, type, dimensions');
  const type = TYPES[bytes[2]];
  const start = 4 + 4 * bytes[3];
  const cut = (length: number | string) =>
    new InputError('data', `${bytes.length} bytes`, `an IDX file of ${length} bytes`);
  if (bytes.length < start) throw cut(`at least ${start}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: bytes[3] }, (_, n) => view.getUint32(4 + 4 * n));
  const length = shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== start + length * type.bytes) throw cut(start + length * type.bytes);
  if (bytes[2] === UNSIGNED_BYTE) return { shape, data: bytes.subarray(start) };
  const data = type.make(length);
  for (let i = 0; i < length; i++) data[i] = type.get(view, start + i * type.bytes);
  return { shape, data };
}

/** The IDX file of an array. */
export function formatIdx({ shape, data }: IdxArray): Uint8Array {
  const code = codeOf(data);
  const type = TYPES[code];
  const start = 4 + 4 * shape.length;
  const view = new DataView(new ArrayBuffer(start + data.length * type.bytes));
  view.setUint8(2, code);
  view.setUint8(3, shape.length);
  shape.forEach((size, n) => void view.setUint32(4 + 4 * n, size));
  for (let i = 0; i < data.length; i++) type.set(view, start + i * type.bytes, data[i]);
  return new Uint8Array(view.buffer);
}

const codeOf = (data: IdxNumbers): number =>
  Number(Object.keys(TYPES).find((code) => TYPES[Number(code)].make(0).constructor === data.constructor));

/**
 * Samples of an IDX array of any dimensions, the first counting the samples, with labels of another.
 * @param classes names of the classes that the labels count
 * @throws InputError where there are not as many labels as samples, or labels that are no whole numbers from 0 on
 */
export function datasetOfIdx({ shape, data }: IdxArray, labels?: IdxArray, classes?: readonly string[]): Dataset {
  const [rows, height = 1, width = 1] = shape;
  if (data.length === 0) throw new InputError('data', shape.join('×'), 'at least one sample');
  const set: Dataset = {
    rows,
    columns: data.length / rows,
    values: Float32Array.from(data),
    ...(shape.length === 3 && { picture: { width, height } }),
  };
  return labels ? { ...set, ...labelsOf(labels, rows, classes) } : set;
}

function labelsOf({ shape, data }: IdxArray, rows: number, classes?: readonly string[]) {
  if (shape.length !== 1 || shape[0] !== rows) {
    throw new InputError('data', `${shape.join('×')} labels`, `${rows}, one a sample`);
  }
  const labels = Int32Array.from(data);
  const bad = data.findIndex(
    (label) => !(Number.isInteger(label) && label >= 0 && label < (classes?.length ?? 2 ** 16)),
  );
  if (bad >= 0) throw new InputError('label', data[bad], 'the number of a class, from 0 on');
  const count = 1 + labels.reduce((most, label) => Math.max(most, label), 0);
  return { labels, classes: classes ?? Array.from({ length: count }, (_, n) => String(n)) };
}
