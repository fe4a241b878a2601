import { describe, expect, it } from 'vitest';
import { layerFive, PyramidalNeuron, type PyramidalParams } from '../src/neurons/pyramidal-neuron.js';
import { SingleNeuron } from '../src/neurons/single-neuron.js';

interface Pulses {
  readonly basal: number;
  readonly apical: number;
  readonly method?: string;
  readonly timeStep?: number;
}

/** A basal pulse of 10 ms and an apical one of 30 ms, both at 50 ms: spikes, and the highest apical potential. */
function respond({ basal, apical, method = 'rk4', timeStep = 0.05 }: Pulses, params: PyramidalParams = layerFive) {
  const model = new PyramidalNeuron(params);
  const neuron = new SingleNeuron(model, { timeStep, method });
  const spikes: number[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  for (let step = 0; step * timeStep < 300; step++) {
    const time = (step + 0.5) * timeStep;
    model.apicalCurrent = time > 50 && time < 80 ? apical : 0;
    const from = step * timeStep;
    neuron.step(time > 50 && time < 60 ? basal : 0, from, (offset) => spikes.push(from + offset));
    highest = Math.max(highest, neuron.state[1]);
  }
  return { spikes, highest };
}

describe('pyramidal', () => {
  it('fires a burst where basal and apical input meet, one spike and none at either alone (Larkum et al. 1999)', () => {
    expect(respond({ basal: 1600, apical: 0 }).spikes.length).toBe(1);
    expect(respond({ basal: 0, apical: 400 }).spikes.length).toBe(0);
    const { spikes } = respond({ basal: 1600, apical: 400 });
    expect(spikes.length).toBeGreaterThanOrEqual(3);
    // Naud & Sprekeler count intervals below 16 ms as those of a burst.
    for (let i = 1; i < spikes.length; i++) expect(spikes[i] - spikes[i - 1]).toBeLessThan(16);
  });

  it('bursts upon a calcium plateau that a spike travelling back sets off: without either, one spike', () => {
    const both = { basal: 1600, apical: 400 };
    expect(respond(both).highest).toBeGreaterThan(-10);
    expect(respond({ basal: 0, apical: 400 }).highest).toBeLessThan(-40);
    expect(respond(both, { ...layerFive, plateau: 0, plateauToSoma: 0 }).spikes.length).toBe(1);
    expect(respond(both, { ...layerFive, backpropagation: 0 }).spikes.length).toBe(1);
  });

  it('comes to the same with every method', () => {
    const expected = respond({ basal: 1600, apical: 400, timeStep: 0.005 }).spikes;
    for (const [method, timeStep] of [
      ['euler', 0.01],
      ['adaptive', 0.25],
    ] as const) {
      const { spikes } = respond({ basal: 1600, apical: 400, method, timeStep });
      expect(spikes.length).toBe(expected.length);
      spikes.forEach((time, i) => void expect(Math.abs(time - expected[i])).toBeLessThan(0.5));
    }
  });
});
