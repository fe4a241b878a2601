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

/** Trains a map to the end of its epochs, or to the end of the last whole one before the signal. */
export async function train(map: maps.Som, samples: Dataset, training: Training): Promise<void> {
  if (map.settings.training === 'batch') return trainBatch(map, samples, training);
  const { epochs } = map.settings;
  while (map.epoch < epochs && !training.signal.aborted) {
    map.partialFit(samples);
    training.onProgress(map.epoch * samples.rows);
    await setImmediate();
  }
}

/** Parts are the same whatever the number of threads, and so are the sums: they are added in the order of the parts. */
async function trainBatch(map: maps.Som, samples: Dataset, { workers, signal, onProgress }: Training): Promise<void> {
  const bounds = boundsOf(samples.rows, 8 * map.codebook.sums().length);
  const crew = crewFor(map, samples, Math.min(workers, bounds.length - 1));
  try {
    while (map.epoch < map.settings.epochs && !signal.aborted) {
      const { weights } = map;
      const parts = bounds.slice(1).map((to, index): Part => ({ index, from: bounds[index], to, weights }));
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

function crewFor(map: maps.Som, samples: Dataset, workers: number): Crew<Part, PartSums> {
  const file = map.encode();
  if (workers <= 1) return alone(accumulator({ map: file, values: samples.values }));
  const values = new Float32Array(new SharedArrayBuffer(4 * samples.values.length));
  values.set(samples.values);
  const shared: Shared = { map: file, values };
  return crewOf(new URL('./worker.js', import.meta.url), shared, workers);
}

const MOST_PARTS = 64;
const LEAST_ROWS = 256;
/** Bytes of sums that may wait to be added. */
const MOST_WAITING = 2 ** 28;

/** Where the parts begin and end, and the last row. */
function boundsOf(rows: number, bytes: number): number[] {
  const parts = Math.max(1, Math.min(MOST_PARTS, Math.floor(rows / LEAST_ROWS), Math.floor(MOST_WAITING / bytes)));
  return Array.from({ length: parts + 1 }, (_, part) => Math.floor((part * rows) / parts));
}
