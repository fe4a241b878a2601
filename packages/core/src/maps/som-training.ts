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

/** Products of weights and samples after which a batch, and online training (whose products are slower), come up for air. */
const BATCH_PIECE = 1e9;
const ONLINE_PIECE = 1e8;

/**
 * One pass over all samples, in pieces of a fraction of a second: yields the samples seen so far. Left before its end, a
 * batch has learned nothing; other trainings keep what they have seen.
 */
export function runEpoch(epoch: Epoch, samples: Dataset): Generator<number, void> {
  switch (epoch.settings.training) {
    case 'batch':
      return trainBatch(epoch, samples);
    case 'online':
      return trainOnline(epoch, samples);
    case 'mini-batch':
      return trainInBatches(epoch, samples);
  }
}

function* trainBatch({ codebook, neighbourhoods, at }: Epoch, samples: Dataset): Generator<number, void> {
  const { values, rows, columns } = samples;
  const size = pieceOf(BATCH_PIECE, codebook);
  try {
    for (let from = 0; from < rows; from += size) {
      const to = Math.min(rows, from + size);
      codebook.accumulate(values.subarray(from * columns, to * columns), to - from);
      yield to;
    }
    const { rate, radius } = at(0);
    codebook.update(neighbourhoods.forBatch(radius), rate);
  } finally {
    codebook.clearSums();
  }
}

function* trainOnline(epoch: Epoch, samples: Dataset): Generator<number, void> {
  const { codebook, neighbourhoods, settings, at, random, confine } = epoch;
  const { rows, columns, values } = samples;
  const order = orderOf(settings.order, rows, random);
  const sample = new Float32Array(columns);
  const size = pieceOf(ONLINE_PIECE, codebook);
  for (let from = 0; from < rows; from += size) {
    const to = Math.min(rows, from + size);
    for (let i = from; i < to; i++) {
      copyRow(values, order(i), sample, 0, columns);
      const { rate, radius } = at(i / rows);
      codebook.train(sample, neighbourhoods.forSample(radius), rate);
      confine?.();
    }
    yield to;
  }
}

function* trainInBatches(epoch: Epoch, samples: Dataset): Generator<number, void> {
  const { codebook, neighbourhoods, settings, at, random } = epoch;
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
    yield from + count;
  }
}

/** Samples of a piece: a multiple of 256, so that a batch is searched in full chunks. */
function pieceOf(products: number, { units, dimensions }: Codebook): number {
  return 256 * Math.max(1, Math.round(products / (256 * units * dimensions)));
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
