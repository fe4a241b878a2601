import { crc32 } from '../bytes/crc32.js';
import { InputError } from '../contract/errors.js';

/** Tells data apart: a snapshot goes on with what it was taken with, or not at all. */
export interface Fingerprint {
  /** One number, for the model's state. */
  readonly state: Uint32Array;
  /** @throws InputError where a restored state is that of other data */
  check(): void;
}

export function fingerprintOf({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Fingerprint {
  const checksum = crc32(new Uint8Array(buffer, byteOffset, byteLength));
  const state = Uint32Array.of(checksum);
  return {
    state,
    check() {
      if (state[0] !== checksum) throw new InputError('snapshot', 'other samples', 'the data that it was taken with');
    },
  };
}
