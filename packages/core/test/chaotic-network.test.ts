import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { autocorrelationInto } from '../src/neurons/chaotic-autocorrelation.js';
import { spectrumOf } from '../src/neurons/chaotic-spectrum.js';
import { lyapunovExponent } from '../src/neurons/lyapunov.js';
import { networkLyapunov } from '../src/neurons/lyapunov-sweep.js';
import { RateNetwork } from '../src/neurons/rate-network.js';
import { SpaceTime } from '../src/neurons/space-time.js';

/** The equation written out in doubles, Euler's rule. */
function referenceStep(network: RateNetwork, x: Float64Array, timeStep: number): void {
  const { units, stride, weights, gain, input } = network;
  const rates = x.map(Math.tanh);
  for (let i = 0; i < units; i++) {
    let sum = 0;
    for (let j = 0; j < units; j++) sum += weights[i * stride + j] * rates[j];
    x[i] += timeStep * (-x[i] + gain * sum + input[i]);
  }
}

const start = (network: RateNetwork) => Float64Array.from(network.x.subarray(0, network.units));

describe('rate network', () => {
  it.each([1, 2, 3, 7, 8, 9, 61])('of %i units steps as the equation says', (units) => {
    const network = new RateNetwork({ units, gain: 1.5, seed: 3, timeStep: 0.1 });
    for (let i = 0; i < units; i++) network.input[i] = 0.1 * i;
    const x = start(network);
    for (let t = 0; t < 50; t++) referenceStep(network, x, 0.1);
    network.step(50);
    for (let i = 0; i < units; i++) expect(network.x[i]).toBeCloseTo(x[i], 4);
  });

  it('with a tangent makes the same steps, bit for bit within rounding', () => {
    const [a, b] = [1, 2].map(() => new RateNetwork({ units: 50, gain: 1.5, seed: 3 }));
    a.step(20);
    for (let t = 0; t < 20; t++) b.stepWithTangent();
    for (let i = 0; i < 50; i++) expect(a.x[i]).toBeCloseTo(b.x[i], 5);
  });

  it('the tangent grows as two trajectories part (Benettin)', () => {
    const network = new RateNetwork({ units: 40, gain: 2, seed: 5 });
    const state = start(network);
    const byTrajectories = lyapunovExponent(
      { state, timeStep: 0.1, step: (x) => referenceStep(network, x, 0.1) },
      { steps: 4000, transient: 1000, every: 5 },
    );
    const byTangent = networkLyapunov({ units: 40, gain: 2, seed: 5, timeStep: 0.1 }, 400, 100);
    expect(Math.abs(byTangent - byTrajectories)).toBeLessThan(0.04);
  });

  it.each([
    [0.5, -0.53, 0.07],
    [0.8, -0.21, 0.08],
    [1.5, 0.035, 0.045],
    [2, 0.098, 0.04],
  ])('N = 500: gain %f has the exponent %f ± %f', (gain, expected, tolerance) => {
    const mean = [1, 2, 3].reduce(
      (sum, seed) => sum + networkLyapunov({ units: 500, gain, seed, timeStep: 0.1 }, 120, 60) / 3,
      0,
    );
    expect(Math.abs(mean - expected)).toBeLessThan(tolerance);
  });

  it('exponential Euler leaves the exact decay where there are no connections', () => {
    const network = new RateNetwork({ units: 8, gain: 0, integrator: 'exponential', timeStep: 1 });
    const [before] = network.x;
    network.step(3);
    expect(network.x[0]).toBeCloseTo(before * Math.exp(-3), 6);
  });

  it('J has variance 1 / N whatever its density', () => {
    for (const density of [1, 0.1]) {
      const { weights } = new RateNetwork({ units: 200, gain: 1, density });
      const variance = weights.reduce((sum, w) => sum + w * w, 0) / 200 ** 2;
      expect(variance * 200).toBeCloseTo(1, 1);
    }
  });

  it('recursive least squares keep P the inverse of I / α + Σ r rᵀ', () => {
    const units = 6;
    const network = new RateNetwork({ units, gain: 1.5, learns: true });
    const { stride, inverse } = network;
    for (let i = 0; i < units; i++) inverse[i * stride + i] = 1;
    const sum = Array.from({ length: units }, (_, i) => Array.from({ length: units }, (_, j) => (i === j ? 1 : 0)));
    for (let t = 0; t < 30; t++) {
      network.step(3);
      network.leastSquares();
      for (let i = 0; i < units; i++) for (let j = 0; j < units; j++) sum[i][j] += network.rates[i] * network.rates[j];
    }
    for (let i = 0; i < units; i++) {
      for (let j = 0; j < units; j++) {
        const product = sum[i].reduce((total, value, k) => total + value * inverse[k * stride + j], 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
      }
    }
  });

  it('its eigenvalues fill a disc of radius g (Girko’s circular law)', () => {
    const spectrum = spectrumOf(new RateNetwork({ units: 400, gain: 1.5, seed: 2 }));
    const radii = Array.from({ length: 120 }, (_, i) => Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]));
    expect(Math.max(...radii)).toBeLessThan(1.5 * 1.25);
    // Even over the disc: half of them lie within g / √2.
    const inner = radii.filter((radius) => radius < 1.5 / Math.SQRT2).length / 120;
    expect(Math.abs(inner - 0.5)).toBeLessThan(0.15);
  });

  it('refuses a time step that overshoots', () => {
    expect(() => new RateNetwork({ units: 4, gain: 1, timeStep: 1.5 })).toThrow(
      'invalid timeStep 1.5: expected above 0 and at most 1 time constant',
    );
  });
});

describe('chaotic-network', () => {
  it('is silent below the edge, and loud above it', () => {
    const activity = (gain: number) => {
      const simulation = createSimulation({ system: 'chaotic-network', params: { gain } });
      simulation.step(1500);
      return simulation.measures();
    };
    expect(Number(activity(0.5).activity)).toBeLessThan(1e-6);
    expect(Number(activity(0.5).lyapunov)).toBeLessThan(-0.3);
    expect(Number(activity(3).activity)).toBeGreaterThan(0.5);
    expect(Number(activity(3).lyapunov)).toBeGreaterThan(0.05);
  });

  it('a strong rhythm ends the chaos (Rajan, Abbott & Sompolinsky 2010)', () => {
    const simulation = createSimulation({ system: 'chaotic-network', params: { gain: 1.5, drive: 2.5 } });
    simulation.step(1500);
    expect(Number(simulation.measures().lyapunov)).toBeLessThan(-0.02);
  });
});

describe('a history of states', () => {
  it('scrolls: the newest line is the last, whichever way time runs', () => {
    const history = new SpaceTime(2, 3);
    for (let t = 1; t <= 5; t++) history.push([t, -t]);
    expect(Array.from(history.down().data)).toEqual([3, -3, 4, -4, 5, -5]);
    expect(history.down().shape).toEqual([3, 2]);
    expect(Array.from(history.right().data)).toEqual([3, 4, 5, -3, -4, -5]);
    expect([history.at(0, 0), history.at(2, 1)]).toEqual([5, -3]);
  });

  it('of a rhythm has the autocorrelation cos ωτ, and says nothing of delays that it has not seen', () => {
    const history = new SpaceTime(2, 200);
    for (let t = 0; t < 200; t++) history.push([Math.cos(0.2 * t), Math.sin(0.2 * t)]);
    const curve = autocorrelationInto(new Float32Array(100), history, 200, 0.1);
    for (let delay = 0; delay < 50; delay++) {
      expect(curve[2 * delay]).toBeCloseTo(0.1 * delay, 6);
      expect(curve[2 * delay + 1]).toBeCloseTo(Math.cos(0.2 * delay), 5);
    }
    expect(autocorrelationInto(new Float32Array(8), history, 2, 1)[5]).toBeNaN();
  });
});
