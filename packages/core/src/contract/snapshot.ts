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

  const start = align(12 + view.getUint32(8, true));
  const { state, ...header } = parseHeader(bytes.subarray(12, 12 + view.getUint32(8, true)));
  let offset = start;
  const arrays = state.map(({ name, type, length }) => {
    if (offset + length * ARRAYS[type].BYTES_PER_ELEMENT > end) throw damaged('arrays that end within the file');
    const array = new ARRAYS[type](bytes.buffer, offset, length);
    offset += align(array.byteLength);
    return [name, array] as const;
  });
  return { ...header, state: Object.fromEntries(arrays) };
}

/** A file may have been made by hand: nothing in its header is taken on trust. */
function parseHeader(bytes: Uint8Array): Header {
  const header = parseJson(bytes);
  if (header.version !== SNAPSHOT_VERSION) {
    const newer = typeof header.version === 'number' && header.version > SNAPSHOT_VERSION;
    throw new InputError(
      'snapshot version',
      header.version,
      `${SNAPSHOT_VERSION}${newer ? ' (a newer Selforg wrote it)' : ''}`,
    );
  }
  const wrong = (name: string, expected: string) => new InputError(`snapshot ${name}`, header[name], expected);
  const { system, params, seed, time, random, state } = header;
  if (typeof system !== 'string') throw wrong('system', 'a name');
  if (!isParams(params)) throw wrong('params', 'an object of parameters');
  if (!isCount(seed)) throw wrong('seed', 'an integer of at least 0');
  if (!isCount(time)) throw wrong('time', 'an integer of at least 0');
  if (!isStreams(random)) throw wrong('random', 'four integers a stream');
  if (!isArrayList(state)) throw wrong('state', 'names, types and lengths of arrays');
  return { version: SNAPSHOT_VERSION, system, params, seed, time, random, state };
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isRecord(header)) return header;
  } catch {
    // Said below: either way it is no header.
  }
  throw new InputError('snapshot header', `${bytes.length} bytes`, 'a JSON object');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** What each parameter may be, the system's schema says when a simulation is made of them. */
const isParams = (value: unknown): value is Params => isRecord(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isStreams = (value: unknown): value is Record<string, number[]> =>
  isRecord(value) && Object.values(value).every(isStream);
const isStream = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 4 && value.every((word) => Number.isInteger(word) && (word | 0) === word);
const isArrayList = (value: unknown): value is Header['state'] => Array.isArray(value) && value.every(isArrayInfo);
const isArrayInfo = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.name === 'string' &&
  Object.hasOwn(ARRAYS, String(value.type)) &&
  isCount(value.length);
