import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOOPS, loopRuleText } from '../src/automata/langton-loop-tables.js';
import { createTableLattice } from '../src/automata/rule-table-engine.js';
import { planTable } from '../src/automata/rule-table-plan.js';
import { BRIANS_BRAIN, sumRule, WIREWORLD } from '../src/automata/rule-table-presets.js';
import { createSimulation, type Params, type Simulation } from '../src/index.js';
import { surfaceOf } from '../src/lattice/byte-lattice.js';
import type { Topology } from '../src/lattice/topology.js';
import { parseRuleFile } from '../src/rules/rule-file.js';
import { nextState, type RuleTree } from '../src/rules/rule-tree.js';
import { cellsOf, type Look, rleOf, slowStep } from './byte-cells.js';
import { referenceSoupOfThree } from './lattice-reference.js';
import { surfaces } from './surfaces.js';

const start = (params: Params, seed = 1): Simulation => createSimulation({ system: 'rule-table', params, seed });

describe('rule-table: facts', () => {
  it('Brian’s Brain on the 256² soup: 26672, 11633, 2600 cells at 1, 10, 256 (Golly 5.1, as /2/3)', () => {
    const simulation = start({ table: BRIANS_BRAIN, pattern: rleOf(referenceSoupOfThree(), 256) });
    expect(simulation.measures().population).toBe(32675);
    const populations = [1, 10, 256].map((time) => {
      simulation.step(time - simulation.time);
      return simulation.measures().population;
    });
    expect(populations).toEqual([26672, 11633, 2600]);
  });

  it('WireWorld as a table is the system wireworld', () => {
    const sides = { width: 96, height: 64 };
    const wires = createSimulation({ system: 'wireworld', params: { ...sides, density: 0.7 }, seed: 3 });
    const table = start({ ...sides, table: WIREWORLD, pattern: rleOf(cellsOf(wires), 96) });
    // The pattern is centred: compare what does not depend on its place.
    for (let time = 0; time < 50; time++) {
      expect(table.measures().changed).toBe(wires.measures().changed);
      for (const simulation of [wires, table]) simulation.step();
    }
  });

  it('on the plane without end a table runs under HashLife, with the same cells as on a grid that is large enough', () => {
    const table = loopRuleText('langton');
    const pattern = LOOPS.langton.seed;
    const [plane, grid] = [start({ table, pattern, edge: 'none' }), start({ table, pattern, edge: 'plane' })];
    for (const time of [1, 77, 151, 302, 400]) {
      for (const each of [plane, grid]) each.step(time - each.time);
      expect(plane.measures().population).toBe(grid.measures().population);
    }
    expect(cellsOf(plane)).toEqual(cellsOf(grid));
    expect(plane.report?.().engine).toBe('hashlife');
  });

  it('the sum modulo 5 is linear: after 5^k steps, five copies of any pattern stand 5^k apart (Amoroso & Cooper 1971)', () => {
    const side = 151;
    const simulation = start({ table: sumRule(5), pattern: 'AB.D$.C2A$D!', width: side, height: side });
    const first = cellsOf(simulation);
    const at = (x: number, y: number) => first[((y + side) % side) * side + ((x + side) % side)];
    for (const shift of [1, 5, 25, 125]) {
      simulation.step(shift - simulation.time);
      const copies = first.map((_, i) => {
        const [x, y] = [i % side, Math.floor(i / side)];
        return (at(x, y) + at(x - shift, y) + at(x + shift, y) + at(x, y - shift) + at(x, y + shift)) % 5;
      });
      expect(cellsOf(simulation)).toEqual(copies);
    }
  });

  it('runs a file’s own colours, and others where it has none', () => {
    const simulation = start({ table: WIREWORLD, pattern: '.ABC!', width: 4, height: 1 });
    expect(Array.from(simulation.field('colours').data)).toEqual([
      ...[13, 16, 23],
      ...[242, 251, 255],
      ...[47, 143, 232],
      ...[181, 101, 43],
    ]);
    expect(start({ table: sumRule(3) }).field('colours').shape).toEqual([256, 256, 3]);
  });
});

/** A tree of so many differing nodes a level, filled by chance. */
function randomTree(states: number, neighbours: 4 | 8, breadth: number, draw: (below: number) => number): RuleTree {
  const nodes: number[] = [];
  let deeper: number[] | undefined;
  for (let level: number = neighbours; level >= 0; level--) {
    const below = deeper;
    deeper = Array.from({ length: level === 0 ? 1 : breadth }, () => {
      const at = nodes.length;
      for (let i = 0; i < states; i++) nodes.push(below ? below[draw(below.length)] : draw(states));
      return at;
    });
  }
  return { name: 'random', states, neighbours, nodes: Int32Array.from(nodes), root: deeper?.[0] ?? 0, names: [] };
}

const inputs = (neighbours: 4 | 8, look: Look): number[] => {
  const corners = neighbours === 8 ? [look(-1, -1), look(1, -1), look(-1, 1), look(1, 1)] : [];
  return [...corners, look(0, -1), look(-1, 0), look(1, 0), look(0, 1), look(0, 0)];
};

describe('rule-table: every form of a rule equals the tree, cell by cell', () => {
  /** Compares on random cells with empty regions, which kernels pass over. */
  function expectEqual(tree: RuleTree, topology: Topology, draw: (below: number) => number): void {
    const { states, neighbours } = tree;
    const { lattice, step } = createTableLattice(planTable(tree), topology);
    const { grid } = lattice;
    const { width, height } = topology;
    let cells: Uint8Array = Uint8Array.from({ length: width * height }, (_, i) =>
      (i % width) % 48 < 24 ? draw(states) : 0,
    );
    cells.forEach((state, i) => {
      grid.set(i % width, Math.floor(i / width), state);
    });
    for (let time = 0; time < 3; time++) {
      cells = slowStep(topology, cells, (look) => nextState(tree, inputs(neighbours, look)));
      step(1);
      expect(cells.map((_, i) => grid.at(i % width, Math.floor(i / width)))).toEqual(cells);
    }
  }

  it.each([
    ['flat', 2, 8, 4],
    ['flat', 3, 8, 3],
    ['flat', 9, 4, 5],
    ['split', 4, 8, 5],
    ['split', 9, 8, 3],
    ['split', 10, 4, 4],
    ['split', 40, 4, 2],
    ['tree', 10, 8, 3],
    ['tree', 41, 4, 3],
    ['tree', 256, 4, 2],
  ] as const)('%s: %i states, %i neighbours', (kind, states, neighbours, breadth) => {
    fc.assert(
      fc.property(surfaces(100, 12), fc.integer({ min: 1 }), (surface, seed) => {
        let s = seed;
        const draw = (below: number) => {
          s = (Math.imul(1664525, s) + 1013904223) >>> 0;
          return Math.floor((s / 2 ** 32) * below);
        };
        const tree = randomTree(states, neighbours, breadth, draw);
        // Chance may make a rule of two states that neighbours hardly matter to.
        fc.pre(planTable(tree).kind !== 'sums');
        expect(planTable(tree).kind).toBe(kind);
        expectEqual(tree, surfaceOf(surface), draw);
      }),
      { numRuns: 6 },
    );
  });

  it.each([
    ['Brian’s Brain: one row of sixteen sums', BRIANS_BRAIN, 8],
    ['WireWorld', WIREWORLD, 8],
    ['sum modulo 2', sumRule(2), 4],
    ['sum modulo 3: sums up to 20', sumRule(3), 20],
    ['sum modulo 4: sums up to 100', sumRule(4), 100],
  ])('sums: %s', (_, text, largest) => {
    const { tree } = parseRuleFile(text);
    const plan = planTable(tree);
    expect(plan).toMatchObject({ kind: 'sums', largest });
    fc.assert(
      fc.property(surfaces(100, 12), fc.infiniteStream(fc.nat(1e6)), (surface, stream) => {
        expectEqual(tree, surfaceOf(surface), (below) => Number(stream.next().value) % below);
      }),
      { numRuns: 6 },
    );
  });

  it('a rule under which emptiness does not stay empty', () => {
    const { tree } = parseRuleFile(
      '@RULE Blink\n@TABLE\nn_states:5\nneighborhood:vonNeumann\nsymmetries:none\n0,0,0,0,0,3\n3,3,3,3,3,4\n',
    );
    expect(planTable(tree)).toMatchObject({ rest: 3 });
    let s = 1;
    expectEqual(tree, surfaceOf({ width: 70, height: 20, edge: 'plane' }), (below) => {
      s = (s * 75) % 65537;
      return s % below;
    });
  });
});

describe('rule-table: bad input', () => {
  it('names what is wrong', () => {
    expect(() => start({ table: 'no rule' })).toThrow('invalid rule');
    expect(() => start({ brushState: 3 })).toThrow('invalid brushState 3: expected a state of BriansBrain: 0 to 2');
    expect(() => start({ pattern: 'D!' })).toThrow('invalid pattern "state 4": expected a pattern of 3 states');
  });

  it('runs on the grid that the pattern’s rule names', () => {
    const simulation = start({ pattern: 'x = 2, y = 1, rule = BriansBrain:K30*,20\nAB!' });
    expect(simulation.field('cells').shape).toEqual([20, 30]);
    expect(() => start({ pattern: 'x = 1, y = 1, rule = X:T0,20\nA!' })).toThrow('invalid rule "0×20"');
  });

  it('says what it runs', () => {
    expect(start({}).report?.()).toEqual({ rule: 'BriansBrain', form: 'sums' });
  });
});
