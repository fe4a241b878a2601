import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formulaOf, operationsOf } from '../src/automata/elementary-formula.js';
import { complementedRule, elementaryOutputs, equivalentRules, mirroredRule } from '../src/automata/elementary-rule.js';
import type { Params } from '../src/contract/params.js';
import type { Simulation } from '../src/contract/system.js';
import { createSimulation } from '../src/recipe.js';
import { elementaryReference } from './elementary-reference.js';

const start = (params: Params, seed = 1): Simulation => createSimulation({ system: 'elementary', params, seed });

/** Cells of a field of bits, row by row. */
function rowsOf(simulation: Simulation, name = 'bits'): number[][] {
  const { data, shape, stride } = simulation.field(name);
  return Array.from({ length: shape[0] }, (_, y) => {
    return Array.from({ length: shape[1] }, (_, x) => (data[y * stride[0] + (x >> 3)] >> (7 - (x & 7))) & 1);
  });
}
const rowOf = (simulation: Simulation): number[] => rowsOf(simulation, 'row')[0];
const write = (row: readonly number[]): string => row.join('');
const population = (simulation: Simulation): number => Number(simulation.measures().population);
const random = (length: number) => fc.array(fc.integer({ min: 0, max: 1 }), { minLength: length, maxLength: length });
const rules = fc.integer({ min: 0, max: 255 });

/** Measure `name` at times 0 … steps. */
function series(simulation: Simulation, name: string, steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, time) => {
    if (time > 0) simulation.step();
    return Number(simulation.measures()[name]);
  });
}

describe('elementary', () => {
  it('rule 30 from one cell writes 1, 7, 25, 111, 401, 1783 (OEIS A110240)', () => {
    const simulation = start({ rule: 30, start: 'single', width: 65, height: 6 });
    simulation.step(5);
    const rows = rowsOf(simulation).map((row, t) => Number.parseInt(write(row.slice(32 - t, 33 + t)), 2));
    expect(rows).toEqual([1, 7, 25, 111, 401, 1783]);
  });

  it('rule 30 has the middle column 1101110011000101100100111 (OEIS A051023)', () => {
    const column = series(start({ rule: 30, start: 'single', width: 64 }), 'centre', 24);
    expect(column.join('')).toBe('1101110011000101100100111');
  });

  it('rule 90 from one cell has 2^popcount(t) ones in row t (Wolfram 1983)', () => {
    const counts = series(start({ rule: 90, start: 'single', width: 300 }), 'population', 130);
    const ones = (t: number) => t.toString(2).replaceAll('0', '').length;
    expect(counts).toEqual(counts.map((_, t) => 2 ** ones(t)));
  });

  it('rule 110 from one cell has 1, 2, 3, 3, 5, 3, 5, 6, 8 ones (OEIS A071049)', () => {
    const counts = series(start({ rule: 110, start: 'single' }), 'population', 8);
    expect(counts).toEqual([1, 2, 3, 3, 5, 3, 5, 6, 8]);
  });

  it('rule 184 moves ones and never makes or loses one', () => {
    const simulation = start({ rule: 184, width: 1000, density: 0.4 });
    const counts = series(simulation, 'population', 50);
    expect(new Set(counts)).toEqual(new Set([counts[0]]));
    expect(counts[0]).toBeGreaterThan(300);
  });

  it('equals the slow version for any rule, width, edge and order, however the steps are cut', () => {
    const cases = fc.record({
      rule: rules,
      edge: fc.constantFrom('ring' as const, 'zero' as const, 'one' as const),
      order: fc.constantFrom('first' as const, 'second' as const),
      row: fc
        .oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 100, max: 300 }), fc.constantFrom(128, 256))
        .chain(random),
      height: fc.integer({ min: 1, max: 12 }),
      cuts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(cases, ({ row, height, cuts, ...rule }) => {
        const simulation = start({ ...rule, height, width: row.length, pattern: write(row) });
        const history = [row];
        let before = row.map(() => 0);
        for (const count of cuts) {
          for (let i = 0; i < count; i++) {
            const now = history[history.length - 1];
            history.push(elementaryReference(now, before, rule));
            before = now;
          }
          simulation.step(count);
          const shown = history.slice(-height);
          const empty = Array.from({ length: height - shown.length }, () => row.map(() => 0));
          expect(rowsOf(simulation)).toEqual([...shown, ...empty]);
          expect(rowOf(simulation)).toEqual(history[history.length - 1]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has a formula of at most five operations for every rule, which in wide rows runs as its own WebAssembly', () => {
    for (let rule = 0; rule < 256; rule++) expect(operationsOf(formulaOf(rule)), `rule ${rule}`).toBeLessThanOrEqual(5);
    // Rule 30 is left xor (centre or right); rule 90 left xor right (Wolfram 1983).
    expect(operationsOf(formulaOf(30))).toBe(2);
    expect(formulaOf(90)).toMatchObject({ kind: 'xor' });
    // The same row, once short enough for the kernel that runs any rule, and as part of a wide one.
    const row = Array.from({ length: 700 }, (_, x) => ((x * x + 7 * x) >> 3) & 1);
    for (let rule = 0; rule < 256; rule++) {
      const [short, wide] = [1000, 4111].map((width) => {
        const simulation = start({ rule, order: rule % 3 ? 'first' : 'second', width, pattern: write(row) });
        simulation.step(40);
        const middle = Math.floor((width - 700) / 2);
        return rowOf(simulation).slice(middle - 100, middle + 800);
      });
      expect(wide, `rule ${rule}`).toEqual(short);
    }
  });

  it('a rule, its mirror image and its complement are one up to how the row is read: 88 classes (Wolfram 1983)', () => {
    const classes = new Set(Array.from({ length: 256 }, (_, rule) => equivalentRules(rule)[0]));
    expect(classes.size).toBe(88);
    // Wolfram 1983: rules 110, 124, 137 and 193 are equivalent.
    expect(equivalentRules(110)).toEqual([110, 124, 137, 193]);
    fc.assert(
      fc.property(rules, random(131), (rule, row) => {
        const after = (rule: number, row: readonly number[]) => {
          const simulation = start({ rule, width: row.length, pattern: write(row) });
          simulation.step(20);
          return rowOf(simulation);
        };
        const complement = (row: readonly number[]) => row.map((cell) => 1 - cell);
        expect(after(mirroredRule(rule), row.toReversed())).toEqual(after(rule, row).toReversed());
        expect(after(complementedRule(rule), complement(row))).toEqual(complement(after(rule, row)));
      }),
      { numRuns: 30 },
    );
  });

  it.each([60, 90, 102, 150])(
    'rule %i is linear: two starts added modulo 2 stay the sum of what they become',
    (rule) => {
      const after = (row: readonly number[]) => {
        const simulation = start({ rule, width: row.length, pattern: write(row) });
        simulation.step(37);
        return rowOf(simulation);
      };
      const sum = (a: readonly number[], b: readonly number[]) => a.map((cell, x) => (cell + b[x]) % 2);
      fc.assert(
        fc.property(random(200), random(200), (a, b) => {
          expect(after(sum(a, b))).toEqual(sum(after(a), after(b)));
        }),
        { numRuns: 10 },
      );
    },
  );

  it('every rule of second order runs backwards: the last two rows, exchanged, lead back to the first two', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 1, max: 300 }), random(150), random(150), (rule, steps, first, previous) => {
        const shared = { rule, order: 'second', width: 150, height: 2 };
        const forth = start({ ...shared, pattern: write(first), previous: write(previous) });
        forth.step(steps);
        const before = start({ ...shared, pattern: write(first), previous: write(previous) });
        before.step(steps - 1);
        const back = start({ ...shared, pattern: write(rowOf(before)), previous: write(rowOf(forth)) });
        back.step(steps - 1);
        expect(rowOf(back)).toEqual(first);
        back.step();
        expect(rowOf(back)).toEqual(previous);
      }),
      { numRuns: 40 },
    );
  });

  it('shows the start at the top and scrolls once the picture is full, also after a leap and a restore', () => {
    const simulation = start({ rule: 30, width: 100, height: 4, start: 'single' });
    const first = simulation.snapshot();
    simulation.step(3);
    const whole = rowsOf(simulation);
    simulation.step();
    expect(rowsOf(simulation).slice(0, 3)).toEqual(whole.slice(1));
    simulation.step(1000);
    const later = rowsOf(simulation);
    simulation.restore(first);
    expect(rowsOf(simulation).map((row) => row.reduce((a, b) => a + b))).toEqual([1, 0, 0, 0]);
    simulation.step(1004);
    expect(rowsOf(simulation)).toEqual(later);
  });

  it('measures density and activity: rule 51 turns every cell over, rule 204 none', () => {
    const [turning, still] = [start({ rule: 51, width: 99 }), start({ rule: 204, width: 99 })];
    for (const simulation of [turning, still]) simulation.step();
    expect(turning.measures().activity).toBe(1);
    expect(still.measures().activity).toBe(0);
    expect(still.measures().density).toBe(population(still) / 99);
  });

  it('paints and erases the newest row, and shows it', () => {
    const simulation = start({ rule: 204, width: 40, height: 8, pattern: '0' });
    simulation.step(2);
    rowsOf(simulation);
    simulation.edit?.({ x: 20.5, y: -7, radius: 0.5 });
    expect(rowOf(simulation).indexOf(1)).toBe(20);
    expect(rowsOf(simulation)[2]).toEqual(rowOf(simulation));
    expect(population(simulation)).toBe(1);
    simulation.edit?.({ x: 20, y: 0, radius: 1000, erase: true });
    expect(population(simulation)).toBe(0);
    simulation.edit?.({ x: -1e9, y: 0, radius: 3 });
    simulation.edit?.({ x: 1e9, y: 0, radius: 3 });
    expect(population(simulation)).toBe(0);
  });

  it('reads a pattern as digits or as dots and Os, and refuses what is none', () => {
    const row = (pattern: string) => write(rowOf(start({ width: 8, pattern })));
    expect(row('1101')).toBe('00110100');
    expect(row('OO.\n*')).toBe('00110100');
    expect(() => row('102')).toThrow('invalid pattern "2": expected cells as digits from 0 to 1');
    expect(() => row('1b')).toThrow('invalid pattern "b": expected cells as digits');
    expect(() => row('111111111')).toThrow('invalid pattern "9 cells": expected a row that fits the 8 cells');
    expect(() => start({ width: 2, previous: '111' })).toThrow('invalid previous "3 cells"');
    expect(() => elementaryOutputs(256)).toThrow('invalid rule 256: expected an integer from 0 to 255');
  });

  it('refuses a saved clock that is no time', () => {
    const simulation = start({});
    const snapshot = simulation.snapshot();
    const clock = Float64Array.of(0.5);
    expect(() => simulation.restore({ ...snapshot, state: { ...snapshot.state, clock } })).toThrow('invalid snapshot');
  });
});
