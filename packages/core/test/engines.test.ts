import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashLifeEngine } from '../src/hashlife/hashlife-engine.js';
import { createSimulation, flip, formatRle, InputError, type Pattern, parsePattern, rotate } from '../src/index.js';
import { AutoPlane } from '../src/lattice/auto-plane.js';
import { DenseEngine } from '../src/lattice/dense.js';
import type { LatticeEngine } from '../src/lattice/engine.js';
import { SparseEngine } from '../src/lattice/sparse-engine.js';
import { type Topology, UNBOUNDED } from '../src/lattice/topology.js';
import { isQuadtree } from '../src/patterns/quadtree.js';
import { parseRule } from '../src/rules/parse-rule.js';
import type { BlockRule } from '../src/rules/rule.js';
import { referencePlane, referencePlaneStep } from './lattice-reference.js';

// Engines against each other and against the slow reference: the same rule, pattern and steps give the same cells.

const RULES = ['B3/S23', 'B36/S23', 'B2-a/S12', 'B3/S2-i34q', 'B2/S34H', 'B13/S012V', 'B1/S1', 'B3678/S34678', 'W110'];
const SIDE = 12;
const block = (text: string): BlockRule => {
  const { rule } = parseRule(text);
  if (rule.kind !== 'block') throw new Error(text);
  return rule;
};
const grid = (side: number): Topology => ({ ...UNBOUNDED, width: side, height: side });
const bitmaps = fc.uint8Array({ min: 0, max: 1, minLength: SIDE * SIDE, maxLength: SIDE * SIDE });

function patternOfCells(cells: Uint8Array): Pattern {
  const runs = [...cells.keys()].filter((i) => cells[i]).flatMap((i) => [i % SIDE, Math.floor(i / SIDE), 1, 1]);
  return { width: SIDE, height: SIDE, runs: Int32Array.from(runs), comments: [] };
}

/** Live cells as `x,y`, wherever they are. */
function placesOf(engine: LatticeEngine): string[] {
  const { runs, origin: [left, top] = [0n, 0n] } = engine.pattern();
  const places: string[] = [];
  for (let i = 0; i < runs.length; i += 4) {
    for (let k = 0; k < runs[i + 2]; k++) places.push(`${left + BigInt(runs[i] + k)},${top + BigInt(runs[i + 1])}`);
  }
  return places.sort();
}

describe('engines', () => {
  it('dense (on a plane that is large enough), sparse and HashLife equal the slow reference', () => {
    const steps = fc.integer({ min: 0, max: 24 });
    fc.assert(
      fc.property(fc.constantFrom(...RULES), bitmaps, steps, (text, cells, count) => {
        const rule = block(text);
        let plane = referencePlane(cells, SIDE);
        for (let i = 0; i < count; i++) plane = referencePlaneStep(rule, plane);
        const expected = [...plane.cells.keys()].sort();

        for (const engine of [new SparseEngine(rule, UNBOUNDED), new HashLifeEngine(rule)]) {
          engine.place(patternOfCells(cells), 0n, 0n);
          engine.step(count);
          expect(placesOf(engine), engine.name).toEqual(expected);
        }
        const dense = new DenseEngine(rule, grid(SIDE + 2 * 24));
        dense.place(patternOfCells(cells), 24n, 24n);
        dense.step(count);
        const shifted = expected.map((place) =>
          place
            .split(',')
            .map((n) => Number(n) + 24)
            .join(),
        );
        expect(placesOf(dense)).toEqual(shifted.sort());
      }),
      { numRuns: 40 },
    );
  });

  it('2^n steps at once are n-fold doubled steps, whatever the engine', () => {
    for (const text of ['B3/S23', 'B3/S2-i34q', 'B3678/S34678']) {
      const rule = block(text);
      for (const make of [() => new SparseEngine(rule, UNBOUNDED), () => new HashLifeEngine(rule)]) {
        const [whole, parts] = [make(), make()];
        for (const engine of [whole, parts]) engine.place(parsed('b2o$2o$bo!'), 0n, 0n);
        whole.step(1024);
        for (const count of [512, 256, 128, 64, 32, 16, 8, 4, 2, 1, 1]) parts.step(count);
        expect(placesOf(whole)).toEqual(placesOf(parts));
      }
    }
  });

  it('under isotropic rules, turning and mirroring a pattern turns and mirrors its future', () => {
    const turns = [
      (p: Pattern) => rotate(p, 1),
      (p: Pattern) => flip(p, 'horizontal'),
      (p: Pattern) => flip(p, 'vertical'),
    ];
    fc.assert(
      fc.property(fc.constantFrom('B3/S23', 'B2-a/S12', 'B3/S2-i34q'), bitmaps, (text, cells) => {
        const future = (pattern: Pattern) => {
          const engine = new SparseEngine(block(text), UNBOUNDED);
          engine.place(pattern, 0n, 0n);
          engine.step(15);
          return { ...engine.pattern(), origin: undefined };
        };
        const pattern = patternOfCells(cells);
        for (const turn of turns) expect(formatRle(future(turn(pattern)))).toBe(formatRle(turn(future(pattern))));
      }),
      { numRuns: 20 },
    );
  });
});

const BREEDER = '/usr/share/golly/Patterns/Life/Breeders/breeder.lif';

describe.runIf(existsSync(BREEDER))('Gosper’s breeder, where Golly’s collection is installed', () => {
  it('has 4060 cells, 6297 at 1024, 29 377 at 4096, 1 432 547 841 at 2²⁰, 1 501 200 785 119 337 at 2³⁰', () => {
    const pattern = readFileSync(BREEDER, 'utf8');
    const breeder = createSimulation({ system: 'life', params: { pattern } });
    const populations = [0, 1024, 4096, 2 ** 20, 2 ** 30].map((time) => {
      breeder.step(time - breeder.time);
      return breeder.measures().population;
    });
    expect(populations).toEqual([4060, 6297, 29377, 1432547841, 1501200785119337]);
    expect(breeder.report?.().engine).toBe('hashlife');
  });
});

const parsed = (text: string): Pattern => {
  const pattern = parsePattern(text);
  if (isQuadtree(pattern)) throw new Error('a tree');
  return pattern;
};

describe('the automatic choice', () => {
  const engineOf = (params: Record<string, string | number>) =>
    createSimulation({ system: 'life', params }).report?.().engine;

  it('takes dense for a bounded grid, sparse with one end, HashLife for a tree, and sparse to begin with', () => {
    expect(engineOf({})).toBe('dense');
    expect(engineOf({ pattern: 'glider', edge: 'klein' })).toBe('dense');
    expect(engineOf({ rule: 'B3/S23:T64,0', pattern: 'glider' })).toBe('sparse');
    expect(engineOf({ pattern: '[M2] (x)\n#R B3/S23\n.*$..*$***$\n' })).toBe('hashlife');
    expect(engineOf({ pattern: 'glider' })).toBe('sparse');
    expect(engineOf({ pattern: 'glider', engine: 'hashlife' })).toBe('hashlife');
  });

  it('goes over to HashLife for what repeats, with the same cells, and stays sparse for chaos', () => {
    const gun = new AutoPlane(block('B3/S23'), 2 ** 28);
    const sparse = new SparseEngine(block('B3/S23'), UNBOUNDED);
    for (const engine of [gun, sparse]) engine.place(parsed('gosper-glider-gun'), 0n, 0n);
    gun.step(2 ** 20);
    expect(gun.name).toBe('hashlife');
    // 36 cells and 5 more every 30 generations, in the phase of the remainder.
    sparse.step(2 ** 20 % 30);
    expect(gun.population()).toBe(sparse.population() + 5n * BigInt(Math.floor(2 ** 20 / 30)));

    const chaos = new AutoPlane(block('B3678/S34678'), 2 ** 28);
    const soup = createSimulation({ system: 'life', params: { width: 300, height: 300, density: 0.5 } });
    const runs = [...soup.field('cells').data.entries()]
      .filter(([, s]) => s)
      .flatMap(([i]) => [i % 300, Math.floor(i / 300), 1, 1]);
    chaos.place({ width: 300, height: 300, runs: Int32Array.from(runs), comments: [] }, 0n, 0n);
    chaos.step(3000);
    expect(chaos.name).toBe('sparse');
  });

  it('leaps with what flies far from the middle', () => {
    const glider = createSimulation({ system: 'life', params: { pattern: 'glider', offsetX: 100_000_000 } });
    for (let k = 4; k < 50; k++) glider.step(2 ** k);
    expect(glider.report?.().engine).toBe('hashlife');
    expect(glider.measures()).toMatchObject({ population: 5, left: 100_000_000 - 1 + (2 ** 50 - 16) / 4 });
  });

  it('goes on from what it saved, on the engine that it had', () => {
    const start = () => createSimulation({ system: 'life', params: { pattern: 'gosper-glider-gun' } });
    const run = start();
    run.step(2 ** 20);
    const copy = start();
    copy.restore(run.snapshot());
    for (const each of [run, copy]) each.step(2 ** 30);
    expect(copy.report?.()).toEqual(run.report?.());
    expect(run.report?.()).toEqual({ engine: 'hashlife', generation: String(2 ** 30 + 2 ** 20) });
    expect(copy.measures()).toEqual(run.measures());
  });

  it('refuses what no engine runs, and says what would', () => {
    const refused = (params: Record<string, string>) => () => createSimulation({ system: 'life', params });
    expect(refused({ engine: 'hashlife', edge: 'torus' })).toThrow('invalid engine "hashlife": expected dense');
    expect(refused({ engine: 'dense', pattern: 'glider' })).toThrow('invalid engine "dense": expected sparse');
    expect(refused({ engine: 'sparse', edge: 'sphere' })).toThrow(InputError);
    expect(refused({ rule: '345/2/4' })).toThrow('the system "generations" runs this one');
    expect(refused({ rule: 'R5,C0,M1,S34..58,B34..45,NM' })).toThrow('the system "larger-than-life" runs this one');
  });
});

describe('a step that fails', () => {
  it('leaves a simulation that can be saved, and goes on elsewhere', () => {
    // Births on one or two neighbours fill the plane: no memory is enough.
    const params = { pattern: 'o!', rule: 'B12/S012345678', engine: 'sparse', memory: 16 };
    const run = createSimulation({ system: 'life', params });
    expect(() => run.step(100_000)).toThrow('invalid memory "16 MiB"');
    expect(run.time).toBeGreaterThan(100);
    const saved = run.snapshot();
    const copy = createSimulation({ system: 'life', params });
    copy.restore(saved);
    expect(copy.time).toBe(run.time);
    expect(copy.measures()).toEqual(run.measures());
    // A ceiling of memory decides nothing of what comes out: the run may go on under a higher one.
    const roomy = createSimulation({ system: 'life', params: { ...params, memory: 64 } });
    roomy.restore(saved);
    roomy.step(50);
    expect(roomy.time).toBe(run.time + 50);
  });

  it('is taken over by HashLife where the choice is automatic: at the end of memory, and of the sparse plane', () => {
    const grower = createSimulation({ system: 'life', params: { pattern: 'o!', rule: 'B1357/S1357', memory: 16 } });
    // Copies of one cell under the rule of sums modulo 2: dense now and then, and simple always.
    grower.step(2 ** 13 + 1);
    expect(grower.report?.().engine).toBe('hashlife');
    expect(grower.measures().population).toBe(64);
    const far = `#CXRLE Pos=${2n ** 62n - 200n},0\nbo$2bo$3o!`;
    const glider = createSimulation({ system: 'life', params: { pattern: far } });
    glider.step(4000);
    expect(glider.measures()).toMatchObject({ population: 5, left: 2n ** 62n - 200n + 1000n });
    expect(glider.report?.().engine).toBe('hashlife');
  });

  it('measures far from the middle are exact, on either side of it', () => {
    const pattern = '#CXRLE Pos=-999999999999999999,999999999999999999\no$2o!';
    const { left, top } = createSimulation({ system: 'life', params: { pattern } }).measures();
    expect([left, top]).toEqual([-999999999999999999n, 999999999999999999n]);
  });
});
