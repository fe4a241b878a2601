import { shareOut } from '../workers.js';
import type { AtlasRow, AtlasSettings } from './settings.js';

interface Options {
  /** Threads to measure with. */
  readonly workers: number;
  /** Aborting it stops at once; what a thread was at is lost. */
  readonly signal: AbortSignal;
  readonly onRow: (row: AtlasRow) => void;
}

/** Measures each rule, in whatever order they get done: a rule's numbers do not depend on it. */
export function measureAll(settings: AtlasSettings, rules: readonly string[], options: Options): Promise<void> {
  const { workers, signal, onRow } = options;
  const module = new URL('./worker.js', import.meta.url);
  return shareOut<string, AtlasRow>({ module, data: settings, tasks: rules, workers, signal, onResult: onRow });
}
