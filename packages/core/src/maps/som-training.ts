import type { Dataset } from '../data/dataset.js';
import type { Random } from '../random/random.js';
import type { Codebook } from './codebook.js';
import type { Neighbourhoods } from './neighbourhood.js';
import type { SomSettings } from './som-options.js';

/** What one pass over the samples needs. */
export interface Epoch {
  readonly codebook: Codebook;
  readonly neighbourhoods: Neighbourhoods;
  readonly settings: Pick<SomSettings, 'training' | 'batch' | 'order'>;
  /** Rate and radius when so much of the epoch is done, 0 to 1. */
  at(done: number): { readonly rate: number; readonly radius: number };
  readonly random: Random;
  /** Called after each sample, where units must be kept from fleeing. */
  readonly confine: (() => void) | undefined;
}

/** One pass over all samples. */
export function runEpoch(epoch: Epoch, samples: Dataset): void {
  if (epoch.settings.training === 'batch') {
    epoch.codebook.accumulate(samples.values, samples.rows);
    const { rate, radius } = epoch.at(0);
    epoch.codebook.update(epoch.neighbourhoods.forBatch(radius), rate);
  } else if (epoch.settings.training === 'online') {
    trainOnline(epoch, samples);
  } else {
    trainInBatches(epoch, samples);
  }
}

function trainOnline({ codebook, neighbourhoods, settings, at, random, confine }: Epoch, samples: Dataset): void {
  const { rows, columns } = samples;
  const order = orderOf(settings.order, rows, random);
  const sample = new Float32Array(columns);
  for (let i = 0; i < rows; i++) {
    copyRow(samples.values, order(i), sample, 0, columns);
    const { rate, radius } = at(i / rows);
    codebook.train(sample, neighbourhoods.forSample(radius), rate);
    confine?.();
  }
}

function trainInBatches({ codebook, neighbourhoods, settings, at, random }: Epoch, samples: Dataset): void {
  const { rows, columns } = samples;
  const order = orderOf(settings.order, rows, random);
  const size = Math.min(settings.batch, rows);
  const batch = new Float32Array(size * columns);
  for (let from = 0; from < rows; from += size) {
    const count = Math.min(size, rows - from);
    for (let i = 0; i < count; i++) copyRow(samples.values, order(from + i), batch, i, columns);
    codebook.accumulate(batch, count);
    const { rate, radius } = at(from / rows);
    codebook.update(neighbourhoods.forBatch(radius), rate);
  }
}

/** The row that comes i-th: all of them, each once. */
function orderOf(order: SomSettings['order'], rows: number, random: Random): (i: number) => number {
  if (order === 'sequential') return (i) => i;
  const shuffled = Uint32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const other = random.integer(i + 1);
    const kept = shuffled[i];
    shuffled[i] = shuffled[other];
    shuffled[other] = kept;
  }
  return (i) => shuffled[i];
}

function copyRow(from: Float32Array, row: number, to: Float32Array, at: number, columns: number): void {
  for (let c = 0; c < columns; c++) to[at * columns + c] = from[row * columns + c];
}
