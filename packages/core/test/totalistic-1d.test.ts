import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalisticRule } from '../src/automata/totalistic-code.js';
import type { Params } from '../src/contract/params.js';
import type { Simulation } from '../src/contract/system.js';
import { createSimulation } from '../src/recipe.js';
import { totalisticReference } from './totalistic-reference.js';

const start = (params: Params, system = 'totalistic-1d'): Simulation => createSimulation({ system, params });
const rowOf = (simulation: Simulation): number[] => Array.from(simulation.field('row').data);
const population = (simulation: Simulation): number => Number(simulation.measures().population);

describe('totalistic-1d', () => {
  it('equals the slow version for any code, colours, radius, kind, width and edge', () => {
    const shapes = fc.record({
      colours: fc.integer({ min: 2, max: 5 }),
      radius: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom('totalistic' as const, 'outer' as const),
      edge: fc.constantFrom('ring' as const, 'zero' as const),
      height: fc.integer({ min: 1, max: 9 }),
      width: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 90 })),
      steps: fc.integer({ min: 0, max: 30 }),
    });
    const cases = shapes.chain((shape) => {
      const { colours, radius, kind, width } = shape;
      const sums = 2 * radius * (colours - 1) + 1;
      const digits = kind === 'outer' ? colours * sums : sums + colours - 1;
      return fc.record({
        shape: fc.constant(shape),
        code: fc.bigInt({ min: 0n, max: BigInt(colours) ** BigInt(digits) - 1n }),
        row: fc.array(fc.integer({ min: 0, max: colours - 1 }), { minLength: width, maxLength: width }),
      });
    });
    fc.assert(
      fc.property(cases, ({ shape: { steps, height, width, ...rule }, code, row }) => {
        const simulation = start({ ...rule, code: String(code), width, height, pattern: row.join('') });
        const history = [row];
        for (let i = 0; i < steps; i++) history.push(totalisticReference(history[i], { ...rule, code }));
        simulation.step(steps);
        expect(rowOf(simulation)).toEqual(history[steps]);
        const shown = history.slice(-height).flat();
        expect(Array.from(simulation.field('cells').data).slice(0, shown.length)).toEqual(shown);
      }),
      { numRuns: 200 },
    );
  });

  // The sum of three bits is 0, 1, 2 or 3: which outputs of an elementary rule that gives, its own file knows.
  it.each([
    [2, 22],
    [4, 104],
    [6, 126],
    [10, 150],
    [12, 232],
    [14, 254],
  ])('code %i of two colours and radius one is elementary rule %i', (code, rule) => {
    const totalistic = start({ code: String(code), colours: 2, width: 200, pattern: '110100111010001011' });
    const elementary = start({ rule, width: 200, pattern: '110100111010001011' }, 'elementary');
    for (let i = 0; i < 30; i++) {
      expect(population(totalistic)).toBe(population(elementary));
      for (const simulation of [totalistic, elementary]) simulation.step();
    }
  });

  it('code 1599 from a single cell settles after some 8282 steps into 31 structures (Wolfram 2002, page 70)', () => {
    const simulation = start({ code: '1599', start: 'single', width: 4001 });
    // Wolfram counts the first row as step 1: time 8281 is his step 8282. The structures have a joint period of 14.
    simulation.step(8280);
    const rows = Array.from({ length: 16 }, () => {
      const row = rowOf(simulation).join('');
      simulation.step();
      return row;
    });
    expect(rows[0]).not.toBe(rows[14]);
    expect(rows[1]).toBe(rows[15]);
    expect(rows[2].split(/0{4,}/).filter((part) => part !== '')).toHaveLength(31);
  });

  it('reads an outer totalistic code: Life’s is 224 in the plane (Packard & Wolfram 1985)', () => {
    // Radius four in one dimension has as many neighbours as a cell of the plane has.
    const { outputs } = totalisticRule(224n, { colours: 2, radius: 4, outer: true });
    const next = (own: number, others: number) => outputs[2 * others + own];
    const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    expect(counts.filter((count) => next(0, count))).toEqual([3]);
    expect(counts.filter((count) => next(1, count))).toEqual([2, 3]);
  });

  it('refuses a code that is none or that has more digits than there are sums', () => {
    expect(() => start({ code: '12x' })).toThrow('invalid code "12x": expected an integer of at least 0');
    expect(() => start({ code: '-1' })).toThrow('invalid code "-1"');
    expect(() => start({ code: '9'.repeat(101) })).toThrow('invalid code');
    expect(() => start({ code: '2187' })).toThrow(
      'invalid colours 3: expected at least 4 for code 2187, or a code from 0 to 2186',
    );
    expect(() => start({ code: '9'.repeat(30) })).toThrow('expected an integer from 0 to 2186, for these colours');
    expect(() => start({ pattern: '0130' })).toThrow('invalid pattern "3": expected cells as digits from 0 to 2');
  });

  it('refuses a saved state with colours that there are not', () => {
    const simulation = start({});
    const snapshot = simulation.snapshot();
    const rows = snapshot.state.rows.slice().fill(3);
    expect(() => simulation.restore({ ...snapshot, state: { ...snapshot.state, rows } })).toThrow(
      'invalid snapshot "state 3": expected states below 3',
    );
    expect(population(simulation)).toBeGreaterThan(0);
  });

  it('paints and erases the newest row', () => {
    const simulation = start({ code: '0', width: 30 });
    simulation.step();
    expect(population(simulation)).toBe(0);
    simulation.edit?.({ x: 10.5, y: 3, radius: 1 });
    expect(population(simulation)).toBe(3);
    simulation.edit?.({ x: 10.5, y: 3, radius: 1, erase: true });
    expect(population(simulation)).toBe(0);
  });
});
