import { describe, expect, it } from 'vitest';
import { createSimulation, type Params, type Simulation } from '../src/index.js';
import { rateNeuron } from '../src/neurons/rate-neuron.js';
import { persistentRates, RateUnit } from '../src/neurons/rate-unit.js';

const start = (params: Params = {}): Simulation => createSimulation({ system: 'rate-neuron', params });
const preset = (id: string): Simulation => start(rateNeuron.presets.find((one) => one.id === id)?.params as Params);
/** Steps of 1 ms until a time. */
const at = (simulation: Simulation, time: number): Record<string, number> => {
  simulation.step(time - simulation.time);
  return simulation.measures() as Record<string, number>;
};

describe('what an artificial neuron cannot do', () => {
  it('adapts to constant input: the response falls to less than half, the artificial one stays', () => {
    const simulation = preset('adapts');
    const peak = Math.max(...Array.from({ length: 150 }, (_, i) => at(simulation, 200 + i).rate));
    const late = at(simulation, 790);
    expect(peak).toBeGreaterThan(0.6);
    expect(late.rate).toBeLessThan(peak / 2);
    expect(late.rate).toBeGreaterThan(0);
    expect(late.artificial).toBe(0.6);
  });

  it('goes on after the input ends, at the rate that the equations have a rest at', () => {
    const simulation = preset('goes-on');
    expect(at(simulation, 399).rate).toBe(0);
    const { rate, artificial, input } = at(simulation, 5000);
    expect(input).toBe(0);
    expect(artificial).toBe(0);
    expect(rate).toBeCloseTo(persistentRates(0.3, 1)?.[1] ?? 0, 9);
  });

  it('fires without input, and falls silent where it inhibits', () => {
    const simulation = preset('fires-by-itself');
    const before = at(simulation, 490);
    expect(before.input).toBe(0);
    expect(before.artificial).toBe(0);
    expect(before.rate).toBeCloseTo(0.5, 6);
    expect(at(simulation, 890).rate).toBeLessThan(0.01);
  });

  it('without the three it does none of these', () => {
    const simulation = preset('none');
    expect(at(simulation, 199).rate).toBe(0);
    const [early, late] = [at(simulation, 400).rate, at(simulation, 799).rate];
    expect(late).toBeCloseTo(early, 3);
    expect(at(simulation, 1300).rate).toBeLessThan(1e-6);
  });

  it('beats by itself where all three meet', () => {
    const simulation = preset('rhythm');
    const rates = Array.from({ length: 6000 }, (_, i) => at(simulation, i).rate);
    const beats = rates.filter((rate, i) => i > 0 && rate > 0.5 && rates[i - 1] <= 0.5).length;
    expect(beats).toBeGreaterThan(4);
    expect(Math.min(...rates.slice(1000))).toBeLessThan(0.05);
  });
});

describe('the rate unit', () => {
  it('says where the time step is unstable', () => {
    const simulation = start({ method: 'euler', timeStep: 1.5, timeConstant: 1, current: 2 });
    expect(() => simulation.step(1000)).toThrow('invalid timeStep 1.5: expected a smaller step');
    expect(simulation.time).toBeLessThan(1000);
    expect(Number(simulation.measures().rate)).toBeLessThan(1.01);
  });

  it('stands still at the rates of the formula, and at no others', () => {
    const unit = new RateUnit({
      timeConstant: 20,
      halfDrive: 0.3,
      excitation: 1,
      adaptation: 0,
      adaptationTime: 300,
      tonic: 0,
    });
    const dy = new Float64Array(2);
    const slope = (rate: number): number => {
      unit.derivative(Float64Array.of(rate, 0), 0, dy);
      return dy[0];
    };
    const [low, high] = persistentRates(0.3, 1) ?? [0, 0];
    for (const rate of [0, low, high]) expect(slope(rate)).toBeCloseTo(0, 12);
    expect(slope(low - 0.01)).toBeLessThan(0);
    expect(slope(low + 0.01)).toBeGreaterThan(0);
    expect(slope(high + 0.01)).toBeLessThan(0);
    expect(persistentRates(0.3, 0.59)).toBeUndefined();
  });
});
