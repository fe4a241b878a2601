import { describe, expect, it } from 'vitest';
import { attractors, createRandom, createSimulation, type ParamValue } from '../src/index.js';
import { noiseKey } from '../src/random/noise-key.js';
import {
  allStates,
  barsAndStripes,
  contrastiveStep,
  correlations,
  distribution,
  gibbs,
  type Machine,
  weightOf,
} from './restricted-boltzmann-reference.js';

const { RestrictedBoltzmann } = attractors;
type Rbm = InstanceType<typeof RestrictedBoltzmann>;

const rowsOf = (values: ArrayLike<number>, rows: number, stride: number, length: number) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length }, (_, i) => values[r * stride + i]));

const machineOf = (rbm: Rbm, prefix: '' | 'change' = ''): Machine => {
  const { state, hidden, visible, stride } = rbm;
  const [w, b, c] =
    prefix === ''
      ? [state.weights, state.visibleBias, state.hiddenBias]
      : [state.change, state.visibleChange, state.hiddenChange];
  return {
    weights: rowsOf(w, hidden, stride, visible),
    b: Array.from(b.subarray(0, visible)),
    c: Array.from(c.subarray(0, hidden)),
  };
};

/** A machine whose weights and biases are far from 0. */
function lively(visible: number, hidden: number, batch: number, seed = 3): Rbm {
  const rbm = new RestrictedBoltzmann({ visible, hidden, batch, deviation: 1, seed });
  const random = createRandom(seed).stream('biases');
  for (let i = 0; i < visible; i++) rbm.visibleBias[i] = random.normal();
  for (let j = 0; j < hidden; j++) rbm.hiddenBias[j] = random.normal();
  return rbm;
}

function showAll(rbm: Rbm, pictures: readonly (readonly number[])[], copies = 1): number {
  for (let s = 0; s < pictures.length * copies; s++) rbm.samples.set(pictures[s % pictures.length], s * rbm.stride);
  return pictures.length * copies;
}

const expectClose = (a: readonly number[][], b: readonly number[][], tolerance: number) =>
  a.forEach((row, j) => {
    row.forEach((value, i) => {
      expect(Math.abs(value - b[j][i]), `${j}, ${i}`).toBeLessThan(tolerance);
    });
  });

describe('the kernel of the restricted Boltzmann machine', () => {
  it.each([
    { visible: 5, hidden: 3, batch: 1, k: 1, persistent: false, momentum: 0, decay: 0 },
    { visible: 8, hidden: 8, batch: 4, k: 2, persistent: false, momentum: 0.5, decay: 0.1 },
    { visible: 30, hidden: 19, batch: 13, k: 1, persistent: true, momentum: 0.9, decay: 0.01 },
    { visible: 17, hidden: 33, batch: 6, k: 3, persistent: true, momentum: 0, decay: 0 },
  ])('equals the rule written out, given the same chances: $visible × $hidden, k = $k', (options) => {
    const { visible, hidden, batch } = options;
    const seed = createRandom(4);
    const key = noiseKey(createRandom(4));
    const rbm = new RestrictedBoltzmann({ visible, hidden, batch, deviation: 0.5, seed });
    const random = createRandom(5);
    for (let time = 0; time < 4; time++) {
      const samples = Array.from({ length: batch }, () => Array.from({ length: visible }, () => random.uniform()));
      showAll(rbm, samples);
      const stored = rowsOf(rbm.samples, batch, rbm.stride, visible);
      const chains = rowsOf(rbm.chains, batch, rbm.stride, visible);
      const step = { ...options, samples: stored, chains, rate: 0.3, key, time };
      const expected = contrastiveStep(machineOf(rbm), machineOf(rbm, 'change'), step);
      rbm.learn(batch, { ...options, rate: 0.3 });
      const actual = machineOf(rbm);
      expectClose(
        actual.weights,
        expected.machine.weights.map((row) => [...row]),
        2e-6,
      );
      expectClose([[...actual.b], [...actual.c]], [[...expected.machine.b], [...expected.machine.c]], 2e-6);
      expect(rowsOf(rbm.chains, batch, rbm.stride, visible)).toEqual(expected.chains);
    }
  });

  it('counts free energies and ln Z as the sums over all states', () => {
    for (const [visible, hidden] of [
      [6, 4],
      [4, 7],
    ]) {
      const rbm = lively(visible, hidden, 64);
      const states = allStates(visible);
      const count = showAll(rbm, states);
      const free = rbm.freeEnergiesInto(new Float64Array(64), count);
      const machine = machineOf(rbm);
      states.forEach((v, n) => {
        expect(free[n]).toBeCloseTo(-Math.log(weightOf(machine, v)), 4);
      });
      const z = states.reduce((sum, v) => sum + weightOf(machine, v), 0);
      expect(rbm.logPartition()).toBeCloseTo(Math.log(z), 5);
      const all = allStates(hidden).reduce(
        (sum, h) => sum + states.reduce((part, v) => part + Math.exp(-rbm.energy(v, h)), 0),
        0,
      );
      expect(Math.log(all)).toBeCloseTo(Math.log(z), 9);
    }
  });

  it('takes numbers of any size without NaN', () => {
    const rbm = lively(9, 5, 4);
    rbm.weights.fill(1e6);
    showAll(rbm, [Array(9).fill(1)], 4);
    rbm.learn(4, { rate: 1 });
    expect(rbm.weights.every(Number.isFinite)).toBe(true);
    expect(rbm.reconstruct(4).every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(Number.isFinite(rbm.logPartition())).toBe(true);
  });

  it('refuses what cannot be', () => {
    expect(() => new RestrictedBoltzmann({ visible: 0, hidden: 2 })).toThrow('invalid visible 0: expected an integer');
    expect(() => new RestrictedBoltzmann({ visible: 2, hidden: 2.5 })).toThrow('invalid hidden 2.5');
    expect(() => new RestrictedBoltzmann({ visible: 30, hidden: 21 }).logPartition()).toThrow('at most 20 units');
  });
});

describe('learning by contrast', () => {
  const pictures = [
    [1, 1, 0, 0],
    [0, 0, 1, 1],
    [1, 0, 1, 0],
  ];
  const given = allStates(4).map((v) => pictures.filter((p) => p.join() === v.join()).length / pictures.length);

  /** The change of weights at rate 1, mean over many draws. */
  function meanChange(rbm: Rbm, k: number, repeats: number): number[][] {
    const { weights, visibleBias, hiddenBias, change, visibleChange, hiddenChange } = rbm.state;
    const start = [weights.slice(), visibleBias.slice(), hiddenBias.slice()];
    const sum = new Float64Array(weights.length);
    for (let n = 0; n < repeats; n++) {
      rbm.learn(600, { rate: 1, k });
      change.forEach((d, i) => {
        sum[i] += d / repeats;
      });
      [weights, visibleBias, hiddenBias].forEach((array, i) => {
        array.set(start[i]);
      });
      for (const array of [change, visibleChange, hiddenChange]) array.fill(0);
    }
    return rowsOf(sum, rbm.hidden, rbm.stride, rbm.visible);
  }
  const difference = (a: number[][], b: number[][]) => a.map((row, j) => row.map((value, i) => value - b[j][i]));

  it.each([1, 3])('in expectation the change of CD-%i is that of the enumerated chain', (k) => {
    const rbm = lively(4, 3, 600);
    const machine = machineOf(rbm);
    showAll(rbm, pictures, 200);
    let after: number[] = given;
    for (let n = 0; n < k; n++) after = gibbs(machine, after);
    const expected = difference(correlations(machine, given), correlations(machine, after));
    // 600 × 150 chains: a mean is within .005 of its expectation (3 standard errors of numbers from 0 to 1).
    expectClose(meanChange(rbm, k, 150), expected, 0.005);
  });

  it('with many steps it is the gradient of the log-likelihood', () => {
    const rbm = lively(4, 3, 600);
    const machine = machineOf(rbm);
    showAll(rbm, pictures, 200);
    const expected = difference(correlations(machine, given), correlations(machine, distribution(machine)));
    expectClose(meanChange(rbm, 60, 60), expected, 0.008);
    // The same by differences of the exact log-likelihood, so that the reference itself is right.
    const likelihood = (m: Machine) =>
      distribution(m).reduce((sum, p, n) => (given[n] > 0 ? sum + given[n] * Math.log(p) : sum), 0);
    const nudged = (step: number): Machine => ({
      ...machine,
      weights: machine.weights.map((row, j) => row.map((w, i) => (i === 1 && j === 2 ? w + step : w))),
    });
    expect((likelihood(nudged(1e-4)) - likelihood(nudged(-1e-4))) / 2e-4).toBeCloseTo(expected[2][1], 6);
  });

  // CD-1 errs for ever, as Fischer & Igel 2010 found on these very pictures; chains that go on do not.
  it.each([
    { method: 'PCD', options: { persistent: true, k: 5 }, rates: [0.05, 0.05, 0.02, 0.01], least: -2.85 },
    { method: 'CD-1', options: {}, rates: [0.1, 0.1, 0.05, 0.02], least: -3.3 },
  ])('$method raises the exact log-likelihood of bars and stripes towards −ln 14', ({ options, rates, least }) => {
    const bars = barsAndStripes(3);
    expect(bars.length).toBe(14);
    const rbm = new RestrictedBoltzmann({ visible: 9, hidden: 12, batch: 140, deviation: 0.1, seed: 1 });
    const rows = showAll(rbm, bars, 10);
    const free = new Float64Array(rows);
    const likelihood = () => {
      const z = rbm.logPartition();
      return rbm.freeEnergiesInto(free, rows).reduce((sum, f) => sum - (f + z) / rows, 0);
    };
    expect(likelihood()).toBeLessThan(-6);
    for (const rate of rates) {
      for (let n = 0; n < 2000; n++) rbm.learn(rows, { ...options, rate, momentum: 0.5 });
      // No machine can do better than know the fourteen pictures, each as likely.
      expect(likelihood()).toBeLessThanOrEqual(-Math.log(14));
    }
    expect(likelihood()).toBeGreaterThan(least);
  });
});

describe('the system restricted-boltzmann', () => {
  const start = (params: Record<string, ParamValue> = {}, data = {}) =>
    createSimulation({ system: 'restricted-boltzmann', params, seed: 1 }, { data });

  it('learns digits: the error of pictures never seen falls, and few examples are learned by heart', () => {
    const [many, few] = [start({ units: 100 }), start({ units: 100, examples: 30, decay: 0 })];
    const before = Number(many.measures().error);
    for (const simulation of [many, few]) simulation.step(1200);
    expect(Number(many.measures().error)).toBeLessThan(0.65 * before);
    expect(Number(few.measures().gap)).toBeGreaterThan(3 * Number(many.measures().gap));
  });

  it('tells the exact log-likelihood of held-out pictures, above that of independent pixels', () => {
    const simulation = start({ units: 10, rate: 0.1, binary: true });
    const before = Number(simulation.measures().likelihood);
    simulation.step(1000);
    expect(Number(simulation.measures().likelihood)).toBeGreaterThan(before + 3);
    expect(start({ units: 13, binary: true }).measures().likelihood).toBeUndefined();
    expect(start({ units: 10 }).measures().likelihood).toBeUndefined();
  });

  it('takes few pictures, one picture, and pictures of nothing', () => {
    const sets = {
      one: { rows: 1, columns: 3, values: Float32Array.from([1, 2, 3]) },
      two: { rows: 2, columns: 2, values: Float32Array.from([1, 7, 2, 7]) },
      nothing: { rows: 3, columns: 2, values: new Float32Array(6) },
    };
    for (const data of Object.keys(sets)) {
      const simulation = start({ data, units: 20, batch: 8 }, sets);
      simulation.step(50);
      for (const value of Object.values(simulation.measures())) expect(Number.isFinite(value)).toBe(true);
      for (const field of ['fantasies', 'reconstructions'])
        expect(simulation.field(field).data.length).toBeGreaterThan(0);
    }
  });

  it('refuses numbers below 0, and snapshots of other pictures', () => {
    const set = (values: number[]) => ({ set: { rows: 2, columns: 2, values: Float32Array.from(values) } });
    const params = { data: 'set', units: 4 };
    expect(() => start(params, set([1, 2, -3, 4]))).toThrow('invalid data -3: expected no numbers below 0');
    expect(() => start({ data: 'digit' })).toThrow('did you mean "digits"?');
    const snapshot = start(params, set([1, 2, 3, 4])).snapshot();
    expect(() => start(params, set([1, 2, 5, 3])).restore(snapshot)).toThrow('invalid snapshot "other samples"');
  });

  it('keeps the curves of a long run within their room', () => {
    const simulation = start({ units: 2, batch: 1, input: 'bars', side: 2, examples: 4 });
    simulation.step(12000);
    const { data, shape } = simulation.field('errors');
    const times = Array.from({ length: shape[0] }, (_, n) => data[2 * n]).filter((time) => !Number.isNaN(time));
    expect(times[0]).toBe(0);
    expect(times.every((time, n) => time === n * 40)).toBe(true);
    expect(times.length).toBe(301);
  });
});
