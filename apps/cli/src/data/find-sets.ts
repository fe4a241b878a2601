import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Dataset, data, InputError, type Params, type System, suggestion } from '@selforg/core';
import { readBytes } from '../files.js';
import { namesIn, searchedFolders, targetFolder } from './data-folder.js';
import { type KnownFile, type KnownSet, knownSets } from './known-sets.js';

/** Where a set was found. */
export interface Found {
  readonly folder: string;
  /** Its files, in the order that they are read in. */
  readonly files: readonly string[];
}

const ENDINGS = ['.csv', '.tsv', '.txt', '.npy', '.idx'].flatMap((ending) => [ending, `${ending}.gz`]);

/** The first place that has all files of a set. */
export function findKnown(set: KnownSet, folders: readonly string[]): Found | undefined {
  const places = folders.flatMap((folder) => set.folders.map((name) => join(folder, name)));
  for (const folder of places) {
    const files = namesOf(set).map((spellings) => spellings.map((name) => join(folder, name)).find(existsSync));
    if (files.every((file) => file !== undefined)) return { folder, files };
  }
  return undefined;
}

/** The names that each of its files goes by: packed or not, with a hyphen or a point. */
function namesOf({ format }: KnownSet): string[][] {
  if (format.kind === 'cifar') return format.files.map((name) => [name]);
  return [format.images, format.labels].map(({ name }: KnownFile) => {
    const plain = name.replace(/\.gz$/, '');
    const pointed = plain.replace('-idx', '.idx');
    return [name, plain, `${pointed}.gz`, pointed];
  });
}

/** Files in the folders that hold a set of that name, or of any. */
export function setFiles(folders: readonly string[]): { readonly name: string; readonly path: string }[] {
  return folders.flatMap((folder) =>
    namesIn(folder).flatMap((file) => {
      const ending = ENDINGS.toReversed().find((candidate) => file.toLowerCase().endsWith(candidate));
      return ending && file.length > ending.length
        ? [{ name: file.slice(0, -ending.length), path: join(folder, file) }]
        : [];
    }),
  );
}

/** Reads the files of a set. */
export function readKnown(set: KnownSet, { files }: Found): Dataset {
  const read = (path: string) =>
    inFile(path, () => {
      const bytes = readBytes('data', path);
      return set.format.kind === 'idx' ? data.parseIdx(bytes) : { shape: [], data: bytes };
    });
  const parts = files.map(read);
  return set.format.kind === 'idx'
    ? inFile(files[0], () => data.datasetOfIdx(parts[0], parts[1], set.classes))
    : cifarSet(
        set,
        files,
        parts.map((part) => part.data as Uint8Array),
      );
}

/** Records of a label and 3072 bytes: red, green, blue, each 32×32. */
function cifarSet({ columns, classes }: KnownSet, files: readonly string[], parts: readonly Uint8Array[]): Dataset {
  const size = 1 + columns;
  parts.forEach((part, n) => {
    if (part.length > 0 && part.length % size === 0) return;
    throw new InputError(`data of ${JSON.stringify(files[n])}`, `${part.length} bytes`, `records of ${size} bytes`);
  });
  const records = parts.flatMap((part) =>
    Array.from({ length: part.length / size }, (_, r) => part.subarray(r * size, (r + 1) * size)),
  );
  const values = new Float32Array(records.length * columns);
  records.forEach((record, r) => void values.set(record.subarray(1), r * columns));
  return { rows: records.length, columns, values, labels: Int32Array.from(records, ([label]) => label), classes };
}

/**
 * Reads a file of any format.
 * @param flag what to call it in an error
 */
export const readSetFile = (flag: string, path: string, options: data.CsvOptions = {}): Dataset => {
  const bytes = readBytes(flag, path);
  if (bytes.length === 0) throw new InputError(flag, path, 'a data set, not an empty file');
  return inFile(path, () => data.parseDataset(bytes, options));
};

/** Says in an error which file it is about. */
function inFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError && error.field !== 'column' && !error.field.includes(' of "')) {
      throw new InputError(`${error.field} of ${JSON.stringify(path)}`, error.value, error.expected);
    }
    if (error instanceof RangeError) throw new InputError('data', path, 'a data set that fits in memory');
    throw error;
  }
}

/**
 * The data set of that name: one that comes with Selforg, one of the known, a file of a data folder, or a path.
 * @throws InputError that says what there is, and how to get what is not
 */
export function findSet(name: string, dataDir: string | undefined, options: data.CsvOptions = {}): Dataset {
  const isPath = /[/\\]/.test(name) || ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));
  if (name === '-' || isPath || isFile(name)) return readSetFile('data', name, options);
  const folders = searchedFolders(dataDir);
  const [column] = Object.keys(options);
  if (column && [...data.builtInSets, ...knownSets].some((set) => set.name === name)) {
    throw new InputError(column, undefined, `a table in text for it, not ${name}, whose labels are known`);
  }
  if (data.builtInSets.some((set) => set.name === name)) return data.findDataset(name);
  const known = knownSets.find((set) => set.name === name);
  if (known) {
    const found = findKnown(known, folders);
    if (!found) throw new InputError('data', name, howToGet(known, dataDir));
    return readKnown(known, found);
  }
  const files = setFiles(folders);
  const file = files.find((candidate) => candidate.name === name);
  if (file) return readSetFile('data', file.path, options);
  const names = knownNames(files);
  throw new InputError('data', name, `one of ${names.join(', ')}, or a file${suggestion(name, names)}`);
}

export const knownNames = (files: readonly { readonly name: string }[]): string[] => [
  ...new Set([...data.builtInSets, ...knownSets, ...files].map(({ name }) => name)),
];

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function howToGet(set: KnownSet, dataDir: string | undefined): string {
  const folder = join(targetFolder(dataDir), set.folders[0]);
  const files = namesOf(set).map(([name]) => name);
  return [
    `its files (${files.join(', ')}) in ${folder}`,
    ...(set.mirror ? [`selforg data get ${set.name} downloads them`] : []),
    ...(set.hint ? [set.hint] : []),
  ].join('; ');
}

/** The sets that the parameters of a system name, for the simulation to find. */
export function setsFor(system: System, params: Params, dataDir: string | undefined): Record<string, Dataset> {
  if (dataDir !== undefined) searchedFolders(dataDir);
  const named = Object.entries(system.params).flatMap(([name, { kind }]) => {
    const value = params[name];
    return kind === 'dataset' && typeof value === 'string' && value !== '' ? [value] : [];
  });
  const builtIn = new Set(data.builtInSets.map(({ name }) => name));
  return Object.fromEntries(named.filter((name) => !builtIn.has(name)).map((name) => [name, findSet(name, dataDir)]));
}

/** What to call a set: the name of its file without the ending. */
export const nameOfFile = (path: string): string =>
  basename(path)
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]*$/, '');
