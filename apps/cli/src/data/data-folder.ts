import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@selforg/core';
import { fileError } from '../errors.js';

/** Where Debian's packages of data sets install. */
const SYSTEM_FOLDER = '/usr/share/datasets';

/** The folder that is asked for: by `--data-dir`, or else by SELFORG_DATA. */
function askedFolder(flag: string | undefined): { readonly path: string; readonly by: string } | undefined {
  if (flag !== undefined) return { path: flag, by: '--data-dir' };
  const path = process.env.SELFORG_DATA;
  return path ? { path, by: 'SELFORG_DATA' } : undefined;
}

/** Where data sets are put: the folder that is asked for, or else the user's own. */
export const targetFolder = (flag: string | undefined): string => askedFolder(flag)?.path ?? ownFolder();

/**
 * Folders that are searched, in this order: the one that is asked for, the user's own, the system's.
 * @throws InputError for a folder that is asked for and is none
 */
export function searchedFolders(flag: string | undefined): string[] {
  const asked = askedFolder(flag);
  if (asked) checkFolder(asked);
  return [...(asked ? [asked.path] : []), ownFolder(), SYSTEM_FOLDER];
}

const ownFolder = (): string =>
  join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'selforg', 'data');

function checkFolder({ path, by }: { readonly path: string; readonly by: string }): void {
  try {
    if (path !== '' && statSync(path).isDirectory()) return;
  } catch (error) {
    throw path === '' ? new InputError(by, path, 'a folder') : withFolder(fileError(error, by, path, 'read'));
  }
  throw new InputError(by, path, 'a folder');
}

const withFolder = (error: unknown): unknown =>
  error instanceof InputError ? new InputError(error.field, error.value, 'an existing folder') : error;

/** Names in a folder; none where there is no such folder, or it may not be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
