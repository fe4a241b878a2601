import { InputError } from '../contract/errors.js';
import { sparseDistributedWasm } from '../kernels/generated/sparse-distributed.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import type { Random } from '../random/random.js';
import { checkPattern } from './check-pattern.js';

interface StoreKernel extends Kernel {
  within(addresses: number, count: number, bytes: number, address: number, radius: number, out: number): number;
  write(counters: number, bits: number, locations: number, count: number, data: number): void;
  read(counters: number, bits: number, locations: number, count: number, sums: number): void;
}

interface StoreOptions {
  /** Bits of an address, and of the data. */
  readonly bits: number;
  /** Hard locations. */
  readonly locations: number;
  /** Hamming distance within which a location takes part. */
  readonly radius: number;
}

/**
 * Sparse distributed memory (Kanerva 1988): hard locations at random addresses; what is written goes to all locations within a
 * radius of its address, and what is read is the majority of what those within the radius of an address hold.
 */
export class DistributedStore {
  /** One row of `bits` sums a location, padded to a multiple of 4. */
  readonly counters: Int32Array;
  /** What the last reading added up, one number a bit. */
  readonly sums: Int32Array;
  /** How many locations the last reading or writing reached. */
  reached = 0;
  readonly #kernel: StoreKernel;
  readonly #memory;
  readonly #bytes: number;
  readonly #row: number;

  /** @throws InputError for sizes that are none, or too large for memory */
  constructor(
    readonly options: StoreOptions,
    random: Random,
  ) {
    const { bits, locations } = options;
    if (!(bits >= 1 && locations >= 1))
      throw new InputError('locations', locations, 'at least one location and one bit');
    this.#bytes = 16 * Math.ceil(bits / 128);
    this.#row = 4 * Math.ceil(bits / 4);
    this.#kernel = instantiate<StoreKernel>(sparseDistributedWasm);
    this.#memory = allocate(this.#kernel, {
      addresses: block.u8(locations * this.#bytes),
      counters: block.i32(locations * this.#row),
      address: block.u8(this.#bytes),
      data: block.i32(this.#row),
      sums: block.i32(this.#row),
      found: block.i32(locations),
    });
    this.counters = this.#memory.counters.data;
    this.sums = this.#memory.sums.data.subarray(0, bits);
    for (let location = 0; location < locations; location++) {
      for (let bit = 0; bit < bits; bit++) {
        if (random.bits() & 0x80000000)
          this.#memory.addresses.data[location * this.#bytes + (bit >> 3)] |= 1 << (bit & 7);
      }
    }
  }

  /**
   * Writes ±1 data at an address of ±1.
   * @throws InputError for another number of bits or other values
   */
  write(address: ArrayLike<number>, data: ArrayLike<number>): void {
    checkPattern('data', data, this.options.bits);
    const { counters, data: row, found } = this.#memory;
    row.data.set(data);
    this.#reach(address);
    this.#kernel.write(counters.pointer, this.#row, found.pointer, this.reached, row.pointer);
  }

  /**
   * Writes into `out` what is read at an address: ±1, as at the address where the sum is 0.
   * @throws InputError for another number of bits or other values
   */
  readInto(out: Int8Array, address: ArrayLike<number>): Int8Array {
    const { counters, sums, found } = this.#memory;
    this.#reach(address);
    this.#kernel.read(counters.pointer, this.#row, found.pointer, this.reached, sums.pointer);
    for (let bit = 0; bit < out.length; bit++)
      out[bit] = this.sums[bit] === 0 ? address[bit] : this.sums[bit] > 0 ? 1 : -1;
    return out;
  }

  #reach(address: ArrayLike<number>): void {
    const { addresses, address: packed, found } = this.#memory;
    const { bits, locations, radius } = this.options;
    checkPattern('address', address, bits);
    packed.data.fill(0);
    for (let bit = 0; bit < bits; bit++) if (address[bit] > 0) packed.data[bit >> 3] |= 1 << (bit & 7);
    this.reached = this.#kernel.within(
      addresses.pointer,
      locations,
      this.#bytes,
      packed.pointer,
      radius,
      found.pointer,
    );
  }
}
