import { accessSync, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { decodePng, InputError, isGzip, unpackGzip } from '@selforg/core';
import { writeAtomically } from '@selforg/render/node';
import { fileError } from './errors.js';

const MAX_TEXT = 64 * 2 ** 20;
const MAX_BYTES = 2 ** 31 - 1;
const CHUNK = 2 ** 20;

/**
 * A whole file, or stdin for `-`.
 * @throws InputError naming the flag and the file where it cannot be read or holds more than `limit` bytes
 */
export function readBytes(flag: string, path: string, limit = MAX_BYTES): Buffer {
  try {
    const file = path === '-' ? 0 : openSync(path, 'r');
    try {
      return readUpTo(limit, file, () => new InputError(flag, path, `a file of at most ${limit} bytes`));
    } finally {
      if (file !== 0) closeSync(file);
    }
  } catch (error) {
    throw fileError(error, flag, path, 'read');
  }
}

/** Text of at most 64 MiB, so that a hostile file cannot take the memory; gzip files are unpacked. */
export function readText(flag: string, path: string): string {
  const bytes = readBytes(flag, path, MAX_TEXT);
  const text = isGzip(bytes) ? unpackGzip(bytes, `${flag} ${JSON.stringify(path)}`, MAX_TEXT) : bytes;
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8');
}

/** Pipes and devices tell no size: bytes are counted while they come. */
function readUpTo(limit: number, file: number, tooLong: () => InputError): Buffer {
  if (fstatSync(file).size > limit) throw tooLong();
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const count = readWaiting(file, chunk);
    if (count === 0) return Buffer.concat(chunks);
    length += count;
    if (length > limit) throw tooLong();
    chunks.push(chunk.subarray(0, count));
  }
}

/** Stdin may be a terminal or a pipe in non-blocking mode, where "nothing yet" is an error. */
function readWaiting(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** A PNG file as the URL that recipes carry. */
export function readImage(flag: string, path: string): string {
  const bytes = readBytes(flag, path, MAX_TEXT);
  decodePng(bytes, `${flag} ${JSON.stringify(path)}`);
  return `data:image/png;base64,${bytes.toString('base64')}`;
}

/**
 * Checks before any work that a file can be written: its folder is there and nothing is lost.
 * @param replaceable whether what lies there may go without `--force`
 * @throws InputError naming the flag and the file
 */
export function checkTarget(
  flag: string,
  path: string,
  { force = false, replaceable = () => false }: { force?: boolean; replaceable?: (path: string) => boolean },
): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new InputError(flag, path, 'a file, not a folder');
    if (found && !found.isFile()) throw new InputError(flag, path, 'a regular file');
    if (found && !force && !replaceable(path)) {
      throw new InputError(flag, path, 'a file that does not exist yet (--force replaces it)');
    }
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw fileError(error, flag, path, 'write');
  }
}

/** Writes all or nothing. */
export async function writeWhole(flag: string, path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeAtomically(path, bytes);
  } catch (error) {
    throw fileError(error, flag, path, 'write');
  }
}
