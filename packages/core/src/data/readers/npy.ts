import { isGzip, unpackGzip } from '../../bytes/gzip.js';
import { InputError } from '../../contract/errors.js';
import type { Dataset } from '../dataset.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

type Getter = (view: DataView, at: number, isLittle: boolean) => number;

/** By the letter and size of NumPy's type. */
const TYPES: Readonly<Record<string, Getter>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, isLittle) => view.getUint16(at, isLittle),
  i2: (view, at, isLittle) => view.getInt16(at, isLittle),
  u4: (view, at, isLittle) => view.getUint32(at, isLittle),
  i4: (view, at, isLittle) => view.getInt32(at, isLittle),
  u8: (view, at, isLittle) => Number(view.getBigUint64(at, isLittle)),
  i8: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)),
  f4: (view, at, isLittle) => view.getFloat32(at, isLittle),
  f8: (view, at, isLittle) => view.getFloat64(at, isLittle),
};

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/**
 * Reads an array of numbers that NumPy saved (format 1.0 to 3.0), packed with gzip or not: the first dimension counts the
 * samples; where there are three, a sample is a picture.
 * @throws InputError for a file that is none, is cut off, or holds anything but numbers
 */
export function parseNpy(file: Uint8Array): Dataset {
  const bytes = isGzip(file) ? unpackGzip(file, 'data') : file;
  const { header, start } = headerOf(bytes);
  const descr = /'descr':\s*'([<>|=]?)(\w+)'/.exec(header);
  const order = /'fortran_order':\s*(True|False)/.exec(header);
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1].match(/\d+/g)?.map(Number) ?? [];
  const get = descr ? TYPES[descr[2]] : undefined;
  if (!descr || !order || !get)
    throw new InputError('data', header.trim(), `an array of ${Object.keys(TYPES).join(', ')}`);
  if (shape.length === 0 || shape.includes(0)) throw new InputError('data', header.trim(), 'at least one sample');
  const size = Number(descr[2].slice(1));
  const length = shape.reduce((product, n) => product * n, 1);
  if (bytes.length < start + length * size) {
    throw new InputError('data', `${bytes.length} bytes`, `an NPY file of ${start + length * size} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = descr[1] !== '>';
  const places = order[1] === 'True' ? columnMajor(shape) : undefined;
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[places ? places(i) : i] = get(view, start + i * size, isLittle);
  const [rows, height, width] = shape;
  return { rows, columns: length / rows, values, ...(shape.length === 3 && { picture: { width, height } }) };
}

function headerOf(bytes: Uint8Array): { readonly header: string; readonly start: number } {
  const version = bytes[6];
  const known = isNpy(bytes) && bytes.length >= 12 && version >= 1 && version <= 3;
  if (!known) throw new InputError('data', `${bytes.length} bytes`, 'an NPY file of version 1 to 3');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = version === 1 ? 10 : 12;
  const start = from + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length)
    throw new InputError('data', `${bytes.length} bytes`, `an NPY file of more than ${start} bytes`);
  return { header: new TextDecoder().decode(bytes.subarray(from, start)), start };
}

/** Where the i-th number stands row-major, when the first index runs fastest. */
function columnMajor(shape: readonly number[]): (i: number) => number {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  return (i) => {
    let place = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      place += (i % shape[axis]) * strides[axis];
      i = Math.floor(i / shape[axis]);
    }
    return place;
  };
}
