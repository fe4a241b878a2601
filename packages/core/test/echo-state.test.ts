import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { EchoStateNetwork } from '../src/neurons/echo-state-network.js';
import { growthRadius, spectralRadius } from '../src/neurons/echo-state-radius.js';
import { mackeyGlass } from '../src/neurons/mackey-glass.js';
import { memoryCapacity } from '../src/neurons/memory-capacity.js';
import { RidgeRegression } from '../src/neurons/ridge.js';

/** To mean 0 and deviation 1. */
function standardized(series: Float64Array): Float64Array {
  const mean = series.reduce((sum, x) => sum + x, 0) / series.length;
  const deviation = Math.sqrt(series.reduce((sum, x) => sum + (x - mean) ** 2, 0) / series.length);
  return series.map((x) => (x - mean) / deviation);
}

describe('Mackey–Glass', () => {
  it('is converged: a quarter of the step, the same course', () => {
    const [coarse, fine] = [10, 40].map((substeps) => mackeyGlass(100, { substeps }));
    for (let t = 0; t < 100; t++) expect(coarse[t]).toBeCloseTo(fine[t], 4);
  });

  it('rests at 1 for short delays, runs between 0.2 and 1.4 for 17', () => {
    expect(mackeyGlass(1, { delay: 2, skip: 1000 })[0]).toBeCloseTo(1, 6);
    const series = mackeyGlass(5000, { skip: 300 });
    expect(Math.min(...series)).toBeGreaterThan(0.2);
    expect(Math.max(...series)).toBeLessThan(1.4);
    expect(Math.max(...series) - Math.min(...series)).toBeGreaterThan(0.8);
  });

  it('refuses a delay between its steps', () => {
    expect(() => mackeyGlass(1, { delay: 1.05, substeps: 10 })).toThrow(
      'invalid delay 1.05: expected a multiple of 0.1',
    );
  });
});

describe('ridge regression', () => {
  it('finds the plane that the samples lie on', () => {
    const regression = new RidgeRegression(3, 2);
    for (let n = 0; n < 40; n++) {
      const x = [1, (n * 7) % 11, (n * 5) % 13];
      regression.add(x, [2 + 3 * x[1] - x[2], 0.5 * x[2]]);
    }
    const expected = [2, 3, -1, 0, 0, 0.5];
    regression.solve(1e-9).forEach((weight, i) => void expect(weight).toBeCloseTo(expected[i], 6));
  });

  it('says so where the samples leave the weights open', () => {
    expect(() => new RidgeRegression(2, 1).solve(0)).toThrow('invalid ridge 0: expected a larger penalty');
  });
});

describe('spectral radius', () => {
  it('of a rotation and of a triangle are known', () => {
    expect(spectralRadius(Float64Array.of(0, -3, 3, 0), 2)).toBeCloseTo(3, 12);
    expect(spectralRadius(Float64Array.of(1, 5, 9, 0, -2, 4, 0, 0, 0.5), 3)).toBeCloseTo(2, 12);
    expect(spectralRadius(Float64Array.of(0, 1, 0, 0), 2)).toBeCloseTo(0, 12);
  });

  it('by growth is that by eigenvalues, complex ones too', () => {
    const { weights } = new EchoStateNetwork({ units: 60, spectralRadius: 1.25, seed: 4 });
    expect(spectralRadius(weights, 60)).toBeCloseTo(1.25, 9);
    expect(growthRadius(weights, 60)).toBeCloseTo(1.25, 2);
  });
});

describe('echo state network', () => {
  it('predicts Mackey–Glass (τ = 17) one step ahead: 100 units, radius 1.25, leak 0.3, ridge 1e-5', () => {
    const series = standardized(mackeyGlass(4001, { skip: 500 }));
    const errors = [1, 2, 3, 4].map((seed) => {
      const network = new EchoStateNetwork({ units: 100, inputScale: 1, sparsity: 0.9, seed });
      const trained = network.fit(series.subarray(0, 2000), series.subarray(1, 2001));
      const answers = network.predict(series.subarray(2000, 4000));
      const squares = answers.reduce((sum, y, t) => sum + (y - series[2001 + t]) ** 2, 0);
      const tested = Math.sqrt(squares / 2000);
      expect(trained).toBeLessThan(1.5 * tested);
      return tested;
    });
    // Usual figures: .0025 – .0032; what is below them is as good or better.
    for (const error of errors) expect(error).toBeLessThan(0.0035);
    expect(Math.max(...errors)).toBeGreaterThan(0.001);
  });

  it('goes on by itself for a while', () => {
    const series = standardized(mackeyGlass(2201, { skip: 500 }));
    const network = new EchoStateNetwork({ units: 200, inputScale: 1, seed: 2 });
    network.fit(series.subarray(0, 2000), series.subarray(1, 2001), { ridge: 1e-8 });
    const dream = network.generate(100, series.subarray(2000, 2001));
    dream.forEach((y, t) => void expect(Math.abs(y - series[2001 + t])).toBeLessThan(0.3));
  });

  it('follows its equation', () => {
    const network = new EchoStateNetwork({ units: 5, leak: 0.4, seed: 2 });
    const x = [0, 0, 0, 0, 0];
    for (const u of [0.3, -1, 2]) {
      const sums = x.map((_, i) => {
        const recurrent = x.reduce((sum, value, j) => sum + network.weights[i * 5 + j] * value, 0);
        return recurrent + network.inputWeights[2 * i] + network.inputWeights[2 * i + 1] * u;
      });
      for (let i = 0; i < 5; i++) x[i] = 0.6 * x[i] + 0.4 * Math.tanh(sums[i]);
      network.step([u]);
    }
    x.forEach((value, i) => void expect(network.state[i]).toBeCloseTo(value, 12));
  });

  it('holds at most as much of the past as it has units, and linear ones nearly that (Jaeger 2002)', () => {
    const total = (options: object) => {
      const network = new EchoStateNetwork({ units: 20, leak: 1, bias: false, seed: 1, ...options });
      return memoryCapacity(network, { delays: 60, steps: 2000 }).reduce((sum, c) => sum + c, 0);
    };
    const linear = total({ activation: 'linear', spectralRadius: 0.9 });
    // Each of the 60 delays adds some 1 / steps by chance.
    expect(linear).toBeLessThan(20 + 60 / 2000 + 0.01);
    expect(linear).toBeGreaterThan(15);
    const strong = total({ spectralRadius: 0.9, inputScale: 1 });
    expect(strong).toBeLessThan(linear - 3);
  });

  it('says what does not fit', () => {
    const network = new EchoStateNetwork({ units: 4, outputs: 2 });
    expect(() => network.fit([1, 2, 3], [1, 2, 3])).toThrow(
      'invalid targets "of 3 values": expected 6, one row a step',
    );
    expect(() => network.fit([1, 2], [1, 2, 3, 4])).toThrow('invalid washout 100: expected fewer than the 2 steps');
    expect(() => network.generate(1, [0])).toThrow('invalid outputs 2: expected 1, as many as inputs');
    expect(() => new EchoStateNetwork({ units: 4, leak: 0 })).toThrow('invalid leak 0');
    expect(() => new EchoStateNetwork({ units: 0 })).toThrow('invalid units 0: expected an integer of at least 1');
  });
});

describe('echo-state', () => {
  it('is near the truth while it hears it, and for a while alone', () => {
    const simulation = createSimulation({ system: 'echo-state', params: { units: 150, ridge: 1e-7 } });
    simulation.step(1100);
    expect(Number(simulation.measures().error)).toBeLessThan(0.01);
    simulation.step(60);
    expect(simulation.measures().phase).toBe(2);
    expect(Number(simulation.measures().error)).toBeLessThan(0.05);
  });

  it('shows that a large network remembers no less than a small one, and draws memories of any weights', () => {
    const memory = (params: object) => {
      const curve = createSimulation({ system: 'echo-state', params }).field('capacity').data;
      return curve.filter((_, i) => i % 2 === 1);
    };
    const upToFive = (params: object) =>
      memory(params)
        .subarray(0, 5)
        .reduce((sum: number, c: number) => sum + c, 0);
    const at = (units: number) => upToFive({ units, spectralRadius: 0.9 });
    expect(at(200)).toBeGreaterThan(at(12));
    const chainless = { activation: 'linear', spectralRadius: 0.95, leak: 1, sparsity: 0.99, inputScale: 5 };
    expect(memory(chainless)[0]).toBeGreaterThan(0.9);
  });

  it('refuses linear neurons that would grow without bound', () => {
    const start = () => createSimulation({ system: 'echo-state', params: { activation: 'linear' } });
    expect(start).toThrow('invalid spectralRadius 1.25: expected at most 1 with linear neurons');
  });
});
