import { describe, expect, it } from 'vitest';
import { changeOf, MEASURED_PAIRINGS, PAIRS_ONLY } from '../src/hebbian/stdp-charts.js';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';
import { pairsReference, tripletsReference } from './stdp-reference.js';

const { PoissonInputs, pairingChange, StdpSynapses, stdpWindow, TripletSynapse, VISUAL_CORTEX, VISUAL_CORTEX_FULL } =
  hebbian;
const rule = { potentiation: 0.01, depression: 0.0105, tauPlus: 17, tauMinus: 34 };
const settle = (params: Record<string, ParamValue>, seconds: number, seed = 1) => {
  const simulation = createSimulation({ system: 'stdp', params, seed });
  simulation.step(1000 * seconds);
  return simulation;
};

describe('pairs of spikes', () => {
  it.each([-80.5, -12.5, -0.5, 0.5, 1.5, 30.5, 99.5])('%f ms apart change what the equation says', (lag) => {
    expect(changeOf(lag, { ...rule, inputs: 1 })).toBeCloseTo(stdpWindow(lag, rule), 14);
    const half = lag < 0 ? 0.5 : 1;
    expect(changeOf(lag, { ...rule, inputs: 1, bounds: 'multiplicative' })).toBeCloseTo(
      half * stdpWindow(lag, rule),
      14,
    );
  });

  it('all count, in trains of chance', () => {
    const random = createRandom(3);
    const synapses = new StdpSynapses({ ...rule, potentiation: 1e-5, depression: 1e-5, inputs: 2 });
    synapses.weights.fill(0.5);
    const pre: number[] = [];
    const post: number[] = [];
    for (let time = 0; time < 500; time++) {
      synapses.decay();
      if (random.uniform() < 0.1) {
        synapses.arrive(1);
        pre.push(time);
      }
      if (random.uniform() < 0.1) {
        synapses.fire();
        post.push(time + 0.5);
      }
    }
    const expected = pairsReference(pre, post, { ...rule, potentiation: 1e-5, depression: 1e-5 });
    expect(synapses.weights[1] - 0.5).toBeCloseTo(expected, 12);
    expect(synapses.weights[0]).toBe(0.5);
  });

  it('never leave 0 to 1', () => {
    const synapses = new StdpSynapses({ ...rule, potentiation: 0.9, depression: 0.9, inputs: 1 });
    for (const event of ['arrive', 'fire', 'fire', 'arrive', 'arrive'] as const) {
      synapses[event](0);
      expect(synapses.weights[0]).toBeGreaterThanOrEqual(0);
      expect(synapses.weights[0]).toBeLessThanOrEqual(1);
    }
  });

  it('refuse time constants of nothing', () => {
    expect(() => new StdpSynapses({ ...rule, inputs: 1, tauMinus: 0 })).toThrow(
      'invalid tauMinus 0: expected a time above 0 ms',
    );
  });
});

describe('triplets of spikes', () => {
  it.each([VISUAL_CORTEX, VISUAL_CORTEX_FULL, PAIRS_ONLY])('equal the sum over all of them', (triplets) => {
    const random = createRandom(5);
    const train = () => Array.from({ length: 40 }, () => 1000 * random.uniform()).sort((a, b) => a - b);
    const [pre, post] = [train(), train()];
    const synapse = new TripletSynapse(triplets);
    const events = [
      ...pre.map((time) => ({ time, kind: 'pre' as const })),
      ...post.map((time) => ({ time, kind: 'post' as const })),
    ];
    for (const { time, kind } of events.sort((a, b) => a.time - b.time)) synapse[kind](time);
    expect(synapse.change).toBeCloseTo(tripletsReference(pre, post, triplets), 12);
  });

  /** Mean of the squared distances to what was measured, in units of the standard errors. */
  const misfit = (triplets: hebbian.TripletRule) => {
    const squares = MEASURED_PAIRINGS.flatMap(({ lag, frequencies, means, errors }) =>
      frequencies.map((frequency, i) => ((pairingChange(triplets, { frequency, lag }) - means[i]) / errors[i]) ** 2),
    );
    return squares.reduce((sum, square) => sum + square / squares.length, 0);
  };

  it('fit what Sjöström, Turrigiano & Nelson 2001 measured in visual cortex; pairs do not', () => {
    expect(misfit(VISUAL_CORTEX)).toBeLessThan(0.5);
    expect(misfit(VISUAL_CORTEX_FULL)).toBeLessThan(0.5);
    expect(misfit(PAIRS_ONLY)).toBeGreaterThan(10);
  });

  it('strengthen at 50 Hz whichever spike is first, and at 0.1 Hz never; pairs do the opposite', () => {
    for (const lag of [10, -10]) {
      expect(pairingChange(VISUAL_CORTEX, { frequency: 50, lag })).toBeGreaterThan(0.5);
      expect(pairingChange(VISUAL_CORTEX, { frequency: 0.1, lag })).toBeLessThan(1e-6);
      expect(pairingChange(PAIRS_ONLY, { frequency: 50, lag })).toBeLessThan(-0.2);
    }
    expect(pairingChange(PAIRS_ONLY, { frequency: 0.1, lag: 10 })).toBeGreaterThan(0.2);
  });

  it('of a lag longer than the period come in the order of time', () => {
    const pairs = Array.from({ length: 60 }, (_, k) => 20 * k);
    const lagged = pairs.map((time) => time + 75);
    const change = pairingChange(VISUAL_CORTEX_FULL, { frequency: 50, lag: 75 });
    expect(change).toBeCloseTo(tripletsReference(pairs, lagged, VISUAL_CORTEX_FULL), 12);
    expect(() => pairingChange(VISUAL_CORTEX, { frequency: 0, lag: 1 })).toThrow('invalid frequency 0: expected');
  });
});

describe('Poisson inputs', () => {
  it('have the rate and the correlation asked for', () => {
    const inputs = new PoissonInputs({ inputs: 40, rate: 0.05, group: 20, correlation: 0.3 }, createRandom(2));
    const steps = 20000;
    const counts = new Float64Array(40);
    // Variance of the sum over n trains of equal variance v and pairwise correlation c: n v (1 + (n − 1) c).
    const squares = [0, 0];
    for (let step = 0; step < steps; step++) {
      inputs.draw();
      const sums = [0, 0];
      for (let n = 0; n < inputs.count; n++) {
        counts[inputs.spikes[n]]++;
        sums[inputs.spikes[n] < 20 ? 0 : 1]++;
      }
      sums.forEach((sum, side) => {
        squares[side] += (sum - 1) ** 2 / steps;
      });
    }
    for (const count of counts) expect(Math.abs(count / steps / 0.05 - 1)).toBeLessThan(0.15);
    const [together, alone] = squares.map((variance) => (variance - 1) / 19);
    expect(Math.abs(together - 0.3)).toBeLessThan(0.03);
    expect(Math.abs(alone)).toBeLessThan(0.01);
  });
});

describe('stdp', () => {
  it('keeps the rate of the neuron in bounds over a range of input rates (Song, Miller & Abbott 2000)', () => {
    const [slow, fast] = [10, 40].map((inputRate) => settle({ inputRate }, 100).measures().rate as number);
    const [slowBefore, fastBefore] = [10, 40].map(
      (inputRate) => settle({ inputRate, potentiation: 0 }, 10).measures().rate as number,
    );
    expect(fastBefore / slowBefore).toBeGreaterThan(20);
    expect(fast / slow).toBeLessThan(4);
    for (const rate of [slow, fast]) {
      expect(rate).toBeGreaterThan(5);
      expect(rate).toBeLessThan(50);
    }
  });

  it.each([1, 2])('is bimodal where additive and unimodal where multiplicative (seed %i)', (seed) => {
    const additive = Array.from(settle({ inputRate: 10, potentiation: 0.02 }, 150, seed).field('histogram').data);
    const middle = Math.max(...additive.slice(6, 14));
    expect(additive[0]).toBeGreaterThan(1.5 * middle);
    expect(additive[19]).toBeGreaterThan(1.5 * middle);
    const multiplicative = settle({ bounds: 'multiplicative', ratio: 2.8 }, 60, seed);
    const bars = Array.from(multiplicative.field('histogram').data);
    const peak = bars.indexOf(Math.max(...bars));
    expect(peak).toBeGreaterThan(3);
    expect(peak).toBeLessThan(16);
    expect(bars[0] + bars[19]).toBe(0);
    expect(bars.slice(peak - 3, peak + 4).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(950);
  });

  it.each([1, 2])('lets the correlated inputs win (seed %i)', (seed) => {
    expect(settle({ correlated: 0.2 }, 60, seed).measures().advantage).toBeGreaterThan(0.6);
  });
});
