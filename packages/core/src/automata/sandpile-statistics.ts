import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import type { Pile } from './sandpile-pile.js';

/** Avalanches of 2ᵏ to 2ᵏ⁺¹ − 1 topplings share bin k. */
const BINS = 32;

/** Keeps count of avalanches: the sizes of all, and size, duration, area and radius of the latest. */
export function avalancheBook(pile: Pile) {
  const sizes = new Float64Array(BINS);
  /** Column and row where the latest grains fell, and whether that avalanche still runs. */
  const latest = Int32Array.of(0, 0, 0);
  /** Falls, topplings, avalanches. */
  const totals = new Float64Array(3);
  const bars = new Float32Array(BINS);

  return {
    /** Grains fall on (x, y): what topples from now on is a new avalanche. */
    begin(x: number, y: number): void {
      pile.restart();
      latest.set([x, y, 1]);
      totals[0]++;
    },
    /** All is stable again. */
    close(): void {
      if (latest[2] === 0) return;
      latest[2] = 0;
      const [size] = pile.counts;
      totals[1] += size;
      if (size === 0) return;
      totals[2]++;
      sizes[Math.min(BINS - 1, Math.floor(doublings(size)))]++;
    },
    measures() {
      const [falls, topplings, avalanches] = totals;
      const [size, duration] = pile.counts;
      const running = latest[2] || falls === 0 ? size : 0;
      return {
        falls,
        topplings: topplings + running,
        avalanches,
        size,
        duration,
        ...pile.survey(latest[0], latest[1]),
      };
    },
    /** log₁₀(1 + count) of each bin up to the last that is not empty. */
    bars(): Float32Array {
      const last = sizes.findLastIndex((count) => count > 0);
      for (let k = 0; k <= last; k++) bars[k] = math().log(1 + sizes[k]) / Math.LN10;
      return bars.subarray(0, Math.max(1, last + 1));
    },
    state: { sizes, latest, totals },
    /** @throws InputError where restored numbers are none that a book can hold */
    check(width: number, height: number): void {
      const [x, y, running] = latest;
      const isPlace = x >= 0 && x < width && y >= 0 && y < height && (running === 0 || running === 1);
      const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
      if (!isPlace || !sizes.every(isCount) || !totals.every(isCount)) {
        throw new InputError('snapshot', `avalanche ${latest.join(', ')}`, 'a place in the grid, and counts');
      }
    },
  };
}

/** How often a whole number can be halved before it is below 2. */
function doublings(value: number): number {
  let k = 0;
  for (let rest = value; rest >= 2; rest /= 2) k++;
  return k;
}
