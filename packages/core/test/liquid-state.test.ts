import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, neurons } from '../src/index.js';
import { solveRidgeInto } from '../src/neurons/liquid-solve.js';
import { RidgeRegression } from '../src/neurons/ridge.js';

const liquid: neurons.LiquidOptions = { inhibitory: 0.2, lambda: 2, recurrence: 1, isDynamic: true, channels: 1 };
const column = (some: Partial<neurons.LiquidOptions> = {}, seed = 1): neurons.LiquidColumn =>
  new neurons.LiquidColumn({ ...liquid, ...some }, createRandom(seed));
const mean = (values: number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

describe('liquid-state', () => {
  it('joins near neurons more often than far ones: C e^(−(distance / λ)²), over 40 columns', () => {
    // Counts of pairs and of synapses from excitatory to excitatory neurons, by squared distance.
    const pairs = new Map<number, [number, number]>();
    for (let seed = 1; seed <= 40; seed++) {
      const { places, starts, synapses, excitatory } = column({}, seed);
      const squared = (i: number, j: number) =>
        [0, 1, 2].reduce((sum, axis) => sum + (places[3 * i + axis] - places[3 * j + axis]) ** 2, 0);
      for (let i = 0; i < excitatory; i++) {
        const targets = new Set(synapses.targets.subarray(starts[i], starts[i + 1]));
        for (let j = 0; j < excitatory; j++) {
          if (i === j) continue;
          const [all, joined] = pairs.get(squared(i, j)) ?? [0, 0];
          pairs.set(squared(i, j), [all + 1, joined + (targets.has(j) ? 1 : 0)]);
        }
      }
    }
    for (const d of [1, 2, 4, 9, 16]) {
      const [all, joined] = pairs.get(d) ?? [0, 0];
      const chance = 0.3 * Math.exp(-d / 4);
      expect(Math.abs(joined / all - chance)).toBeLessThan(5 * Math.sqrt((chance * (1 - chance)) / all));
    }
  });

  it('places 135 neurons, each somewhere else, 27 of which inhibit', () => {
    const { places, excitatory, inhibitory } = column();
    const taken = new Set(Array.from({ length: 135 }, (_, i) => places.subarray(3 * i, 3 * i + 3).join()));
    expect([taken.size, excitatory, inhibitory]).toEqual([135, 108, 27]);
  });

  it('has synapses of the model of Markram, Wang and Tsodyks: a regular train comes to its steady state', () => {
    const synapses = new neurons.DynamicSynapses(1, true);
    synapses.strengths[0] = 1;
    synapses.uses[0] = 0.32;
    synapses.depressions[0] = 144;
    synapses.facilitations[0] = 60;
    expect(synapses.spike(0, Number.POSITIVE_INFINITY)).toBeCloseTo(0.32, 12);
    // Second spike of a 20 Hz train, by hand: u₂ = U + U (1 − U) e^(−50/60), R₂ = 1 − U e^(−50/144).
    const second = (0.32 + 0.32 * 0.68 * Math.exp(-50 / 60)) * (1 - 0.32 * Math.exp(-50 / 144));
    expect(synapses.spike(0, 50)).toBeCloseTo(second, 12);
    const train = Array.from({ length: 200 }, () => synapses.spike(0, 50));
    const use = 0.32 / (1 - 0.68 * Math.exp(-50 / 60));
    const recovery = Math.exp(-50 / 144);
    const resources = (1 - recovery) / (1 - recovery * (1 - use));
    expect(train[199]).toBeCloseTo(use * resources, 10);
  });

  it('draws synapses with the means of the paper', () => {
    const { synapses, starts, excitatory } = column({ lambda: 8 });
    const strengths: number[] = [];
    const depressions: number[] = [];
    for (let s = 0; s < starts[excitatory]; s++) {
      if (synapses.targets[s] >= excitatory) continue;
      strengths.push(synapses.strengths[s]);
      depressions.push(synapses.depressions[s]);
    }
    expect(strengths.length).toBeGreaterThan(1000);
    expect(Math.abs(mean(strengths) / 30 - 1)).toBeLessThan(0.15);
    // Of an exponential distribution, which is Gamma’s with a deviation as large as its mean.
    expect(Math.abs(mean(strengths.map((x) => x * x)) / 1800 - 1)).toBeLessThan(0.4);
    // Normal of deviation ½, with what falls below 0 drawn anew: a little above 1.
    expect(Math.abs(mean(depressions) / 1100 - 1.03)).toBeLessThan(0.05);
  });

  it('rests without input below the threshold, as 13.5 nA through 1 MΩ leave it, and answers an input', () => {
    const quiet = column();
    let spikes = 0;
    for (let time = 0; time < 5000; time++) spikes += quiet.advance(time);
    expect(spikes).toBe(0);
    for (const v of quiet.potentials) expect(v).toBeCloseTo(13.5, 3);
    let answers = 0;
    for (let time = 5000; time < 6000; time++) {
      if (time % 200 === 0) quiet.receive(0);
      answers += quiet.advance(time);
    }
    expect(answers).toBeGreaterThan(10);
  });

  it('reads out what ridge regression finds, and is asked before it is told', () => {
    const readout = new neurons.LiquidReadout(2, 1e-6, 0.1);
    const random = createRandom(3);
    let late = 0;
    for (let n = 0; n < 300; n++) {
      for (let step = 0; step < 3000; step++) readout.fade();
      const [a, b] = [random.integer(4), random.integer(4)];
      for (let k = 0; k < a; k++) readout.hear(0);
      for (let k = 0; k < b; k++) readout.hear(1);
      const truth = 2 * a - 3 * b + 0.5;
      const answer = readout.ask(truth, 10);
      if (n < 10) expect(answer).toBe(0);
      if (n >= 200) late = Math.max(late, Math.abs(answer - truth));
    }
    // What is left of earlier spikes, e^(−10) of them, blurs the sum.
    expect(late).toBeLessThan(0.01);
    expect(readout.correlation()).toBeGreaterThan(0.999);
    expect(readout.accuracy()).toBeGreaterThan(0.99);
  });

  it.each([0, 2])('asks for the rate of the right window of 30 ms, %i windows back', (back) => {
    const options = { task: 'rates', channels: 3, rate: 50, segment: 100, jitter: 0, back, timeStep: 0.5 } as const;
    const task = new neurons.LiquidTask(options, createRandom(1), createRandom(2));
    const heard: number[] = [];
    for (let time = 0; time < 2000; time++) {
      const first = task.next(time);
      heard.push(task.plan[first] + task.plan[first + 1] + task.plan[first + 2]);
      const end = heard.length - 60 * back;
      const spikes = heard.slice(Math.max(0, end - 60), Math.max(0, end)).reduce((sum, n) => sum + n, 0);
      expect(task.asks).toBe(time % 20 === 0);
      expect(task.answer).toBeCloseTo(spikes / 3 / 0.03, 9);
    }
    expect(mean(heard) / 3 / 0.0005).toBeGreaterThan(30);
  });

  it('asks at the end of a pattern which one it was, or the one before', () => {
    for (const back of [0, 1]) {
      const options = {
        task: 'templates',
        channels: 2,
        rate: 40,
        segment: 50,
        jitter: 0,
        back,
        timeStep: 0.5,
      } as const;
      const task = new neurons.LiquidTask(options, createRandom(1), createRandom(2));
      // Without jitter the spikes of a segment name its pattern.
      const played: string[] = [];
      const answers = new Map<string, number>();
      for (let time = 0; time < 4000; time++) {
        task.next(time);
        if (time % 100 === 0) played.push(task.plan.join(''));
        if (!task.asks) continue;
        expect(time % 100).toBe(99);
        const asked = played[played.length - 1 - back];
        expect(answers.get(asked) ?? task.answer).toBe(task.answer);
        answers.set(asked, task.answer);
      }
      expect([...answers.values()].sort()).toEqual([-1, 1]);
    }
  });

  it('solves the ridge equations as ml-matrix does', () => {
    const random = createRandom(5);
    const regression = new RidgeRegression(7, 1);
    for (let n = 0; n < 20; n++) {
      const x = Array.from({ length: 7 }, () => random.normal());
      regression.add(x, [random.normal()]);
    }
    const x = new Float64Array(7);
    solveRidgeInto(x, regression.gram, regression.cross, 0.1, new Float64Array(49));
    regression.solve(0.1).forEach((expected, i) => {
      expect(x[i]).toBeCloseTo(expected, 12);
    });
  });

  it('tells two patterns of spikes apart (Maass, Natschläger & Markram 2002)', () => {
    const params = { back: 0, channels: 4, segment: 100, rate: 20 };
    const simulation = createSimulation({ system: 'liquid-state', params });
    simulation.step(200000);
    expect(simulation.measures().score).toBeGreaterThan(0.95);
  });

  it('remembers the pattern before, which its input does not', () => {
    const simulation = createSimulation({ system: 'liquid-state', params: {} });
    simulation.step(300000);
    const { score, inputScore, asked } = simulation.measures();
    expect(asked).toBe(499);
    // Of 100 answers by chance 65 or more are right once in a thousand times.
    expect(score).toBeGreaterThan(0.65);
    expect(inputScore).toBeLessThan(0.65);
    expect(score).toBeGreaterThan(Number(inputScore));
  });

  it('says how fast its inputs fire', () => {
    const params = { task: 'rates', back: 0, channels: 4, rate: 20 };
    const simulation = createSimulation({ system: 'liquid-state', params });
    simulation.step(100000);
    expect(simulation.measures().score).toBeGreaterThan(0.8);
  });
});
