import type { Dataset } from '../data/dataset.js';
import type { Samples } from '../data/samples.js';
import type { Random } from '../random/random.js';
import type { Codebook } from './codebook.js';
import type { SomParams } from './som-params.js';

/** Where the samples of each step come from. */
export interface Source {
  /** Steps that make one pass through a finite set. */
  readonly stepsAnEpoch: number;
  /** The sample of a step that learns one. */
  next(time: number): Float32Array;
  /** Adds the samples of a step that learns several to the sums. */
  accumulate(codebook: Codebook, time: number): void;
}

export function sourceOf(
  samples: Samples,
  evaluated: Dataset,
  { training, batch, order }: SomParams,
  stream: Random,
): Source {
  const d = samples.dimensions;
  const set = 'set' in samples ? samples.set : undefined;
  const size = training === 'mini-batch' ? batch : 1;
  const drawn = new Float32Array(size * d);
  const single = drawn.subarray(0, d);
  function place(row: number, n: number): void {
    if (!set) return;
    for (let i = 0; i < d; i++) drawn[n * d + i] = set.values[row * d + i];
  }
  const draws = Array.from({ length: 'draw' in samples ? size : 0 }, (_, n) => drawn.subarray(n * d, (n + 1) * d));
  function draw(count: number, n: number): void {
    if ('draw' in samples) samples.draw(stream, draws[n]);
    else place(order === 'sequential' ? count % samples.set.rows : stream.integer(samples.set.rows), n);
  }
  const all = set ?? evaluated;
  return {
    stepsAnEpoch: !set || training === 'batch' ? 1 : Math.ceil(set.rows / size),
    next(time) {
      draw(time, 0);
      return single;
    },
    accumulate(codebook, time) {
      if (training === 'batch') return codebook.accumulate(all.values, all.rows);
      for (let n = 0; n < size; n++) draw(time * size + n, n);
      codebook.accumulate(drawn, size);
    },
  };
}
