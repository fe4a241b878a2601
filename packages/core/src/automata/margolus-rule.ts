import { InputError } from '../contract/errors.js';

/**
 * What each block of 2 × 2 cells becomes: entry n is the block after block n, whose live cells are the bits of n
 * (1 top left, 2 top right, 4 bottom left, 8 bottom right).
 */
export type BlockTable = readonly number[];

/** Rules known by name, as tables in the order of Mirek’s Cellebration. */
export const MARGOLUS_RULES: Readonly<Record<string, BlockTable>> = {
  critters: [15, 14, 13, 3, 11, 5, 6, 1, 7, 9, 10, 2, 12, 4, 8, 0],
  'billiard-ball': [0, 8, 4, 3, 2, 5, 9, 7, 1, 6, 10, 11, 12, 13, 14, 15],
  tron: [15, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0],
  'single-rotation': [0, 2, 8, 3, 1, 5, 6, 7, 4, 9, 10, 11, 12, 13, 14, 15],
  'hpp-gas': [0, 8, 4, 12, 2, 10, 9, 14, 1, 6, 5, 13, 3, 11, 7, 15],
  'bounce-gas': [0, 8, 4, 3, 2, 5, 9, 14, 1, 6, 10, 13, 12, 11, 7, 15],
  'diagonal-swap': [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
};

/**
 * Reads a rule: a name, sixteen numbers, or those numbers in Mirek’s notation `MS,D0;8;4;…`.
 * @throws InputError where it is none of them
 */
export function parseMargolus(rule: string): BlockTable {
  const name = rule.trim().toLowerCase();
  if (Object.hasOwn(MARGOLUS_RULES, name)) return MARGOLUS_RULES[name];
  const entries = name.replace(/^ms,d/, '').split(/[\s,;]+/);
  const table = entries.map(Number);
  if (table.length !== 16 || !entries.every((entry) => /^\d{1,2}$/.test(entry)) || table.some((block) => block > 15)) {
    const names = Object.keys(MARGOLUS_RULES).join(', ');
    throw new InputError('rule', rule, `one of ${names}, or sixteen blocks from 0 to 15 as MS,D0;8;4;…`);
  }
  return table;
}

/** The table that undoes another, or nothing where two blocks become the same: then the past cannot be told. */
export function inverseTable(table: BlockTable): BlockTable | undefined {
  const inverse = table.map((_, block) => table.indexOf(block));
  return inverse.includes(-1) ? undefined : inverse;
}

/** How many of a block’s cells live. */
export const liveCells = (block: number): number => [1, 2, 4, 8].filter((bit) => block & bit).length;

/** Whether no block gains or loses live cells. */
export const conservesCells = (table: BlockTable): boolean =>
  table.every((after, before) => liveCells(after) === liveCells(before));

/** Whether emptiness becomes fullness and back: then every other state is best seen in negative. */
export const flashes = (table: BlockTable): boolean => table[0] === 15 && table[15] === 0;
