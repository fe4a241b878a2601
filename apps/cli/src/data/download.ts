import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { InputError } from '@selforg/core';
import { fileError, isSystemError } from '../errors.js';
import type { KnownFile } from './known-sets.js';

interface Download {
  readonly file: KnownFile;
  /** Address of the folder that it comes from, and the folder that it goes to. */
  readonly from: string;
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called with the bytes that are there so far. */
  readonly onProgress: (bytes: number) => void;
}

/** Times that a broken connection is taken up again, and milliseconds before. */
const RETRIES = 3;
const PAUSE_MS = 500;

/** How a file ended up: it came, it was there already, or Ctrl-C stopped it halfway. */
export type Outcome = 'downloaded' | 'there already' | 'interrupted';

/**
 * Gets a file whole or not at all: into a `.part` that a later call goes on with, and its name only once its checksum fits.
 * @throws InputError where the address does not answer, the content is another, or the folder cannot be written
 */
export async function download(job: Download): Promise<Outcome> {
  const path = join(job.folder, job.file.name);
  if (await isIntact(path, job.file)) return 'there already';
  const part = `${path}.part`;
  for (let attempt = 0; sizeOf(part) < job.file.bytes; attempt++) {
    try {
      await fetchRest(job, part);
      break;
    } catch (error) {
      if (job.signal.aborted) return 'interrupted';
      if (error instanceof InputError) throw error;
      if (isOfDisk(error)) throw fileError(error, '--data-dir', part, 'write');
      if (attempt >= RETRIES) throw unreachable(job, error);
      await setTimeout(PAUSE_MS * 2 ** attempt);
    }
  }
  if (!(await isIntact(part, job.file))) {
    const bytes = sizeOf(part);
    await rm(part, { force: true });
    const { algorithm, hex } = job.file.hash;
    throw new InputError(
      '--from',
      addressOf(job),
      `${job.file.bytes} bytes with ${algorithm} ${hex}, not ${bytes} others`,
    );
  }
  await rename(part, path);
  return 'downloaded';
}

/** The disk refuses, not the network: trying again is no use. */
const isOfDisk = (error: unknown): boolean =>
  isSystemError(error) && ['write', 'open'].includes((error as NodeJS.ErrnoException).syscall ?? '');

async function fetchRest(job: Download, part: string): Promise<void> {
  const { file, signal, onProgress } = job;
  const there = sizeOf(part);
  const response = await fetch(addressOf(job), {
    signal,
    // A server may pack what it sends once more; the checksum is of the file itself.
    headers: { 'accept-encoding': 'identity', ...(there > 0 && { range: `bytes=${there}-` }) },
  });
  if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
  if (!response.ok || !response.body)
    throw new InputError('--from', addressOf(job), `a file there (status ${response.status})`);
  const start = response.status === 206 ? there : 0;
  let bytes = start;
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > file.bytes) throw new InputError('--from', addressOf(job), `a file of ${file.bytes} bytes, not more`);
      onProgress(bytes);
      yield chunk;
    }
  };
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  await pipeline(body, counted, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }), { signal });
  if (bytes < file.bytes) throw new Error(`${bytes} of ${file.bytes} bytes`);
}

const addressOf = ({ from, file }: Download): string => new URL(file.name, from.endsWith('/') ? from : `${from}/`).href;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

async function isIntact(path: string, { bytes, hash }: KnownFile): Promise<boolean> {
  if (!existsSync(path) || sizeOf(path) !== bytes) return false;
  const digest = createHash(hash.algorithm);
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex') === hash.hex;
}

function unreachable(job: Download, error: unknown): InputError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = (cause as { code?: string }).code ?? (cause as Error).message;
  return new InputError(
    '--from',
    addressOf(job),
    `an address that answers (${reason}): a network, another --from, or ${job.file.name} put into ${job.folder} by hand`,
  );
}
