import { byCount } from '@selforg/core';
import { addRow } from './count-soups.js';
import type { CensusRow, CensusSettings, Counts, Range, UnsettledSoup } from './settings.js';

/** Soups that a thread counts before it says what it found. */
const BATCH = 20;

/** What a census file holds: all that an interrupted census needs to go on, and nothing that depends on how it was run. */
export interface CensusFile {
  readonly settings: CensusSettings;
  /** Soups counted, which of them, and what they left in all. */
  readonly soups: number;
  readonly done: readonly Range[];
  readonly objects: number;
  readonly unsettled: readonly UnsettledSoup[];
  readonly rows: readonly CensusRow[];
}

/** Counts that grow. */
export class Ledger {
  readonly #settings: CensusSettings;
  readonly #rows = new Map<string, CensusRow>();
  #done: readonly Range[] = [];
  #unsettled: readonly UnsettledSoup[] = [];

  constructor(settings: CensusSettings, before?: CensusFile) {
    this.#settings = settings;
    if (!before) return;
    for (const row of before.rows) addRow(this.#rows, row);
    this.#done = before.done;
    this.#unsettled = before.unsettled;
  }

  /** Soups counted. */
  get soups(): number {
    return this.#done.reduce((sum, [first, end]) => sum + end - first, 0);
  }

  add({ done, rows, unsettled }: Counts): void {
    for (const row of rows) addRow(this.#rows, row);
    this.#unsettled = [...this.#unsettled, ...unsettled];
    this.#done = joined([...this.#done, done]);
  }

  /** What is left to count of so many soups, in batches. */
  missing(soups: number): Range[] {
    const batches: Range[] = [];
    let from = 0;
    for (const [first, end] of [...this.#done, [soups, soups] as const]) {
      for (; from < Math.min(first, soups); from += BATCH) batches.push([from, Math.min(from + BATCH, first, soups)]);
      from = end;
    }
    return batches;
  }

  /** The same for the same soups, whoever counted them in whatever order. */
  file(): CensusFile {
    const rows = [...this.#rows.values()].sort(byCount);
    return {
      settings: this.#settings,
      soups: this.soups,
      done: this.#done,
      objects: rows.reduce((sum, { count }) => sum + count, 0),
      unsettled: [...this.#unsettled].sort((a, b) => a.soup - b.soup),
      rows,
    };
  }
}

/** Ranges in order, those that touch made one. */
function joined(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const [first, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && last[1] === first) all[all.length - 1] = [last[0], end];
    else all.push([first, end]);
  }
  return all;
}

/** As people and programs read it: an object a line in `rows`. */
export function formatCensus({ rows, unsettled, ...head }: CensusFile): string {
  const list = (entries: readonly unknown[]) =>
    entries.length === 0 ? '[]' : `[\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;
  const start = JSON.stringify(head, null, 2).slice(0, -2);
  return `${start},\n  "unsettled": ${list(unsettled)},\n  "rows": ${list(rows)}\n}\n`;
}

/** The file that a census left, or nothing where it is none. */
export function readCensus(text: string): CensusFile | undefined {
  try {
    const file: unknown = JSON.parse(text);
    return isCensus(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function isCensus(file: unknown): file is CensusFile {
  if (!isRecord(file)) return false;
  const { settings, done, unsettled, rows } = file;
  if (!isRecord(settings) || !Array.isArray(done) || !Array.isArray(unsettled) || !Array.isArray(rows)) return false;
  return done.every(isRange) && areApart(done) && unsettled.every(isUnsettled) && rows.every(isRow);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isRange = (value: unknown): value is Range =>
  Array.isArray(value) && value.length === 2 && value.every(isCount) && value[0] < value[1];

const areApart = (ranges: readonly Range[]): boolean =>
  ranges.every(([first], i) => i === 0 || first > ranges[i - 1][1]);

const isUnsettled = (value: unknown): boolean =>
  isRecord(value) && isCount(value.soup) && typeof value.rle === 'string';

const isRow = (value: unknown): boolean =>
  isRecord(value) && typeof value.code === 'string' && isCount(value.count) && isCount(value.soup);
