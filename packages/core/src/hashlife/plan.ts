import { MAX_LEVEL, type Universe } from './universe.js';

const WHOLE = 0;
const TWICE = 1;
const ONCE = 2;
/** Results of steps other than the full one of a level are marked with one of so many numbers. */
const EPOCHS = 7;

/**
 * Tells the kernel how a step of any size is made at each level. With `left` generations to go, a square of side
 * 2^level goes 2^(level − 3) on and then the rest, where there is that much left; a smaller rest is left to the squares
 * within it. At each level `left` is count modulo 2^(level − 2) (0 counting as the whole), whatever the root's level:
 * so each square needs at most two results, the whole one, which holds for ever, and the one for this count.
 */
export class Plan {
  readonly #universe: Universe;
  /** Counts whose results may still be in memory, by their marks. */
  readonly #epochs = new Map<string, number>();

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  /** @param phase 1 where a rule that alternates starts at an odd generation */
  set(count: number, phase: 0 | 1): void {
    const { kernel, baseLevel, alternates } = this.#universe;
    let left = BigInt(count);
    for (let level = MAX_LEVEL; level >= baseLevel; level--) {
      const half = 1n << BigInt(level - 3);
      kernel.setWay(level, left === 2n * half ? WHOLE : left > half ? TWICE : ONCE);
      if (level === baseLevel) kernel.setLast(Number(left));
      else if (left > half) left -= half;
    }
    if (alternates) kernel.setPhase(phase);
    kernel.setEpoch(this.#epoch(`${count} ${phase}`));
  }

  #epoch(key: string): number {
    let epoch = this.#epochs.get(key);
    if (epoch === undefined) {
      if (this.#epochs.size === EPOCHS) {
        this.#universe.kernel.forgetParts();
        this.#epochs.clear();
      }
      epoch = this.#epochs.size + 1;
      this.#epochs.set(key, epoch);
    }
    return epoch;
  }
}
