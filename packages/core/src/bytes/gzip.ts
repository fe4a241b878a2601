import { Gunzip, gzipSync } from 'fflate';
import { InputError } from '../contract/errors.js';
import { crc32 } from './crc32.js';

/** What a file may unpack to by default: so many times its size, with room for small ones, and never more than this. */
const MAX_RATIO = 200;
const SMALL = 2 ** 20;
const LARGEST = 2 ** 29;
/** Bytes given to the unpacker at once: it makes at most some thousand times as many of them before it is asked. */
const PIECE = 2 ** 16;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks a gzip file (RFC 1952) to at most so many times its size, or 1 MiB where that is more.
 * @param field what to call it in an error
 * @param largest bytes that it may unpack to in any case, default 512 MiB
 * @param ratio times its size that it may unpack to, default 200
 * @throws InputError for a file that is damaged, cut off or larger
 */
export function unpackGzip(bytes: Uint8Array, field = 'pattern', largest = LARGEST, ratio = MAX_RATIO): Uint8Array {
  const limit = Math.min(largest, Math.max(SMALL, ratio * bytes.length));
  const parts: Uint8Array[] = [];
  let length = 0;
  const tooLarge = new InputError(field, `${bytes.length} bytes`, `a gzip file that unpacks to at most ${limit} bytes`);
  const damaged = new InputError(field, `${bytes.length} bytes`, 'a whole gzip file');
  try {
    const stream = new Gunzip((part) => {
      length += part.length;
      if (length > limit) throw tooLarge;
      parts.push(part);
    });
    for (let at = 0; at < bytes.length; at += PIECE)
      stream.push(bytes.slice(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    throw error === tooLarge ? tooLarge : damaged;
  }
  const whole = joined(parts, length);
  if (!isIntact(bytes, whole)) throw damaged;
  return whole;
}

/** Packs bytes as gzip, with no time in it: the same bytes give the same file. */
export const packGzip = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { mtime: 0 });

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Checksum and length stand at the end; of files put one after another they are those of the last. */
function isIntact(file: Uint8Array, whole: Uint8Array): boolean {
  if (file.length < 18) return false;
  const view = new DataView(file.buffer, file.byteOffset + file.length - 8, 8);
  const length = view.getUint32(4, true);
  return length <= whole.length && view.getUint32(0, true) === crc32(whole.subarray(whole.length - length));
}
