import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTurmite } from '../src/automata/turmite-table.js';
import type { Simulation } from '../src/contract/system.js';
import { createSimulation } from '../src/recipe.js';
import { SlowTurmite } from './turmite-reference.js';

const start = (params: Record<string, string | number> = {}, seed = 1) =>
  createSimulation({ system: 'turmite', params, seed });

/** x, y (from the middle) and colour of every cell that is not of the first colour. */
function coloured(simulation: Simulation): string[] {
  const { data, shape, stride } = simulation.field('cells');
  const [height, width] = shape;
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return [x - (width >> 1), y - (height >> 1), data[y * stride[0] + x]];
  })
    .filter(([, , colour]) => colour > 0)
    .map((cell) => cell.join());
}
function place(simulation: Simulation): number[] {
  return Array.from(simulation.field('walkers').data.subarray(0, 4));
}

const tables = fc
  .record({ states: fc.integer({ min: 1, max: 4 }), colours: fc.integer({ min: 1, max: 4 }) })
  .chain(({ states, colours }) => {
    const action = fc.tuple(
      fc.integer({ min: 0, max: colours - 1 }),
      fc.constantFrom(1, 2, 4, 8),
      fc.integer({ min: 0, max: states - 1 }),
    );
    const row = fc.array(action, { minLength: colours, maxLength: colours });
    return fc.array(row, { minLength: states, maxLength: states });
  });
const written = (table: readonly (readonly (readonly number[])[])[]) =>
  JSON.stringify(table).replaceAll('[', '{').replaceAll(']', '}');

describe('turmite', () => {
  it('walks as the slow version does, whatever the table', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const simulation = start({ table: written(table), width: 401, height: 401 });
        const slow = new SlowTurmite(table);
        for (let n = 0; n < 199; n++) slow.step();
        simulation.step(199);
        expect(coloured(simulation).sort()).toEqual(slow.coloured().sort());
        expect(place(simulation).slice(0, 2)).toEqual([slow.x + 200.5, slow.y + 200.5]);
      }),
      { numRuns: 30 },
    );
  });

  it('as {{{1,2,0},{0,8,0}}} is Langton’s ant', () => {
    const machine = start({ table: '{{{1, 2, 0}, {0, 8, 0}}}' });
    const ant = createSimulation({ system: 'langton-ant', params: {}, seed: 1 });
    for (const simulation of [machine, ant]) simulation.step(11_000);
    expect(coloured(machine)).toEqual(coloured(ant));
  });

  it('draws a Fibonacci spiral (Pegg): the box around it grows by φ² while time, an area, grows by φ⁴', () => {
    const simulation = start({ width: 1024, height: 1024 });
    const sizeAt = (time: number) => {
      simulation.step(time - simulation.time);
      const { boxWidth, boxHeight } = simulation.measures();
      return Math.sqrt(Number(boxWidth) * Number(boxHeight));
    };
    const golden = (1 + Math.sqrt(5)) / 2;
    const [early, late] = [sizeAt(20_000), sizeAt(Math.round(20_000 * golden ** 4))];
    expect(Math.abs(late / early - golden ** 2)).toBeLessThan(0.15);
  });

  it('draws what Golly’s list of turmites says: a road of three cells along for one across', () => {
    const simulation = start({ table: '{{{1,2,1},{1,2,1}},{{1,8,1},{0,2,0}}}', width: 4096, height: 4096 });
    const places = Array.from({ length: 20_001 }, () => {
      const [x, y] = place(simulation);
      simulation.step();
      return [x, y];
    });
    const last = places.length - 1;
    const period = Array.from({ length: 4000 }, (_, k) => k + 1).find((p) =>
      [0, 1, 7, 100, 1111, 2500].every((ago) => {
        const [a, b, c] = [0, p, 2 * p].map((back) => places[last - ago - back]);
        return a[0] - b[0] === b[0] - c[0] && a[1] - b[1] === b[1] - c[1] && a[0] !== b[0];
      }),
    );
    expect(period).toBeDefined();
    const [dx, dy] = [0, 1].map((axis) => places[last][axis] - places[last - Number(period)][axis]);
    expect(Math.abs(dx)).toBe(3 * Math.abs(dy));
  });

  it('wraps around the edges', () => {
    const simulation = start({ table: '{{{1,1,0},{0,1,0}}}', width: 7, height: 5 });
    simulation.step(5);
    expect(simulation.measures()).toMatchObject({ coloured: 5, boxWidth: 1, boxHeight: 5 });
    simulation.step(5);
    expect(simulation.measures()).toMatchObject({ coloured: 0, boxWidth: 0, boxHeight: 0 });
    expect(place(simulation)).toEqual([3.5, 2.5, 0, -1]);
  });

  it('many walkers move in turn, each as if alone where they do not meet', () => {
    const simulation = start({ table: '{{{1,1,0},{0,1,0}}}', turmites: 5, width: 64, height: 32 });
    const before = Array.from(simulation.field('walkers').data);
    simulation.step(3);
    const after = Array.from(simulation.field('walkers').data);
    for (let k = 0; k < 20; k += 4) {
      expect(after[k]).toBe(before[k]);
      expect(after[k + 1]).toBe((before[k + 1] - 3 + 32) % 32);
    }
  });

  it('refuses tables with a message that says what is wrong', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['', 'expected states of colours of triples'],
      ['{{1,2,0}}', 'expected states of colours of triples'],
      ['{{{1,2,0},{0,8}}}', 'expected states of colours of triples'],
      ['{{{1,2,0},{0,8,-1}}}', 'expected states of colours of triples'],
      ['{{{1,2,0},{0,8,0}}} x', 'expected states of colours of triples'],
      ['{{{1,2,0},{0,8,0}},{{1,1,0}}}', '2 colours in every state, as in the first (state 1 has 1)'],
      ['{{{1,3,0},{0,8,0}}}', 'a turn of 1 (none), 2 (right), 4 (round) or 8 (left) in {1,3,0}'],
      ['{{{2,2,0},{0,8,0}}}', 'a colour of 0 to 1 in {2,2,0}'],
      ['{{{1,2,1},{0,8,0}}}', 'a state of 0 to 0 in {1,2,1}'],
      [`{{${Array(65).fill('{0,1,0}')}}}`, 'at most 64 states and 64 colours'],
      [`{${'{'.repeat(200_000)}`, 'expected states of colours of triples'],
    ];
    for (const [table, message] of wrong) expect(() => start({ table })).toThrow(message);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', ',', '1', '8', '0', ' ') }), (text) => {
        try {
          parseTurmite(text);
        } catch (error) {
          expect((error as Error).message).toMatch(/^invalid table /);
        }
      }),
    );
  });
});
