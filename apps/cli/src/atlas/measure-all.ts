import { Worker } from 'node:worker_threads';
import type { AtlasRow, AtlasSettings } from './settings.js';

interface Options {
  /** Threads to measure with. */
  readonly workers: number;
  /** Aborting it stops at once; what a thread was at is lost. */
  readonly signal: AbortSignal;
  readonly onRow: (row: AtlasRow) => void;
}

/** Measures each rule, in whatever order they get done: a rule's numbers do not depend on it. */
export async function measureAll(settings: AtlasSettings, rules: readonly string[], options: Options): Promise<void> {
  const { workers, signal, onRow } = options;
  const left = [...rules];
  const next = () => (signal.aborted ? undefined : left.shift());
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const feeds = Array.from({ length: Math.min(workers, rules.length) }, async () => {
    try {
      await feed(settings, next, { stopped, onRow });
    } catch (error) {
      left.length = 0; // The other threads need not go on.
      throw error;
    }
  });
  await Promise.all(feeds);
}

/** Gives a thread of its own one rule after the other until there is none left. */
async function feed(
  settings: AtlasSettings,
  next: () => string | undefined,
  { stopped, onRow }: { stopped: Promise<void>; onRow: (row: AtlasRow) => void },
): Promise<void> {
  const first = next();
  if (first === undefined) return;
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: settings });
  const done = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (row: AtlasRow) => {
      onRow(row);
      const rule = next();
      if (rule === undefined) resolve();
      else worker.postMessage(rule);
    });
    worker.postMessage(first);
  });
  try {
    await Promise.race([done, stopped]);
  } finally {
    await worker.terminate();
  }
}
