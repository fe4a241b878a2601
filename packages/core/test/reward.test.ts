import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';

const after = (system: string, params: Record<string, ParamValue>, steps: number, seed = 1) => {
  const simulation = createSimulation({ system, params, seed });
  simulation.step(steps);
  return simulation.measures() as Record<string, number>;
};

describe('eligibility of synapses', () => {
  it('holds what a pair of spikes did, fades, and becomes weight only under dopamine (Izhikevich 2007)', () => {
    const rule = { potentiation: 1, depression: 1.5, tauPlus: 20, tauMinus: 20 };
    const synapses = new hebbian.EligibilitySynapses({ ...rule, synapses: 2, tauEligibility: 1000, gain: 0.001 });
    synapses.weights.fill(0.5);
    synapses.arrive(0);
    for (let time = 0; time < 10; time++) synapses.decay(0);
    synapses.fire(0);
    const stored = hebbian.stdpWindow(10.5, rule);
    expect(synapses.eligibility[0]).toBeCloseTo(stored, 12);
    for (let time = 0; time < 2000; time++) synapses.decay(0);
    expect(synapses.eligibility[0]).toBeCloseTo(stored * Math.exp(-2), 12);
    expect(synapses.weights[0]).toBe(0.5);
    for (let time = 0; time < 20; time++) synapses.decay(1);
    expect((synapses.weights[0] - 0.5) / (0.02 * stored * Math.exp(-2))).toBeCloseTo(1, 1);
    expect(synapses.weights[1]).toBe(0.5);
  });
});

describe('distal-reward', () => {
  it('the rewarded synapse ends far above the others', () => {
    const { rewarded, others, strongest } = after('distal-reward', {}, 1_800_000);
    expect(strongest).toBeLessThan(rewarded);
    expect(rewarded).toBeGreaterThan(0.85);
    expect(others).toBeLessThan(0.2);
  });

  it('not without eligibility, and not where nothing is rewarded', () => {
    expect(after('distal-reward', { eligibilityTime: 0.1 }, 600_000).rewarded).toBeLessThan(0.3);
    expect(after('distal-reward', { reward: 'none' }, 50_000).rewards).toBe(0);
  });

  it('says that some synapse must be left to compare with', () => {
    const params = { synapses: 3, rewarded: 3 };
    expect(() => createSimulation({ system: 'distal-reward', params })).toThrow(
      'invalid rewarded 3: expected fewer than the 3 synapses',
    );
  });
});

describe('REINFORCE', () => {
  it('climbs the slope of the mean reward (Williams 1992)', () => {
    // One unit, no hidden ones that matter: dE[R]/dw of the answering unit's bias is p (1 − p) where the answer 1 is right.
    const options = { inputs: 1, hidden: 1, spread: 0, largest: 10, exploration: 0 };
    const random = createRandom(4);
    let sum = 0;
    const trials = 20000;
    for (let trial = 0; trial < trials; trial++) {
      const network = new hebbian.RewardNetwork(options, random.stream('weights'));
      network.second[1] = 0.7;
      network.reward(network.act([1], random, 0));
      sum += (network.second[1] - 0.7) / trials;
    }
    const p = 1 / (1 + Math.exp(-0.7));
    expect(Math.abs(sum - p * (1 - p))).toBeLessThan(0.01);
  });
});

describe('reward-learning', () => {
  it.each([1, 2, 3, 4, 5])('learns exclusive or from reward alone (seed %i)', (seed) => {
    expect(after('reward-learning', {}, 20000, seed).right).toBeGreaterThan(0.9);
  });

  it('learns nothing without eligibility, and three in four with one hidden unit', () => {
    expect(after('reward-learning', { eligibilityTime: 0.05 }, 10000).right).toBeCloseTo(0.5, 6);
    expect(after('reward-learning', { hidden: 1 }, 10000).right).toBeLessThan(0.78);
  });

  it('learns associations and parity', () => {
    expect(after('reward-learning', { task: 'association', hidden: 10 }, 15000).right).toBeGreaterThan(0.85);
    expect(after('reward-learning', { task: 'parity', hidden: 12 }, 20000).right).toBeGreaterThan(0.85);
  });
});
