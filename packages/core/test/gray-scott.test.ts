import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, type Field, grayScottFixedPoint, type Simulation } from '../src/index.js';

type GrayScottParams = Record<string, number | string>;
const start = (params: GrayScottParams, seed = 1): Simulation =>
  createSimulation({ system: 'gray-scott', params, seed });

/** The cells of a padded field, row by row. */
function cells({ data, shape: [height, width], stride }: Field): Float64Array {
  return Float64Array.from({ length: width * height }, (_, i) => data[Math.floor(i / width) * stride[0] + (i % width)]);
}

/**
 * One step, cell by cell, in double precision: the nine-point Laplacian (1 4 1; 4 −20 4; 1 4 1) / 6, and no step that uses
 * up more u than there is.
 */
function referenceStep(
  u: Float64Array,
  v: Float64Array,
  width: number,
  height: number,
  p: Record<string, number>,
  mirror: boolean,
) {
  const index = (x: number, y: number) => {
    const wrap = (i: number, n: number) => (mirror ? Math.min(n - 1, Math.max(0, i)) : (i + n) % n);
    return wrap(y, height) * width + wrap(x, width);
  };
  const laplacian = (f: Float64Array, x: number, y: number) => {
    let sum = -20 * f[index(x, y)];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ])
      sum += 4 * f[index(x + dx, y + dy)];
    for (const [dx, dy] of [
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
    ])
      sum += f[index(x + dx, y + dy)];
    return sum / 6;
  };
  const next = { u: new Float64Array(u.length), v: new Float64Array(v.length) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const reaction = u[i] * Math.min(v[i] ** 2, 1);
      next.u[i] = Math.max(0, u[i] + p.diffusionU * laplacian(u, x, y) - reaction + p.feed * (1 - u[i]));
      next.v[i] = v[i] + p.diffusionV * laplacian(v, x, y) + reaction - (p.feed + p.kill) * v[i];
    }
  }
  return next;
}

describe('gray-scott', () => {
  it('equals the slow reference on any size, rates and boundary', () => {
    const side = fc.integer({ min: 1, max: 40 });
    const rates = fc.record({
      feed: fc.double({ min: 0.005, max: 0.1, noNaN: true }),
      kill: fc.double({ min: 0.03, max: 0.08, noNaN: true }),
      diffusionU: fc.double({ min: 0, max: 0.25, noNaN: true }),
      diffusionV: fc.double({ min: 0, max: 0.25, noNaN: true }),
    });
    fc.assert(
      fc.property(side, side, rates, fc.boolean(), fc.nat(1000), (width, height, p, mirror, seed) => {
        const boundary = mirror ? 'mirror' : 'torus';
        const simulation = start({ width, height, ...p, boundary, spots: 5, spotRadius: 4 }, seed);
        let expected = { u: cells(simulation.field('u')), v: cells(simulation.field('v')) };
        for (let t = 0; t < 10; t++) expected = referenceStep(expected.u, expected.v, width, height, p, mirror);
        simulation.step(10);
        // Ten steps of single precision: a few units in the last place of numbers up to 1.
        for (const name of ['u', 'v'] as const) {
          const actual = cells(simulation.field(name));
          const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[name][i])), 0);
          expect(worst).toBeLessThan(4e-6);
        }
      }),
    );
  });

  it('has its even state at u = .341886, v = .219371 for F = .025, k = .05, and stays there', () => {
    const point = grayScottFixedPoint(0.025, 0.05);
    expect(point?.u).toBeCloseTo(0.341886, 6);
    expect(point?.v).toBeCloseTo(0.219371, 6);
    const simulation = start({ width: 50, height: 30, feed: 0.025, kill: 0.05, spots: 0 });
    const snapshot = simulation.snapshot();
    for (const name of ['u', 'v'] as const) (snapshot.state[name] as Float32Array).fill(point?.[name] ?? 0);
    simulation.restore(snapshot);
    simulation.step(2000);
    const { meanU, meanV, contrast } = simulation.measures();
    expect(meanU).toBeCloseTo(0.341886, 5);
    expect(meanV).toBeCloseTo(0.219371, 5);
    expect(contrast).toBeLessThan(1e-5);
  });

  it('has no such state where F < 4 (F + k)²', () => {
    expect(grayScottFixedPoint(0.03, 0.07)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.1, noNaN: true }),
        fc.double({ min: 0.01, max: 0.08, noNaN: true }),
        (F, k) => {
          const point = grayScottFixedPoint(F, k);
          expect(point !== undefined).toBe(F >= 4 * (F + k) ** 2);
          if (!point) return;
          const { u, v } = point;
          expect(-u * v * v + F * (1 - u)).toBeCloseTo(0, 12);
          expect(u * v * v - (F + k) * v).toBeCloseTo(0, 12);
        },
      ),
    );
  });

  it('stays finite at any rates: none uses up more than there is', () => {
    const rate = (max: number) => fc.oneof(fc.constantFrom(0, max), fc.double({ min: 0, max, noNaN: true }));
    const rates = fc.record({ feed: rate(0.12), kill: rate(0.08), diffusionU: rate(0.25), diffusionV: rate(0.25) });
    fc.assert(
      fc.property(rates, (p) => {
        const simulation = start({ width: 40, height: 40, ...p });
        simulation.step(3000);
        const { meanU, meanV } = simulation.measures();
        expect(meanU).toBeGreaterThanOrEqual(0);
        expect(meanU).toBeLessThanOrEqual(1.01);
        // All of v was u once, what is there at the start apart.
        expect(meanV).toBeLessThanOrEqual(p.feed * 3000 + 1.5);
      }),
    );
  });

  it('returns to the empty dish (1, 0) without catalyst, and keeps mass where nothing reacts', () => {
    const empty = start({ width: 40, height: 40, spots: 0 });
    empty.step(3000);
    // In single precision u stops where F (1 − u) is less than half a unit in its last place.
    expect(empty.measures().meanU).toBeCloseTo(1, 5);
    expect(empty.measures().meanV).toBe(0);
    for (const boundary of ['torus', 'mirror']) {
      const inert = start({ width: 37, height: 23, spots: 0, feed: 0, kill: 0, boundary });
      const { meanU } = inert.measures();
      inert.step(500);
      expect(inert.measures().meanU).toBeCloseTo(meanU, 5);
    }
  });

  it('on a torus, a translated start has the translated future, bit for bit', () => {
    const simulation = start({ width: 48, height: 32 });
    const moved = start({ width: 48, height: 32 });
    const [dx, dy] = [8, 5];
    const snapshot = moved.snapshot();
    const pitch = simulation.field('u').stride[0];
    for (const name of ['u', 'v'] as const) {
      const from = cells(simulation.field(name));
      const into = snapshot.state[name] as Float32Array;
      for (let y = 0; y < 32; y++) {
        for (let x = 0; x < 48; x++) into[(1 + ((y + dy) % 32)) * pitch + 4 + ((x + dx) % 48)] = from[y * 48 + x];
      }
    }
    moved.restore(snapshot);
    simulation.step(200);
    moved.step(200);
    const [a, b] = [cells(simulation.field('v')), cells(moved.field('v'))];
    expect(b).toEqual(b.map((_, i) => a[((Math.floor(i / 48) - dy + 32) % 32) * 48 + (((i % 48) - dx + 48) % 48)]));
  });

  it('divides spots in Pearson’s class λ and dies out where k is too large', () => {
    const dividing = start({ width: 128, height: 128, spots: 1 });
    const amount = () => dividing.measures().meanV;
    dividing.step(500);
    const before = amount();
    dividing.step(6000);
    expect(amount()).toBeGreaterThan(4 * before);
    const dying = start({ width: 64, height: 64, feed: 0.03, kill: 0.075 });
    dying.step(5000);
    expect(dying.measures().meanV).toBeLessThan(1e-6);
  });

  it('starts from Pearson’s square: 20 × 20 cells of (1/2, 1/4) within one per cent, in (1, 0)', () => {
    const v = cells(start({ width: 64, height: 40, start: 'square', spotRadius: 10 }).field('v'));
    v.forEach((value, i) => {
      const inside = Math.abs((i % 64) + 0.5 - 32) < 10 && Math.abs(Math.floor(i / 64) + 0.5 - 20) < 10;
      expect(value).toBeGreaterThanOrEqual(inside ? 0.2475 : 0);
      expect(value).toBeLessThanOrEqual(inside ? 0.2525 : 0);
    });
  });

  it('paints: a drop adds catalyst inside its radius only, washing takes it away', () => {
    const simulation = start({ width: 64, height: 64, spots: 0 });
    simulation.edit?.({ x: 20, y: 30, radius: 6 });
    const v = cells(simulation.field('v'));
    for (let i = 0; i < v.length; i++) {
      const [x, y] = [i % 64, Math.floor(i / 64)];
      const inside = Math.hypot(x + 0.5 - 20, y + 0.5 - 30) <= 6 || (x === 20 && y === 30);
      expect(v[i]).toBe(inside ? 0.25 : 0);
    }
    simulation.edit?.({ x: 20, y: 30, radius: 100, erase: true });
    expect(simulation.measures().meanV).toBe(0);
  });
});
