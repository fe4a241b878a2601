import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '@selforg/core';
import { LOCK_FILE } from './lock.js';
import { difference, MANIFEST_FILE, type Manifest, type Run, readManifest } from './manifest.js';

export const CHECKPOINT_FILE = 'selforg-checkpoint.bin';
const FRAME_FILE = /^frame-\d+\.png$/;

export const frameFile = (index: number, frames: number): string => {
  return `frame-${String(index).padStart(Math.max(6, String(frames - 1).length), '0')}.png`;
};
export const gifFile = (system: string): string => `${system}.gif`;

/**
 * Makes a folder that is locked ready for a run and says what of that run is there already.
 *
 * Nothing that is there is overwritten unasked: `resume` goes on with the same run only, `force` removes what an
 * earlier export of ours left, and only that.
 * @throws InputError field `out`
 */
export async function claimFolder(
  out: string,
  run: Run,
  { resume = false, force = false }: { resume?: boolean | undefined; force?: boolean | undefined },
): Promise<Manifest | undefined> {
  const names = await readdir(out);
  const there = await readManifest(out);
  const manifest = there === 'foreign' ? undefined : there;
  const frames = names.filter((name) => belongsTo(name, run) || (manifest && belongsTo(name, manifest)));

  if (resume && manifest && difference(manifest, run) === undefined) {
    await removeAll(out, names.filter(isTemporary));
    return manifest;
  }
  if (force) {
    await removeAll(out, [...frames, ...names.filter((name) => isTemporary(name) || name === CHECKPOINT_FILE)]);
    await removeAll(out, [MANIFEST_FILE]);
    return undefined;
  }
  if (there === 'foreign')
    throw new InputError('out', out, `a folder without another ${MANIFEST_FILE}; --force replaces it`);
  if (manifest) throw new InputError('out', out, refusal(difference(manifest, run), manifest));
  if (frames.length > 0) {
    throw new InputError('out', out, `a folder without frames (it holds ${frames[0]}); --force replaces them`);
  }
  return undefined;
}

/** Level by level: Node's recursive `mkdir` never returns where the system refuses, as in /proc. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

function refusal(other: string | undefined, { status }: Manifest): string {
  if (other) return `an empty folder, this one holds ${other}; --force replaces it`;
  const state = status === 'complete' ? 'complete' : 'unfinished';
  return `an empty folder, this one holds this very run, ${state}; --resume goes on with it, --force starts again`;
}

/** Whether a run writes a file of that name. */
function belongsTo(name: string, { format, recipe }: Run): boolean {
  return format === 'gif' ? name === gifFile(recipe.system) : FRAME_FILE.test(name);
}

/** A temporary file of a process that was killed. */
function isTemporary(name: string): boolean {
  const [, of] = /^\.(.+)\.[\d-]+\.tmp$/.exec(name) ?? [];
  if (of === undefined) return false;
  return FRAME_FILE.test(of) || of.endsWith('.gif') || [MANIFEST_FILE, CHECKPOINT_FILE, LOCK_FILE].includes(of);
}

async function removeAll(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true });
}
