import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../src/compiler/backend.js';
import { DenseEngine } from '../src/lattice/dense.js';
import type { Topology } from '../src/lattice/topology.js';
import { blockTables, ruleOf } from './compiler-reference.js';
import { referenceRun } from './lattice-reference.js';

const BACKENDS = ['compiled', 'masks', 'typescript'] satisfies Backend[];

const width = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 90 }) },
  { weight: 2, arbitrary: fc.constantFrom(127, 128, 129, 255, 256, 257, 384) },
);
const height = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 24 }));

/** Every bounded topology; shifts go beyond the sides too. */
const topologies: fc.Arbitrary<Topology> = fc
  .record({
    kind: fc.constantFrom('plane', 'torus', 'torus', 'klein', 'cross-surface', 'sphere'),
    width,
    height,
    shift: fc.integer({ min: -3, max: 3 }),
    vertical: fc.boolean(),
  })
  .map(({ kind, width, height, shift, vertical }) => {
    const plain = { kind, width, height, shiftX: 0, shiftY: 0, twist: 'none' } as const;
    if (kind === 'sphere') return { ...plain, width: height };
    if (kind === 'torus') return vertical ? { ...plain, shiftY: shift } : { ...plain, shiftX: shift };
    if (kind === 'klein') {
      const shifted = vertical ? { shiftY: height % 2 ? shift : 0 } : { shiftX: width % 2 ? shift : 0 };
      return { ...plain, ...shifted, twist: vertical ? 'vertical' : 'horizontal' };
    }
    return plain;
  }) as fc.Arbitrary<Topology>;

const states = fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, fc.constantFrom(3, 4, 5, 6, 9, 17, 25, 256));

function start(rule: Parameters<typeof ruleOf>, topology: Topology, cells: Uint8Array, backend: Backend): DenseEngine {
  const engine = new DenseEngine(ruleOf(...rule), topology, { backend });
  let i = 0;
  engine.fill(() => cells[i++]);
  return engine;
}

function cellsOf(engine: DenseEngine): Uint8Array {
  const out = new Uint8Array(engine.width * engine.height);
  engine.cells({ x: 0n, y: 0n, width: engine.width, height: engine.height, zoom: 0 }, out);
  return out;
}

describe('the dense engine equals the slow reference', () => {
  it.each(BACKENDS)('%s: on every bounded topology, for rules of every kind', (backend) => {
    const cases = fc.record({ next: blockTables, states, topology: topologies, seed: fc.nat(), steps: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(cases, ({ next, states, topology, seed, steps }) => {
        let s = seed;
        const cells = new Uint8Array(topology.width * topology.height).map(() => {
          s = (Math.imul(1664525, s) + 1013904223) >>> 0;
          return s >>> 31 ? (s >>> 16) % states : 0;
        });
        const engine = start([next, states], topology, cells, backend);
        expect(cellsOf(engine)).toEqual(cells);
        engine.step(1);
        const first = referenceRun(ruleOf(next, states), topology, cells, 1);
        expect(cellsOf(engine)).toEqual(first);
        engine.step(steps);
        expect(cellsOf(engine)).toEqual(referenceRun(ruleOf(next, states), topology, first, steps));
      }),
      { numRuns: 120 },
    );
  });
});
