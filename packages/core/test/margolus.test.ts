import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conservesCells,
  inverseTable,
  liveCells,
  MARGOLUS_RULES,
  parseMargolus,
} from '../src/automata/margolus-rule.js';
import { createSimulation } from '../src/recipe.js';
import { type Cells, referenceStep } from './margolus-reference.js';

const start = (params: Record<string, string | number> = {}, seed = 1) =>
  createSimulation({ system: 'margolus', params, seed });
type Run = ReturnType<typeof start>;

function cellsOf(simulation: Run, field = 'cells'): Cells {
  const { data, shape } = simulation.field(field);
  return { width: shape[1], height: shape[0], alive: Array.from(data) };
}
const soup = { start: 'soup', width: 70, height: 22 };

describe('margolus', () => {
  it('steps as the slow version does, whatever the table and the size', () => {
    const block = fc.integer({ min: 0, max: 15 });
    const side = fc.integer({ min: 1, max: 40 }).map((half) => 2 * half);
    fc.assert(
      fc.property(fc.array(block, { minLength: 16, maxLength: 16 }), side, side, (table, width, height) => {
        const simulation = start({ rule: table.join(';'), start: 'soup', width, height });
        let expected = cellsOf(simulation);
        for (let time = 0; time < 5; time++) {
          expected = referenceStep(expected, table, time % 2);
          simulation.step();
          expect(cellsOf(simulation)).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('runs back to the start where the rule is one to one: all named ones', () => {
    for (const rule of Object.keys(MARGOLUS_RULES)) {
      for (const reverseAt of [1, 2, 101]) {
        const simulation = start({ ...soup, rule, reverseAt });
        const first = cellsOf(simulation);
        simulation.step(reverseAt);
        expect(cellsOf(simulation)).not.toEqual(first);
        simulation.step(reverseAt);
        expect(cellsOf(simulation)).toEqual(first);
        expect(simulation.measures().clock).toBe(0);
      }
    }
  });

  it('undoes each step on the way, and goes on into the time before the start', () => {
    const simulation = start({ ...soup, reverseAt: 9 });
    const past: Cells[] = [];
    for (let time = 0; time < 9; time++) {
      past.push(cellsOf(simulation));
      simulation.step();
    }
    for (const before of past.reverse()) {
      simulation.step();
      expect(cellsOf(simulation)).toEqual(before);
    }
    const earlier = cellsOf(simulation);
    simulation.step(5);
    expect(simulation.measures().clock).toBe(-5);
    // Forwards again, by the slow version: the steps before the start cut the grid as the parity of time says.
    let cells = cellsOf(simulation);
    for (let time = -5; time < 0; time++) cells = referenceStep(cells, MARGOLUS_RULES.critters, Math.abs(time % 2));
    expect(cells).toEqual(earlier);
  });

  it('Critters (Toffoli & Margolus 1987): all but blocks of two turn over, and blocks of three round as well', () => {
    const { critters } = MARGOLUS_RULES;
    for (let before = 0; before < 16; before++) {
      const opposite = 15 - before;
      const turned = [3, 2, 1, 0].reduce((sum, k, to) => sum + (((opposite >> k) & 1) << to), 0);
      expect(critters[before]).toBe([opposite, opposite, before, turned, opposite][liveCells(before)]);
    }
    const simulation = start(soup);
    const { figures, population } = simulation.measures();
    for (let n = 0; n < 200; n++) {
      simulation.step();
      expect(simulation.measures().figures).toBe(figures);
      if (n % 2 === 0) expect(simulation.measures().population).toBe(70 * 22 - Number(population));
    }
  });

  it('the billiard-ball machine (Margolus 1984) conserves cells; a lone ball flies straight, a pair side by side is a wall', () => {
    expect(Object.keys(MARGOLUS_RULES).filter((rule) => conservesCells(MARGOLUS_RULES[rule]))).toEqual([
      'billiard-ball',
      'single-rotation',
      'hpp-gas',
      'bounce-gas',
      'diagonal-swap',
    ]);
    const ball = start({ rule: 'billiard-ball', pattern: 'o!', width: 64, height: 64 });
    const at = (simulation: Run) => cellsOf(simulation).alive.indexOf(1);
    const first = at(ball);
    for (let n = 1; n <= 20; n++) {
      ball.step();
      expect(at(ball)).toBe(first + 65 * n);
      expect(ball.measures().population).toBe(1);
    }
    // Four cells that each cut splits into pairs stand for ever: it is what mirrors are made of.
    const mirror = start({ rule: 'billiard-ball', pattern: 'b2o$b2o!', width: 64, height: 64 });
    const before = cellsOf(mirror);
    mirror.step(30);
    expect(cellsOf(mirror)).toEqual(before);
  });

  it('two billiard balls that meet leave through the other corners of their block: a collision is a gate', () => {
    expect(MARGOLUS_RULES['billiard-ball'][6]).toBe(9);
    expect(MARGOLUS_RULES['billiard-ball'][9]).toBe(6);
    expect(MARGOLUS_RULES['billiard-ball'][3]).toBe(3);
  });

  it('the HPP gas as a block rule: particles go straight, but for two head on, which leave at right angles', () => {
    for (let before = 0; before < 16; before++) {
      const straight = [3, 2, 1, 0].reduce((sum, k, to) => sum + (((before >> k) & 1) << to), 0);
      const isHeadOn = before === 6 || before === 9;
      expect(MARGOLUS_RULES['hpp-gas'][before]).toBe(isHeadOn ? 15 - before : straight);
    }
  });

  it('shows critters in negative at odd times, and colours a gas by where its particles go', () => {
    const simulation = start({ width: 32, height: 32 });
    simulation.step();
    const [raw, steady] = ['cells', 'steady'].map((field) => cellsOf(simulation, field).alive);
    expect(steady).toEqual(raw.map((cell) => 1 - cell));
    const gas = start({ rule: 'hpp-gas', pattern: 'o!', width: 32, height: 32 });
    const seen = Array.from({ length: 6 }, () => {
      gas.step();
      return Math.max(...cellsOf(gas, 'places').alive);
    });
    expect(new Set(seen)).toEqual(new Set([1]));
  });

  it('paints what is seen, also in negative', () => {
    const simulation = start({ width: 32, height: 32, density: 0 });
    simulation.step();
    simulation.edit?.({ x: 9.5, y: 12.5, radius: 0.2 });
    expect(cellsOf(simulation, 'steady').alive.flatMap((cell, i) => (cell ? [i] : []))).toEqual([12 * 32 + 9]);
    simulation.edit?.({ x: 9.5, y: 12.5, radius: 3, erase: true });
    expect(simulation.measures().figures).toBe(0);
  });

  it.each([
    ['a block of five cells', 'blocks', 0, 16],
    ['a clock before the start', 'clock', 0, -1],
    ['a clock between two steps', 'clock', 0, 0.5],
  ])('refuses a snapshot with %s', (_, name, at, value) => {
    const simulation = start(soup);
    const snapshot = simulation.snapshot();
    snapshot.state[name][at] = value;
    expect(() => simulation.restore(snapshot)).toThrow(/^invalid snapshot "(block|clock) /);
  });

  it('reads Mirek’s notation and plain numbers, and refuses the rest', () => {
    expect(parseMargolus('MS,D15;14;13;3;11;5;6;1;7;9;10;2;12;4;8;0')).toEqual(MARGOLUS_RULES.critters);
    expect(parseMargolus('0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15')).toHaveLength(16);
    for (const rule of [
      '',
      'critter',
      '1;2',
      `${'0;'.repeat(15)}16`,
      `${'0;'.repeat(16)}0`,
      `${'0;'.repeat(15)}-1`,
      'constructor',
    ]) {
      expect(() => start({ rule })).toThrow(/^invalid rule .*expected one of critters, billiard-ball/);
    }
    expect(inverseTable(parseMargolus('0,'.repeat(15) + 0))).toBeUndefined();
    expect(() => start({ rule: '0,'.repeat(15) + 0, reverseAt: 5 })).toThrow(
      'invalid reverseAt 5: expected 0 with the rule',
    );
    expect(() => start({ width: 33 })).toThrow('invalid width 33: expected an even number of cells');
    expect(() => start({ height: 33 })).toThrow('invalid height 33: expected an even number of cells');
    expect(() => start({ pattern: '300o!' })).toThrow('a pattern that fits the 256×256 grid');
    expect(() => start({ pattern: 'B!' })).toThrow('a pattern of two states');
    expect(start({ rule: 'single-rotation' }).report?.()).toEqual({ reversible: 'yes', conservesCells: 'yes' });
  });
});
