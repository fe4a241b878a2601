import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@selforg/core';
import { fileError } from '../errors.js';

export const MAP_FILE = 'map.json';
export const QUALITY_FILE = 'quality.json';
const PICTURE = /^(u-matrix|hits|labels|units|component-.*)\.png$/;

/**
 * Makes a folder for a map, before any work.
 * @throws InputError where something is in it and `force` is not given, or it cannot be made
 */
export function claimOut(path: string | undefined, force: boolean): string {
  if (!path) throw new InputError('--out', path, 'a folder for the map and its pictures');
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new InputError('--out', path, 'a folder, not a file');
    const [first] = found ? readdirSync(path) : [];
    if (first && !force) {
      throw new InputError(
        '--out',
        path,
        `a folder with nothing in it (it holds ${first}); --force replaces the map there`,
      );
    }
    mkdirSync(path, { recursive: true });
    return path;
  } catch (error) {
    throw fileError(error, '--out', path, 'write');
  }
}

/** Takes away what an earlier map left in a folder, and nothing else. */
export function clearMap(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (PICTURE.test(name) || name === MAP_FILE || name === QUALITY_FILE) rmSync(join(folder, name));
  }
}
