import { censusSoup, formatRle, identify, parseRule, SparseEngine, tally, UNBOUNDED } from '@selforg/core';
import type { CensusRow, CensusSettings, Counts, Range, UnsettledSoup } from './settings.js';

/** More cells than any soup leaves that settles. */
const MOST_CELLS = 20_000;

/** Makes a function that counts the objects that soups leave; it keeps one engine for all of them. */
export function soupCounter(settings: CensusSettings): (range: Range) => Counts {
  const { rule } = parseRule(settings.rule);
  if (rule.kind !== 'block') throw new TypeError(`no census of ${settings.rule}`);
  const engine = new SparseEngine(rule, UNBOUNDED);
  const empty = engine.save();
  // Large soups begin with more cells than small ones end with.
  const mostCells = Math.max(MOST_CELLS, 16 * settings.size ** 2);
  return (done) => {
    const rows = new Map<string, CensusRow>();
    const unsettled: UnsettledSoup[] = [];
    for (let soup = done[0]; soup < done[1]; soup++) {
      const pattern = censusSoup(settings, soup);
      engine.load(empty);
      engine.place(pattern, 0n, 0n);
      const { isSettled, objects } = identify(engine, rule, { patience: settings.patience, mostCells, exact: false });
      if (!isSettled) unsettled.push({ soup, rle: formatRle({ ...pattern, rule: settings.rule }) });
      else for (const row of tally(objects)) addRow(rows, { ...row, soup });
    }
    return { done, rows: [...rows.values()], unsettled };
  };
}

/** Adds to what is known of an object. */
export function addRow(rows: Map<string, CensusRow>, row: CensusRow): void {
  const { code } = row;
  const known = rows.get(code);
  rows.set(code, known ? { ...known, count: known.count + row.count, soup: Math.min(known.soup, row.soup) } : row);
}
