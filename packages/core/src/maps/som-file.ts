import { crc32 } from '../bytes/crc32.js';
import { InputError } from '../contract/errors.js';
import type { UnitLabels } from './majority-labels.js';
import { courseAt, type SomOptions, type SomSettings, settingsOf } from './som-options.js';

export const SOM_FILE_VERSION = 1;
const FORMAT = 'selforg-som';
const MAGIC = 'SELFORGM';
/** Of the magic and the length of the header. */
const PREFIX = 12;

/** All that a map is. */
export interface SavedSom {
  readonly settings: SomSettings;
  readonly dimensions: number;
  readonly epoch: number;
  /** `dimensions` numbers a unit. */
  readonly weights: Float32Array;
  readonly labels?: UnitLabels;
}

/** A map as plain JSON. */
export interface SomJson extends Omit<SomOptions, 'onEpoch' | 'initial'> {
  readonly format: typeof FORMAT;
  readonly version: typeof SOM_FILE_VERSION;
  readonly dimensions: number;
  readonly epoch: number;
  readonly weights: readonly number[];
  readonly labels?: readonly number[];
  readonly purity?: readonly number[];
}

type Header = Omit<SomJson, 'weights' | 'labels' | 'purity'>;

/** A rate or radius that is a function is saved as what it is at the end. */
function headerOf({ settings, dimensions, epoch }: SavedSom): Header {
  const { grid, rate, radius, ...rest } = settings;
  const { units: _, ...shape } = grid;
  const asData = (course: SomSettings['rate']) =>
    typeof course === 'function' ? courseAt(course, rest.decay, 1) : course;
  return {
    format: FORMAT,
    version: SOM_FILE_VERSION,
    ...shape,
    ...rest,
    rate: asData(rate),
    radius: asData(radius),
    dimensions,
    epoch,
  };
}

export function somToJson(map: SavedSom): SomJson {
  const { weights, labels } = map;
  const labelled = labels && { labels: Array.from(labels.labels), purity: Array.from(labels.purity) };
  return { ...headerOf(map), weights: Array.from(weights), ...labelled };
}

/** @throws InputError for anything that {@link somToJson} does not write */
export function somFromJson(json: unknown): SavedSom {
  const { settings, dimensions, epoch } = readHeader(json);
  const { weights, labels, purity } = json as Partial<Record<string, unknown>>;
  const units = settings.grid.units;
  const read = {
    settings,
    dimensions,
    epoch,
    weights: Float32Array.from(numbers('weights', weights, units * dimensions)),
  };
  if (labels === undefined) return read;
  const known = Int32Array.from(numbers('labels', labels, units));
  return { ...read, labels: { labels: known, purity: Float32Array.from(numbers('purity', purity, units)) } };
}

function numbers(name: string, list: unknown, count: number): readonly number[] {
  const fits = Array.isArray(list) && list.length === count && list.every(Number.isFinite);
  if (!fits)
    throw new InputError(`map ${name}`, Array.isArray(list) ? `${list.length} values` : list, `${count} numbers`);
  return list;
}

function readHeader(json: unknown): Pick<SavedSom, 'settings' | 'dimensions' | 'epoch'> {
  const header = (typeof json === 'object' && json !== null ? json : {}) as Partial<Header>;
  const { format, version, dimensions, epoch } = header;
  if (format !== FORMAT) throw new InputError('map', format, `"format": "${FORMAT}"`);
  if (version !== SOM_FILE_VERSION) {
    const newer = typeof version === 'number' && version > SOM_FILE_VERSION;
    throw new InputError('map version', version, `${SOM_FILE_VERSION}${newer ? ' (a newer Selforg wrote it)' : ''}`);
  }
  if (!isCount(dimensions) || dimensions < 1)
    throw new InputError('map dimensions', dimensions, 'an integer of at least 1');
  if (!isCount(epoch)) throw new InputError('map epoch', epoch, 'an integer of at least 0');
  if (!isCount(header.columns)) throw new InputError('columns', header.columns, 'an integer of at least 1');
  const settings = settingsOf(header, () => ({ columns: 1, rows: 1 }));
  return { settings, dimensions, epoch };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const align = (offset: number): number => Math.ceil(offset / 8) * 8;

/** File form: magic, length of the header, header as JSON, weights, labels and purities (little-endian), CRC-32 of all. */
export function encodeSom(map: SavedSom): Uint8Array<ArrayBuffer> {
  const { weights, labels } = map;
  const json = new TextEncoder().encode(JSON.stringify({ ...headerOf(map), isLabelled: labels !== undefined }));
  const start = align(PREFIX + json.length);
  const arrays = [weights, ...(labels ? [labels.labels, labels.purity] : [])];
  const end = start + arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(end + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(8, json.length, true);
  bytes.set(json, PREFIX);
  let offset = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  view.setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
}

/** @throws InputError when the bytes are no map, are cut off or damaged, or come from a newer version */
export function decodeSom(file: Uint8Array): SavedSom {
  const bytes = new Uint8Array(file);
  const view = new DataView(bytes.buffer);
  const wrong = (expected: string) => new InputError('map', `${bytes.length} bytes`, expected);
  if (bytes.length < PREFIX + 4 || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) throw wrong('a map file');
  const end = bytes.length - 4;
  if (crc32(bytes.subarray(0, end)) !== view.getUint32(end, true)) {
    throw wrong('a complete file (its checksum does not match)');
  }
  const length = view.getUint32(8, true);
  const json = parse(bytes.subarray(PREFIX, PREFIX + length));
  const { settings, dimensions, epoch } = readHeader(json);
  const { units } = settings.grid;
  const start = align(PREFIX + length);
  const labelled = json.isLabelled === true;
  if (start + 4 * units * (dimensions + (labelled ? 2 : 0)) !== end) throw wrong('as many weights as the map has');
  const weights = new Float32Array(bytes.buffer, start, units * dimensions);
  const after = start + weights.byteLength;
  const labels = labelled && {
    labels: new Int32Array(bytes.buffer, after, units),
    purity: new Float32Array(bytes.buffer, after + 4 * units, units),
  };
  return { settings, dimensions, epoch, weights, ...(labels && { labels }) };
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof header === 'object' && header !== null) return header as Record<string, unknown>;
  } catch {
    // Said below: either way it is no header.
  }
  throw new InputError('map header', `${bytes.length} bytes`, 'a JSON object');
}
