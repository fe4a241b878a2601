import { complexity, createSimulation } from '@selforg/core';
import { onTorus } from './rules.js';

const COLUMNS = 32;
const ROWS = 16;

/**
 * Langton's λ of a rule on the 3 × 3 block, by experiment: all 512 blocks side by side, one step, and which of the cells
 * in their middles are alive then. Nothing for Larger than Life, whose neighbourhood is larger.
 */
export function planeLambda(rule: string): number | null {
  if (rule.startsWith('R')) return null;
  const grid = onTorus(rule, 3 * COLUMNS, 3 * ROWS);
  const run = createSimulation({ system: 'life', params: { rule: grid, pattern: allBlocks() } });
  const { range } = run.field('cells');
  run.step();
  const { data, shape } = complexity.cellsOf(run.field('cells'));
  const next = Uint8Array.from({ length: COLUMNS * ROWS }, (_, block) => {
    const [x, y] = [block % COLUMNS, Math.floor(block / COLUMNS)];
    return data[(3 * y + 1) * shape[1] + 3 * x + 1] === 1 ? 1 : 0;
  });
  const states = (range?.[0][1] ?? 1) + 1;
  return complexity.blockRuleLambda({ kind: 'block', name: rule, next, states });
}

/** A pattern as large as the grid: its corners are written even where they are dead. */
function allBlocks(): string {
  const rows = Array.from({ length: 3 * ROWS }, (_, y) => {
    const cells = Array.from({ length: 3 * COLUMNS }, (_, x) => {
      const block = Math.floor(y / 3) * COLUMNS + Math.floor(x / 3);
      return (block >> (8 - 3 * (y % 3) - (x % 3))) & 1 ? 'o' : 'b';
    });
    return cells.join('');
  });
  return `x = ${3 * COLUMNS}, y = ${3 * ROWS}\n${rows.join('$')}!`;
}
