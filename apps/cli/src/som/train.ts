import { setImmediate } from 'node:timers/promises';
import type { Dataset, maps } from '@selforg/core';
import { accumulator, type Part, type PartSums, type Shared } from './accumulate.js';
import { alone, type Crew, crewOf } from './crew.js';

interface Training {
  readonly workers: number;
  readonly signal: AbortSignal;
  /** Called with the samples that were seen, of all epochs. */
  readonly onProgress: (samples: number) => void;
}

/** Milliseconds of work after which signals get their turn. */
const BREATH_MS = 50;

/** Trains a map to the end of its epochs; or till the signal, and a batch to the end of the last whole epoch before it. */
export async function train(map: maps.Som, samples: Dataset, training: Training): Promise<void> {
  if (map.settings.training === 'batch') return trainBatch(map, samples, training);
  const { signal, onProgress } = training;
  const { epochs } = map.settings;
  let breathed = performance.now();
  while (map.epoch < epochs && !signal.aborted) {
    for (const seen of map.partialFitInPieces(samples)) {
      if (performance.now() - breathed < BREATH_MS) continue;
      onProgress(map.epoch * samples.rows + seen);
      await setImmediate();
      if (signal.aborted) return;
      breathed = performance.now();
    }
  }
}

/** Parts are the same whatever the number of threads, and so are the sums: they are added in the order of the parts. */
async function trainBatch(map: maps.Som, samples: Dataset, { workers, signal, onProgress }: Training): Promise<void> {
  const bounds = boundsOf(samples, map.codebook);
  const threads = Math.min(workers, bounds.length - 1);
  const [values, weights] = [samples.values, map.weights].map(threads > 1 ? intoShared : (numbers) => numbers);
  const crew = crewFor({ map: map.encode(), values, weights }, threads);
  try {
    while (map.epoch < map.settings.epochs && !signal.aborted) {
      weights.set(map.weights);
      const parts = bounds.slice(1).map((to, index): Part => ({ index, from: bounds[index], to }));
      const waiting = new Map<number, Float64Array>();
      let added = 0;
      const add = ({ index, sums }: PartSums) => {
        waiting.set(index, sums);
        for (let next = waiting.get(added); next; next = waiting.get(added)) {
          map.addSums(next);
          waiting.delete(added++);
          onProgress(map.epoch * samples.rows + bounds[added]);
        }
      };
      await crew.share(parts, add, signal);
      if (added < parts.length) return;
      map.update();
    }
  } finally {
    await crew.close();
  }
}

const crewFor = (shared: Shared, workers: number): Crew<Part, PartSums> =>
  workers > 1 ? crewOf(new URL('./worker.js', import.meta.url), shared, workers) : alone(accumulator(shared));

function intoShared(numbers: Float32Array): Float32Array {
  const shared = new Float32Array(new SharedArrayBuffer(numbers.byteLength));
  shared.set(numbers);
  return shared;
}

/** Rows beside which adding up a part costs little. */
const LEAST_ROWS = 1000;
/** Products of weights and samples that are worth a message to a thread, and that a signal can wait for. */
const LEAST_PRODUCTS = 1e8;
const MOST_PRODUCTS = 2e9;
const MOST_PARTS = 1024;
/** Bytes of sums that may wait to be added. */
const MOST_WAITING = 2 ** 29;

/** Where the parts begin and end, and the last row. */
function boundsOf({ rows }: Dataset, { units, dimensions }: maps.Som['codebook']): number[] {
  const products = units * dimensions;
  const size = Math.min(Math.max(LEAST_ROWS, LEAST_PRODUCTS / products), MOST_PRODUCTS / products);
  const most = Math.min(MOST_PARTS, rows, MOST_WAITING / (8 * products));
  const parts = Math.max(1, Math.floor(Math.min(most, rows / size)));
  return Array.from({ length: parts + 1 }, (_, part) => Math.floor((part * rows) / parts));
}
