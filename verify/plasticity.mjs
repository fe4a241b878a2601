// Plasticity of spike timing and of reward: what takes minutes of biology.
import { createSimulation } from '@selforg/core';

const SEEDS = [1, 2, 3];

function measuresOf(system, params, steps, seed) {
  const simulation = createSimulation({ system, params, seed });
  simulation.step(steps);
  return simulation.measures();
}

const song = 'Song, Miller & Abbott 2000 (doi:10.1038/78829)';
const izhikevich = 'Izhikevich 2007 (doi:10.1093/cercor/bhl152), reduced to pairs of neurons';

export const facts = [
  {
    id: 'stdp-rate',
    claim: 'Additive spike-timing-dependent plasticity holds the output rate over input rates of 10, 20, 30 and 40 Hz',
    source: song,
    expected: 'fastest ≤ 4 × slowest, all from 5 to 50 Hz',
    run() {
      const rates = [10, 20, 30, 40].map((inputRate) => measuresOf('stdp', { inputRate }, 300_000, 1).rate);
      const [least, most] = [Math.min(...rates), Math.max(...rates)];
      return {
        value: rates.map((rate) => `${rate.toFixed(0)} Hz`).join(', '),
        holds: most <= 4 * least && least >= 5 && most <= 50,
      };
    },
  },
  {
    id: 'stdp-group',
    claim: 'A correlated fifth of the inputs takes the neuron: mean weight less that of the others, three seeds',
    source: song,
    expected: '> 0.7 of the strongest weight',
    run() {
      const found = SEEDS.map((seed) => measuresOf('stdp', { correlated: 0.2 }, 200_000, seed).advantage);
      return {
        value: found.map((advantage) => advantage.toFixed(2)).join(', '),
        holds: found.every((advantage) => advantage > 0.7),
      };
    },
  },
  {
    id: 'distal-reward',
    claim:
      'One synapse of 100, rewarded 1 to 3 s after its coincidences, an hour on: its weight and the mean of the others, eight seeds',
    source: izhikevich,
    expected: 'each at least 5 times the mean of the others',
    run() {
      const found = Array.from({ length: 8 }, (_, seed) => measuresOf('distal-reward', {}, 3_600_000, seed + 1));
      return {
        value: found.map(({ rewarded, others }) => `${rewarded.toFixed(2)} : ${others.toFixed(2)}`).join(', '),
        holds: found.every(({ rewarded, others }) => rewarded >= 5 * others),
      };
    },
  },
  {
    id: 'reward-xor',
    claim:
      'Exclusive or learned from reward alone, ten seeds: least mean probability of the right answer after 20 000 trials',
    source: 'Williams 1992 (doi:10.1007/BF00992696)',
    expected: '> 90 %',
    run() {
      const found = Array.from({ length: 10 }, (_, seed) => measuresOf('reward-learning', {}, 20_000, seed).right);
      const least = Math.min(...found);
      return { value: `${(100 * least).toFixed(1)} %`, holds: least > 0.9 };
    },
  },
];
