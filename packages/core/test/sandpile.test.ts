import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPile } from '../src/automata/sandpile-pile.js';
import { createSimulation } from '../src/recipe.js';
import { expectedTopplings, referenceRelax, referenceSweeps, type Table } from './sandpile-reference.js';

const start = (params: Record<string, string | number> = {}, seed = 1) =>
  createSimulation({ system: 'sandpile', params, seed });
type Run = ReturnType<typeof start>;

function heights(simulation: Run): number[][] {
  const { data, shape, stride } = simulation.field('heights');
  return Array.from({ length: shape[0] }, (_, y) => Array.from(data.subarray(y * stride[0], y * stride[0] + shape[1])));
}

function pileOf({ width, height, grains }: Table) {
  const pile = createPile(width, height);
  pile.fill((x, y) => grains[y * width + x]);
  return pile;
}
function read(field: ReturnType<ReturnType<typeof createPile>['heights']>): number[] {
  const [height, width] = field.shape;
  return Array.from(
    { length: width * height },
    (_, i) => field.data[Math.floor(i / width) * field.stride[0] + (i % width)],
  );
}

const tables = fc
  .record({ width: fc.integer({ min: 1, max: 36 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: width * height, maxLength: width * height })
      .map((grains): Table => ({ width, height, grains })),
  );

describe('sandpile', () => {
  it('has the identities of the literature (Creutz 1991): 2 × 2, 3 × 3, 4 × 4, and grains of larger ones', () => {
    const identity = (side: number) => start({ width: side, height: side, start: 'identity', drive: 'none' });
    const rows = (side: number) =>
      heights(identity(side))
        .map((row) => row.join(''))
        .join('/');
    expect(rows(2)).toBe('22/22');
    expect(rows(3)).toBe('212/101/212');
    expect(rows(4)).toBe('2332/3223/3223/2332');
    expect([8, 16, 32].map((side) => identity(side).measures().grains)).toEqual([136, 544, 2288]);
  });

  it('the identity leaves every heap of the group as it is, itself among them', () => {
    for (const [width, height] of [
      [17, 11],
      [33, 20],
    ]) {
      const identity = createPile(width, height);
      identity.fillForming();
      identity.relax();
      const neutral = read(identity.heights());
      const critical = createPile(width, height);
      critical.fill((x, y) => 3 + ((x * 7 + y * 5) % 4));
      critical.relax();
      for (const heap of [neutral, read(critical.heights())]) {
        const sum = createPile(width, height);
        sum.fill((x, y) => heap[y * width + x] + neutral[y * width + x]);
        sum.relax();
        expect(read(sum.heights())).toEqual(heap);
      }
    }
  });

  it('1000 grains on one cell: 18 226 topplings, a heap 25 cells wide, however they come', () => {
    for (const grains of [1, 8, 200]) {
      const simulation = start({ width: 63, height: 63, start: 'empty', drive: 'centre', grains });
      simulation.step(1000 / grains);
      expect(simulation.measures()).toMatchObject({ grains: 1000, topplings: 18226 });
      const columns = heights(simulation).flatMap((row) => row.flatMap((height, x) => (height > 0 ? [x] : [])));
      expect(Math.max(...columns) - Math.min(...columns) + 1).toBe(25);
    }
  });

  it('topples as the slow version does, in whatever order that goes', () => {
    fc.assert(
      fc.property(
        tables,
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (table, chances) => {
          const pile = pileOf(table);
          pile.relax();
          const topplings = referenceRelax(table, (n) => Math.floor(chances.next().value * n));
          expect(read(pile.heights())).toEqual(table.grains);
          expect(pile.counts[0]).toBe(topplings.reduce((a, b) => a + b, 0));
          expect(read(pile.topplings())).toEqual(topplings.map((n) => Math.min(n, 255)));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('one grain at a time: size, duration, area and radius are those of the slow version', () => {
    const simulation = start({ width: 21, height: 13, start: 'full', drive: 'centre' });
    const table: Table = { width: 21, height: 13, grains: Array(21 * 13).fill(3) };
    for (let n = 0; n < 60; n++) {
      simulation.step();
      table.grains[6 * 21 + 10]++;
      const duration = referenceSweeps({ ...table, grains: [...table.grains] });
      const topplings = referenceRelax(table, () => 0);
      const toppled = topplings.flatMap((count, cell) => (count > 0 ? [cell] : []));
      const distances = toppled.map((cell) => Math.hypot((cell % 21) - 10, Math.floor(cell / 21) - 6));
      const measures = simulation.measures();
      expect(measures).toMatchObject({
        grains: table.grains.reduce((a, b) => a + b, 0),
        size: topplings.reduce((a, b) => a + b, 0),
        area: toppled.length,
        duration,
      });
      expect(measures.radius).toBeCloseTo(Math.max(0, ...distances), 12);
    }
  });

  it('one sweep a step or a whole avalanche a step: the same heaps in the same order', () => {
    const whole = start({ width: 40, height: 30, start: 'full' });
    const swept = start({ width: 40, height: 30, start: 'full', relax: 'sweep' });
    for (let n = 0; n < 40; n++) {
      whole.step();
      do swept.step();
      while (
        heights(swept)
          .flat()
          .some((height) => height > 3)
      );
      if (swept.measures().falls === whole.measures().falls) expect(heights(swept)).toEqual(heights(whole));
      expect(swept.measures()).toEqual(whole.measures());
    }
  });

  it('mean topplings a grain are the mean row sum of the inverse Laplacian (Dhar 1990): 3.4625 for 8 × 8', () => {
    expect(expectedTopplings(8)).toBeCloseTo(3.4625, 4);
    const simulation = start({ width: 8, height: 8, start: 'identity' });
    simulation.step(200_000);
    const { topplings, falls } = simulation.measures();
    expect(Math.abs(Number(topplings) / Number(falls) - expectedTopplings(8))).toBeLessThan(0.08);
  });

  it('settles near the critical density 17/8 and has avalanches of all sizes: 1/s over three decades', () => {
    const simulation = start({ width: 96, height: 96, start: 'full' });
    simulation.step(15_000);
    expect(Math.abs(Number(simulation.measures().density) - 2.125)).toBeLessThan(0.03);
    const bins = Array.from(simulation.field('sizes').data.slice(0, 11), (log) => 10 ** log - 1);
    // With P(s) ~ s^-τ and τ a little above 1, bins that double in width hold nearly the same number of avalanches.
    for (const bin of bins.slice(1)) expect(bin / bins[0]).toBeGreaterThan(0.5);
    for (const bin of bins.slice(1)) expect(bin / bins[0]).toBeLessThan(1.5);
  });

  it('drops up to 249 grains on a cell of three and loses none of them', () => {
    const simulation = start({ width: 9, height: 9, start: 'full', drive: 'centre', grains: 249, relax: 'sweep' });
    simulation.step();
    expect(simulation.measures().grains).toBe(3 * 81 + 249);
    expect(() => start({ grains: 250 })).toThrow('invalid grains 250: expected');
  });

  it('refuses to look for the identity of a table too large for it, by name', () => {
    expect(() => start({ width: 512, start: 'identity' })).toThrow('invalid width 512: expected at most 300 cells');
    expect(() => start({ height: 301, start: 'forming' })).toThrow('invalid height 301: expected at most 300 cells');
  });

  it.each<[string, string, number, number]>([
    ['a grain beyond the edges', 'grains', 0, 1],
    ['more grains than a stable cell outside the box holds', 'grains', 48 + 16, 4],
    ['a box beyond the grid', 'boxes', 3, 1 << 20],
    ['a reach before the grid', 'boxes', 5, -7],
    ['a count that is none', 'counts', 0, Number.NaN],
    ['falls below 0', 'totals', 0, -1],
    ['an avalanche outside the grid', 'latest', 0, 16],
  ])('refuses a snapshot with %s, and nothing has changed', (_, name, at, value) => {
    const simulation = start({ width: 16, height: 12 });
    simulation.step(5);
    const before = heights(simulation);
    const snapshot = simulation.snapshot();
    snapshot.state[name][at] = value;
    expect(() => simulation.restore(snapshot)).toThrow(/^invalid snapshot /);
    expect(heights(simulation)).toEqual(before);
  });

  it('loses grains over the edges only', () => {
    const simulation = start({ width: 300, height: 300, start: 'empty', drive: 'centre', grains: 3 });
    simulation.step(5000);
    expect(simulation.measures().grains).toBe(15_000);
  });
});
