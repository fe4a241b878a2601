import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, type Params, type Simulation } from '../src/index.js';
import { surfaceOf } from '../src/lattice/byte-lattice.js';
import { cellsOf, countAround, rleOf, slowStep } from './byte-cells.js';
import { surfaces } from './surfaces.js';

const start = (params: Params, seed = 1): Simulation => createSimulation({ system: 'wireworld', params, seed });

/** A drawing as the system's pattern and size: `#` wire, `@` head, `~` tail, centred where it was drawn. */
function drawn(rows: readonly string[]): Params {
  const cells = Uint8Array.from([...rows.join('')].map((character) => '.@~#'.indexOf(character)));
  return { pattern: rleOf(cells, rows[0].length), width: rows[0].length, height: rows.length, edge: 'plane' };
}

/** At which of the first steps an electron's head is at a cell. */
function arrivals(simulation: Simulation, [x, y]: readonly [number, number], steps: number): number[] {
  const [, width] = simulation.field('cells').shape;
  return Array.from({ length: steps }, (_, i) => i + 1).filter(() => {
    simulation.step();
    return cellsOf(simulation)[y * width + x] === 1;
  });
}

describe('wireworld: facts', () => {
  it('an electron moves one cell a step, and is gone at the end of the wire', () => {
    const simulation = start(drawn(['~@##########']));
    for (let time = 1; time < 11; time++) {
      simulation.step();
      expect(cellsOf(simulation).indexOf(1)).toBe(time + 1);
      expect(cellsOf(simulation).indexOf(2)).toBe(time);
    }
    simulation.step(2);
    expect(simulation.measures()).toEqual({ heads: 0, wire: 12, changed: 1 });
  });

  it('two electrons that meet put each other out', () => {
    const simulation = start(drawn(['~@######@~']));
    simulation.step(5);
    expect(simulation.measures().heads).toBe(0);
  });

  it('a clock’s period is its loop’s length', () => {
    const [period, cell] = [10, [12, 1] as const];
    const simulation = start(
      drawn([
        '..............', //
        '.####.........',
        '#....#########',
        '.~@##.........',
      ]),
    );
    const times = arrivals(simulation, [cell[0], 2], 100);
    expect(times.length).toBeGreaterThanOrEqual(8);
    for (let i = 1; i < times.length; i++) expect(times[i] - times[i - 1]).toBe(period);
  });

  it('a diode lets electrons pass one way and not the other', () => {
    const beyond = ['.....##.....', '~@####.#####', '.....##.....'];
    const before = ['.....##.....', '~@###.######', '.....##.....'];
    expect(arrivals(start(drawn(beyond)), [11, 1], 40)).toEqual([10]);
    expect(arrivals(start(drawn(before)), [11, 1], 40)).toEqual([]);
  });

  const gate = (body: readonly string[], a: boolean, b: boolean) =>
    body.map((row, y) => ((y === 0 && a) || (y === body.length - 1 && b) ? row.replace('##', '~@') : row));

  it.each([
    [false, false, 0],
    [true, false, 1],
    [false, true, 1],
    [true, true, 0],
  ])('an XOR gate: %s, %s → %s', (a, b, out) => {
    const body = [
      '######........',
      '......#.......',
      '.....####.....',
      '.....#..######',
      '.....####.....',
      '......#.......',
      '######........',
    ];
    expect(arrivals(start(drawn(gate(body, a, b))), [13, 3], 40).length).toBe(out);
  });

  it.each([
    [false, false, 0],
    [true, false, 1],
    [false, true, 1],
    [true, true, 1],
  ])('an OR gate: %s, %s → %s', (a, b, out) => {
    const body = ['#######......', '.......#.....', '......#######', '.......#.....', '#######......'];
    expect(arrivals(start(drawn(gate(body, a, b))), [12, 2], 40).length).toBe(out);
  });

  it('the presets do what they say: electrons every 10, 14 and 18 steps; one diode passes; 6; 24', () => {
    /** Periods between electrons at the last wire cell of a row, once all has settled. */
    const periods = (circuit: string, width: number, height: number, row: number): number[] => {
      const simulation = start({ circuit, width, height, edge: 'plane' });
      simulation.step(100);
      const cells = cellsOf(simulation);
      const last = cells.subarray(row * width, (row + 1) * width).findLastIndex((state) => state !== 0);
      const times = arrivals(simulation, [last, row], 120);
      return [...new Set(times.slice(1).map((time, i) => time - times[i]))];
    };
    expect([1, 5, 9].map((row) => periods('clocks', 17, 11, row))).toEqual([[10], [14], [18]]);
    expect([1, 5].map((row) => periods('diodes', 22, 7, row))).toEqual([[12], []]);
    expect(periods('or', 24, 7, 3)).toEqual([6]);
    expect(periods('xor', 26, 9, 4)).toEqual([24]);
  });
});

describe('wireworld: the kernel equals the slow reference', () => {
  it('on random cells, sizes and surfaces', () => {
    fc.assert(
      fc.property(surfaces(70, 30), fc.infiniteStream(fc.nat(3)), (surface, stream) => {
        const cells = Uint8Array.from(stream.take(surface.width * surface.height));
        // The pattern keeps its place only where it fills the grid.
        cells[cells.length - 1] = 3;
        const simulation = start({ ...surface, pattern: rleOf(cells, surface.width) });
        let expected: Uint8Array = cells;
        for (let time = 0; time < 4; time++) {
          expect(cellsOf(simulation)).toEqual(expected);
          expected = slowStep(surfaceOf(surface), expected, (look) => {
            const heads = countAround(look, { range: 1, neighbourhood: 'moore' }, (state) => state === 1);
            return [0, 2, 3, heads === 1 || heads === 2 ? 1 : 3][look(0, 0)];
          });
          simulation.step();
        }
      }),
      { numRuns: 60 },
    );
  });
});
