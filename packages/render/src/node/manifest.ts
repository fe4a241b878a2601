import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dataset, type Measures, RECIPE_VERSION, type Recipe, toJson } from '@selforg/core';
import { writeAtomically } from './write-atomically.js';

export const MANIFEST_FILE = 'recipe.json';

export type ExportFormat = 'png' | 'gif';

/** A file that was written: its name, the steps taken until it, and its SHA-256. */
export interface ExportedFrame {
  readonly file: string;
  readonly time: number;
  readonly sha256: string;
}

/** `recipe.json`, beside the frames: what they are of, how to make them again, and how far that has got. */
export interface Manifest {
  readonly recipe: Recipe;
  readonly versions: { readonly selforg: string; readonly recipe: number; readonly node: string };
  readonly format: ExportFormat;
  /** SHA-256 of the samples that the caller gave, rows, columns and values, by name. */
  readonly data?: Readonly<Record<string, string>>;
  readonly status: 'running' | 'interrupted' | 'complete';
  /** Measures at the last frame's time, once complete; in the file, those above 2⁵³ are strings. */
  readonly measures?: Measures;
  readonly frames: readonly ExportedFrame[];
}

/** What makes a run the one it is; two of the same are the same bytes. */
export type Run = Pick<Manifest, 'recipe' | 'versions' | 'format' | 'data'>;

export function describeRun(recipe: Recipe, format: ExportFormat, data: Readonly<Record<string, Dataset>> = {}): Run {
  const hashes = Object.entries(data).map(([name, samples]) => [name, hashOfSamples(samples)]);
  const versions = { selforg: selforgVersion(), recipe: RECIPE_VERSION, node: process.versions.node };
  return { recipe, versions, format, ...(hashes.length > 0 ? { data: Object.fromEntries(hashes) } : {}) };
}

/** Why what is there is not this run, in words that follow “holds”; nothing when it is. */
export function difference(there: Run, run: Run): string | undefined {
  if (there.versions.selforg !== run.versions.selforg) return `frames of Selforg ${there.versions.selforg}`;
  if (there.format !== run.format) return `the run as ${there.format}`;
  const keys = new Set([...Object.keys(there.recipe), ...Object.keys(run.recipe)]);
  const changed = [...keys].filter(
    (key) => canonical(there.recipe[key as keyof Recipe]) !== canonical(run.recipe[key as keyof Recipe]),
  );
  if (changed.length > 0) return `another run (its ${changed.join(', ')} ${changed.length > 1 ? 'differ' : 'differs'})`;
  return canonical(there.data) === canonical(run.data) ? undefined : 'a run on other data';
}

export function writeManifest(out: string, manifest: Manifest): Promise<void> {
  const { recipe, versions, format, data, status, measures, frames } = manifest;
  const text = toJson({ recipe, versions, format, data, status, measures, frames }, 2);
  return writeAtomically(join(out, MANIFEST_FILE), `${text}\n`, { sync: true });
}

/** The manifest in a folder; `undefined` when there is no such file, `'foreign'` when it is not one of ours. */
export async function readManifest(out: string): Promise<Manifest | 'foreign' | undefined> {
  let text: string;
  try {
    text = await readFile(join(out, MANIFEST_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const manifest = JSON.parse(text) as Manifest;
    return isManifest(manifest) ? manifest : 'foreign';
  } catch {
    return 'foreign';
  }
}

function isManifest(value: Partial<Manifest> | null): value is Manifest {
  const frames = value?.frames;
  return (
    typeof value?.recipe?.system === 'string' &&
    typeof value.versions?.selforg === 'string' &&
    (value.format === 'png' || value.format === 'gif') &&
    Array.isArray(frames) &&
    frames.every((frame) => typeof frame?.file === 'string' && typeof frame.sha256 === 'string')
  );
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of a file's bytes; nothing when it cannot be read. */
export async function hashOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes && sha256(bytes);
}

function hashOfSamples({ rows, columns, values }: Dataset): string {
  return createHash('sha256').update(`${rows} ${columns}\n`).update(values).digest('hex');
}

/** JSON with sorted keys: the same for objects that hold the same. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner) => {
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}

function selforgVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return version;
}
