import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/recipe.js';
import { SlowTurmite } from './turmite-reference.js';

const start = (params: Record<string, string | number> = {}, seed = 1) =>
  createSimulation({ system: 'langton-ant', params, seed });
type Run = ReturnType<typeof start>;
const place = (simulation: Run): number[] => Array.from(simulation.field('walkers').data.subarray(0, 2));
function cells(simulation: Run): number[][] {
  const { data, shape, stride } = simulation.field('cells');
  return Array.from({ length: shape[0] }, (_, y) => Array.from(data.subarray(y * stride[0], y * stride[0] + shape[1])));
}

describe('langton-ant', () => {
  it.each([
    ['a column beyond the grid', 'walkers', 4, 40],
    ['a row before the grid', 'walkers', 1, -1],
    ['a fifth heading', 'walkers', 2, 4],
    ['a state that the ant has not', 'walkers', 7, 1],
    ['a third colour', 'cells', 0, 2],
  ])('refuses a snapshot with %s, and nothing has changed', (_, name, at, value) => {
    const simulation = start({ width: 40, height: 30, ants: 3 });
    simulation.step(50);
    const before = cells(simulation);
    const snapshot = simulation.snapshot();
    snapshot.state[name][at] = value;
    expect(() => simulation.restore(snapshot)).toThrow(/^invalid snapshot "(walker|state) /);
    expect(cells(simulation)).toEqual(before);
  });

  it('has the known numbers of black cells', () => {
    const simulation = start();
    for (const [time, black] of [
      [100, 20],
      [386, 60],
      [1000, 118],
      [10_000, 720],
    ]) {
      simulation.step(time - simulation.time);
      expect(simulation.measures().coloured).toBe(black);
    }
  });

  it('builds a highway from step 9976 on: each 104 steps two cells along both axes, twelve cells more', () => {
    const simulation = start({ width: 1024, height: 1024 });
    simulation.step(9976);
    let [x, y] = place(simulation);
    let before = 0;
    for (let period = 1; period <= 40; period++) {
      simulation.step(104);
      const coloured = Number(simulation.measures().coloured);
      // The road leads out of the chaos first, over cells that are black already.
      if (period > 20) expect(coloured - before).toBe(12);
      before = coloured;
      const [nextX, nextY] = place(simulation);
      expect([Math.abs(nextX - x), Math.abs(nextY - y)]).toEqual([2, 2]);
      [x, y] = [nextX, nextY];
    }
  });

  it('goes along rows and columns in turn (the step behind the proof that no ant stays in a bounded region)', () => {
    const simulation = start({ rule: 'RLR' });
    let before = place(simulation);
    for (let n = 0; n < 1000; n++) {
      simulation.step();
      const now = place(simulation);
      const moved = [Math.abs(now[0] - before[0]), Math.abs(now[1] - before[1])];
      expect(moved).toEqual(n % 2 === 0 ? [1, 0] : [0, 1]);
      before = now;
    }
  });

  it('walks as the slow version does, for each letter and several colours', () => {
    const turns: Record<string, number> = { N: 1, R: 2, U: 4, L: 8 };
    for (const rule of ['RL', 'RLR', 'LLRR', 'RRLLLRLLLRRR', 'RNUL', 'lur']) {
      const letters = [...rule.toUpperCase()];
      const slow = new SlowTurmite([letters.map((letter, i) => [(i + 1) % letters.length, turns[letter], 0])]);
      const simulation = start({ rule, width: 601, height: 601 });
      for (let n = 0; n < 5000; n++) slow.step();
      simulation.step(5000);
      const grid = cells(simulation);
      const seen = slow.coloured().map((cell) => cell.split(',').map(Number));
      expect(seen.every(([x, y, colour]) => grid[y + 300][x + 300] === colour)).toBe(true);
      expect(simulation.measures().coloured).toBe(seen.length);
    }
  });

  it('LLRR is its own mirror image time and again (Gale, Propp, Sutherland & Troubetzkoy 1995)', () => {
    const simulation = start({ rule: 'LLRR', width: 128, height: 128 });
    let symmetric = 0;
    for (let n = 0; n < 20_000; n++) {
      simulation.step();
      if (Number(simulation.measures().coloured) > 50 && isMirrored(cells(simulation))) symmetric++;
      if (symmetric >= 3) break;
    }
    expect(symmetric).toBe(3);
  });

  it('refuses rules with a message', () => {
    for (const rule of ['', 'R', 'RX', 'R L', 'RL'.repeat(40)]) {
      expect(() => start({ rule })).toThrow(/^invalid rule .*: expected 2 to 64 letters R, L, U or N, e\.g\. RL$/);
    }
  });
});

/** Whether the coloured cells lie alike on both sides of some row or column. */
function isMirrored(grid: number[][]): boolean {
  const points = grid.flatMap((row, y) => row.flatMap((state, x) => (state > 0 ? [[x, y]] : [])));
  return [0, 1].some((axis) => {
    const values = points.map((point) => point[axis]);
    const sum = Math.min(...values) + Math.max(...values);
    const keys = new Set(points.map(([x, y]) => `${x},${y}`));
    return points.every(([x, y]) => keys.has(axis === 0 ? `${sum - x},${y}` : `${x},${sum - y}`));
  });
}
