import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { AmariField } from '../src/neurons/amari-field.js';
import { bumpWidths, connectionAt, type MexicanHat } from '../src/neurons/amari-kernel.js';
import { createRandom } from '../src/random/random.js';

const hat: MexicanHat = {
  excitation: 8,
  excitationWidth: 40,
  inhibition: 7,
  inhibitionWidth: 80,
  globalInhibition: 0,
};

/** Cells above 0 after the field came to rest from a start as wide as `from`. */
function restingWidth(rest: number, from: number, cells = 1200): number {
  const field = new AmariField({ ...hat, width: cells, rest });
  for (let i = 0; i < from; i++) field.u[Math.floor(cells / 2 - from / 2) + i] = 1;
  for (let t = 0; t < 900; t++) field.step(t);
  return field.u.subarray(0, cells).reduce((count, u) => count + (u > 0 ? 1 : 0), 0);
}

/** ∫₀^a w − target = 0 for the larger a, by the plain sum of small pieces: independent of the code under test. */
function widthByHand(rest: number): number {
  const gauss = (x: number, s: number) => Math.exp((-x * x) / (2 * s * s)) / (s * Math.sqrt(2 * Math.PI));
  const dx = 0.01;
  let sum = 0;
  let found = 0;
  for (let x = dx / 2; x < 400; x += dx) {
    const before = sum;
    sum += dx * (8 * gauss(x, 40) - 7 * gauss(x, 80));
    if (before > -rest && sum <= -rest) found = x;
  }
  return found;
}

/** The equation with every pair of cells, in doubles. */
function reference(u: number[], a: number[], w: number, h: number, options: MexicanHat & { rest: number }): number[] {
  const gauss = (d: number, s: number) => Math.exp((-d * d) / (2 * s * s));
  const around = (s: number, size: number, total: number) => {
    const reach = Math.min(Math.ceil(4 * s), Math.floor((Math.min(w, h > 1 ? h : w) - 1) / 2));
    const taps = Array.from({ length: 2 * reach + 1 }, (_, i) => gauss(i - reach, s));
    const sum = taps.reduce((x, y) => x + y, 0);
    return (d: number) => {
      const short = d - size * Math.round(d / size);
      return Math.abs(short) > reach ? 0 : (taps[short + reach] / sum) * total;
    };
  };
  const pair = (s: number, total: number) => {
    const root = h > 1 ? Math.sqrt(total) : total;
    const [across, down] = [around(s, w, root), around(s, h, root)];
    return (dx: number, dy: number) => across(dx) * (h > 1 ? down(dy) : 1);
  };
  const excite = pair(options.excitationWidth, options.excitation);
  const inhibit = pair(options.inhibitionWidth, options.inhibition);
  const rate = u.map((value) => (value > 0 ? 1 : 0));
  return u.map((value, i) => {
    let drive = options.rest - 0.5 * a[i];
    rate.forEach((r, j) => {
      const [dx, dy] = [(i % w) - (j % w), Math.floor(i / w) - Math.floor(j / w)];
      drive += r * (excite(dx, dy) - inhibit(dx, dy) - options.globalInhibition);
    });
    return value + 0.2 * (drive - value);
  });
}

describe('Amari’s field', () => {
  it.each([-0.8, -1, -1.2])('h = %f: a bump at rest is as wide as ∫₀^a w = −h says', (rest) => {
    const expected = widthByHand(rest);
    expect(bumpWidths(hat, rest, 400).at(-1)).toBeCloseTo(expected, 1);
    expect(connectionAt(hat, expected)).toBeLessThan(0);
    // The grid holds an edge fast within a cell or two: from within and from without it comes to rest on either side.
    const [inner, outer] = [restingWidth(rest, 50), restingWidth(rest, 200)];
    expect(inner).toBeLessThanOrEqual(expected + 1);
    expect(outer).toBeGreaterThanOrEqual(expected - 1);
    expect(Math.abs((inner + outer) / 2 - expected)).toBeLessThan(1.5);
    expect(outer - inner).toBeLessThan(7);
  });

  it('a start narrower than the unstable width dies out, and nothing rests where −h is too high', () => {
    const [narrow] = bumpWidths(hat, -1, 400);
    expect(restingWidth(-1, Math.floor(0.6 * narrow))).toBe(0);
    expect(bumpWidths(hat, -3, 400)).toEqual([]);
    expect(restingWidth(-3, 150)).toBe(0);
  });

  it.each([
    [30, 1],
    [31, 1],
    [13, 11],
    [16, 9],
  ])('%i × %i cells step as all pairs say', (width, height) => {
    const options = {
      ...{ excitation: 6, excitationWidth: 1.5, inhibition: 5, inhibitionWidth: 3, globalInhibition: 0.01 },
      rest: -0.3,
    };
    const field = new AmariField({ ...options, width, height, timeStep: 0.2, adaptation: 0.5, adaptationTime: 2 });
    const { uniform } = createRandom(4);
    const at = (i: number) => Math.floor(i / width) * field.pitch + (i % width);
    let u = Array.from({ length: width * height }, () => 2 * uniform() - 1);
    const a = u.map(() => uniform());
    for (let i = 0; i < u.length; i++) {
      u[i] = Math.fround(u[i]);
      field.u[at(i)] = u[i];
      field.adaptation[at(i)] = a[i];
    }
    for (let t = 0; t < 4; t++) {
      const rate = u.map((value) => (value > 0 ? 1 : 0));
      u = reference(u, a, width, height, options);
      rate.forEach((r, i) => {
        a[i] += 0.1 * (r - a[i]);
      });
      field.step(t);
    }
    for (let i = 0; i < u.length; i++) {
      expect(field.u[at(i)]).toBeCloseTo(u[i], 4);
      expect(field.adaptation[at(i)]).toBeCloseTo(a[i], 5);
    }
  });

  it('noise spreads a cell that nothing else drives by its deviation over √2', () => {
    const still = { excitation: 0, inhibition: 0, excitationWidth: 1, inhibitionWidth: 1, globalInhibition: 0 };
    const field = new AmariField({ ...still, width: 2000, rest: -1, noise: 0.5, timeStep: 0.05 });
    for (let t = 0; t < 400; t++) field.step(t);
    const deviation = Math.sqrt(field.u.reduce((sum, u) => sum + (u + 1) ** 2, 0) / 2000);
    expect(Math.abs(deviation - 0.5 / Math.SQRT2)).toBeLessThan(0.03);
  });

  it('refuses steps that overshoot', () => {
    expect(() => new AmariField({ ...hat, width: 9, rest: -1, timeStep: 2 })).toThrow('invalid timeStep 2');
    expect(() => new AmariField({ ...hat, width: 9, rest: -1, adaptationTime: 0.01 })).toThrow(
      'invalid adaptationTime 0.01',
    );
  });
});

describe('neural-field', () => {
  const after = (steps: number, params: Record<string, number>) => {
    const simulation = createSimulation({ system: 'neural-field', params });
    simulation.step(steps);
    return simulation;
  };

  it('remembers a place after the stimulus is gone', () => {
    const measures = after(1000, {}).measures();
    expect(measures.bumps).toBe(1);
    const expected = bumpWidths({ ...hat, excitationWidth: 8, inhibitionWidth: 16 }, -1, 100).at(-1) ?? 0;
    expect(Math.abs(Number(measures.width) - expected)).toBeLessThan(4);
  });

  it('several fit side by side, and with inhibition everywhere one is left', () => {
    expect(after(1000, { cues: 5 }).measures().bumps).toBe(5);
    const one = { cues: 3, cueContrast: 0.06, inhibition: 6, globalInhibition: 0.04, cueDuration: 25 };
    expect(after(1000, one).measures().bumps).toBe(1);
  });

  it('can be painted: a second bump, and none', () => {
    const simulation = after(300, { cues: 0, noise: 0 });
    expect(simulation.measures().bumps).toBe(0);
    simulation.edit?.({ x: 100, y: 3, radius: 10 });
    simulation.step(300);
    expect(simulation.measures().bumps).toBe(1);
    simulation.edit?.({ x: 100, y: 3, radius: 60, erase: true });
    simulation.step(300);
    expect(simulation.measures().bumps).toBe(0);
  });
});

describe('neural-sheet', () => {
  it('remembers every place, or one only', () => {
    const spots = (params: Record<string, number>) => {
      const simulation = createSimulation({ system: 'neural-sheet', params: { width: 96, height: 96, ...params } });
      simulation.step(600);
      return simulation.measures().spots;
    };
    expect(spots({ cues: 4, rest: -0.9, cueStrength: 3 })).toBe(4);
    const one = { rest: -0.5, inhibition: 6, globalInhibition: 0.02, cueDuration: 25, cueContrast: 0.03 };
    expect(spots({ cues: 4, cueStrength: 3, ...one })).toBe(1);
  });
});
