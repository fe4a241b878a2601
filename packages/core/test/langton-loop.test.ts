import { describe, expect, it } from 'vitest';
import { LOOPS, type LoopName, loopPlan, loopRuleText } from '../src/automata/langton-loop-tables.js';
import { createSimulation, type Params, type Simulation } from '../src/index.js';
import { surfaceOf } from '../src/lattice/byte-lattice.js';
import { parseRuleFile } from '../src/rules/rule-file.js';
import { nextState } from '../src/rules/rule-tree.js';
import { cellsOf, setCells, slowStep } from './byte-cells.js';

const start = (params: Params): Simulation => createSimulation({ system: 'langton-loop', params, seed: 1 });
const names = Object.keys(LOOPS) as LoopName[];
const inert = ['langton', 'byl', 'six-cells', 'five-cells'] as const;

function populations(loop: LoopName, times: readonly number[]): unknown[] {
  const simulation = start({ loop, width: 512, height: 512 });
  return times.map((time) => {
    simulation.step(time - simulation.time);
    return simulation.measures().population;
  });
}

describe('langton-loop: facts', () => {
  it('Langton’s loop is 86 cells, and two of them after 151 steps', () => {
    const simulation = start({});
    expect(simulation.measures()).toMatchObject({ population: 86, rings: 1 });
    simulation.step(120);
    expect(simulation.measures().rings).toBe(1);
    simulation.step(31);
    expect(simulation.measures().rings).toBe(2);
  });

  it('Byl’s loop of 12 cells has become two after 25 steps', () => {
    const simulation = start({ loop: 'byl', width: 64, height: 64, edge: 'plane' });
    expect(simulation.measures().population).toBe(12);
    const first = cellsOf(simulation);
    simulation.step(25);
    const now = cellsOf(simulation);
    // Its core of 2 × 2 cells, sheathed, now stands in two places.
    const cores = (cells: Uint8Array) =>
      [...cells.keys()].filter((i) =>
        [0, 1, 64, 65].every((offset) => cells[i + offset] % 2 === 1 || cells[i + offset] === 4),
      ).length;
    expect(cores(first)).toBe(1);
    expect(cores(now)).toBe(2);
  });

  it.each([
    ['langton', [25, 50, 151, 302, 600], [98, 111, 171, 343, 1235]],
    ['byl', [25, 50, 151, 302, 600], [25, 50, 507, 2691, 12589]],
    ['six-cells', [25, 50, 151, 302, 600], [22, 54, 302, 1138, 4167]],
    ['five-cells', [25, 50, 151, 302, 600], [18, 55, 593, 2721, 11737]],
    ['sdsr', [151, 302, 600], [171, 343, 1133]],
    ['evoloop', [151, 302, 600], [224, 309, 529]],
  ] as const)('populations of %s (Golly 3.3)', (loop, times, expected) => {
    expect(populations(loop, times)).toEqual(expected);
  });
});

describe('langton-loop: loops that die (Golly 3.3, on a torus of 200²)', () => {
  it.each([
    ['sdsr', [2612, 6552]],
    ['evoloop', [1093, 3587]],
  ] as const)('%s after 1000 and 3000 steps', (loop, expected) => {
    const simulation = start({ loop, width: 200, height: 200 });
    const populations = [1000, 3000].map((time) => {
      simulation.step(time - simulation.time);
      return simulation.measures().population;
    });
    expect(populations).toEqual(expected);
  });

  it('a state of dissolution stays for one step only', () => {
    const simulation = start({ loop: 'sdsr', width: 60, height: 60 });
    setCells(simulation, new Uint8Array(3600).fill(8));
    simulation.step();
    expect(simulation.measures().population).toBe(0);
  });
});

describe('langton-loop: tables', () => {
  it.each(names)('%s: every transition is in the states’ range, and given once', (name) => {
    const { states, transitions } = LOOPS[name];
    const keys = transitions
      .trim()
      .split(/\n(?=\d>)/)
      .flatMap((line) => {
        const [head, ...around] = line.split(/\s+/);
        if (!LOOPS[name].otherwise) expect(head[0]).not.toBe(head[2]);
        return around.map((four) => head[0] + four);
      });
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      expect(key).toMatch(/^\d{5}$/);
      for (const state of key) expect(Number(state)).toBeLessThan(states);
      const turns = [1, 2, 3, 4].map((n) => key.slice(n) + key.slice(1, n));
      expect(turns.toSorted()[0]).toBe(key.slice(1));
    }
  });

  it.each(inert)('%s: written as a rule file and read again it is the same rule', (name) => {
    const plan = loopPlan(name);
    const { tree } = parseRuleFile(loopRuleText(name));
    expect(tree).toMatchObject({ states: plan.states, neighbours: 4 });
    if (plan.kind !== 'flat') throw new Error('expected a flat table');
    const { states } = plan;
    const digits = (index: number) => [4, 3, 2, 1, 0].map((place) => Math.floor(index / states ** place) % states);
    const read = plan.table.map((_, index) => nextState(tree, digits(index)));
    expect(read).toEqual(plan.table);
  });

  it.each(inert)('%s: the kernel equals the slow reference on random cells', (name) => {
    const surface = { width: 37, height: 23, edge: 'torus' as const };
    const { tree } = parseRuleFile(loopRuleText(name));
    const simulation = start({ ...surface, loop: name });
    let s = 7;
    let cells: Uint8Array = cellsOf(simulation).map(() => {
      s = (Math.imul(1664525, s) + 1013904223) >>> 0;
      return (s >>> 24) % (2 * tree.states) < tree.states ? 0 : (s >>> 16) % tree.states;
    });
    setCells(simulation, cells);
    for (let time = 0; time < 4; time++) {
      cells = slowStep(surfaceOf(surface), cells, (look) =>
        nextState(tree, [look(0, -1), look(-1, 0), look(1, 0), look(0, 1), look(0, 0)]),
      );
      simulation.step();
      expect(cellsOf(simulation)).toEqual(cells);
    }
  });
});
