import { crc32 } from '../bytes/crc32.js';
import { InputError } from './errors.js';
import type { TypedArray } from './field.js';
import type { Params } from './params.js';

export const SNAPSHOT_VERSION = 1;

/** A moment of a run: what it takes to go on from there, bit for bit. */
export interface Snapshot {
  readonly version: typeof SNAPSHOT_VERSION;
  readonly system: string;
  readonly params: Params;
  readonly seed: number;
  readonly time: number;
  /** State of each random stream that was used, by path. */
  readonly random: Readonly<Record<string, readonly number[]>>;
  readonly state: Readonly<Record<string, TypedArray>>;
}

const MAGIC = 'SELFORGS';
const ARRAYS = {
  Float32Array,
  Float64Array,
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
};
type ArrayName = keyof typeof ARRAYS;
interface Header extends Omit<Snapshot, 'state'> {
  readonly state: readonly { readonly name: string; readonly type: ArrayName; readonly length: number }[];
}

const align = (offset: number): number => Math.ceil(offset / 8) * 8;

/** File form: magic, length of the header, header as JSON, the arrays (little-endian, 8-byte aligned), CRC-32 of all. */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  const arrays = Object.entries(snapshot.state);
  const header: Header = {
    ...snapshot,
    state: arrays.map(([name, array]) => ({ name, type: array.constructor.name as ArrayName, length: array.length })),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = align(12 + json.length);
  const end = arrays.reduce((offset, [, array]) => offset + align(array.byteLength), start);
  const bytes = new Uint8Array(end + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(8, json.length, true);
  bytes.set(json, 12);
  let offset = start;
  for (const [, array] of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += align(array.byteLength);
  }
  view.setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
}

/** @throws InputError when the bytes are no snapshot, are cut off or damaged, or come from a newer version. */
export function decodeSnapshot(file: Uint8Array): Snapshot {
  const bytes = new Uint8Array(file);
  const view = new DataView(bytes.buffer);
  const damaged = (what: string) => new InputError('snapshot', `${bytes.length} bytes`, what);
  if (bytes.length < 16 || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) throw damaged('a snapshot file');
  const end = bytes.length - 4;
  if (crc32(bytes.subarray(0, end)) !== view.getUint32(end, true))
    throw damaged('a complete file (its checksum does not match)');

  const length = view.getUint32(8, true);
  const { state, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length))) as Header;
  if (header.version !== SNAPSHOT_VERSION) {
    throw new InputError('snapshot version', header.version, `${SNAPSHOT_VERSION} (a newer Selforg wrote it)`);
  }
  let offset = align(12 + length);
  const arrays = state.map(({ name, type, length }) => {
    const array = new ARRAYS[type](bytes.buffer, offset, length);
    offset += align(array.byteLength);
    return [name, array] as const;
  });
  return { ...header, state: Object.fromEntries(arrays) };
}
