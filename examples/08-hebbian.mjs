// Hebbian learning in four steps: a direction, the order of spikes, how fast they come, and what a late reward was for.
import { createRandom, createSimulation, hebbian } from '@selforg/core';

// Oja's rule: a neuron finds the direction in which its inputs vary most, and its weights come to length 1.
const random = createRandom(1);
const w = Float32Array.of(0.1, 0.1);
for (let n = 0; n < 5000; n++) {
  const [along, across] = [2 * random.normal(), random.normal()];
  hebbian.ojaInto(w, Float32Array.of(0.8 * along - 0.6 * across, 0.6 * along + 0.8 * across), 0.002);
}
console.log(`Oja: inputs vary most along (0.8, 0.6), weights (${w[0].toFixed(2)}, ${w[1].toFixed(2)})`);

// Spike timing: the input that comes before the neuron fires gains, the one that comes after loses.
const rule = { potentiation: 0.01, depression: 0.0105, tauPlus: 20, tauMinus: 20 };
const synapses = new hebbian.StdpSynapses({ ...rule, inputs: 2 });
synapses.weights.fill(0.5);
for (let time = 0; time < 5000; time++) {
  synapses.decay();
  if (time % 100 === 0) synapses.arrive(0);
  if (time % 100 === 5) synapses.fire();
  if (time % 100 === 10) synapses.arrive(1);
}
console.log(`Spike timing: before ${synapses.weights[0].toFixed(2)}, after ${synapses.weights[1].toFixed(2)}`);

// Triplets: pairs that follow quickly strengthen, whichever spike comes first.
for (const lag of [10, -10]) {
  const changes = [0.1, 10, 20, 40, 50].map((frequency) => {
    const change = hebbian.pairingChange(hebbian.VISUAL_CORTEX, { frequency, lag });
    return `${frequency} Hz ${change < 0 ? '' : '+'}${(100 * change).toFixed(0)} %`;
  });
  console.log(`60 pairs, ${lag > 0 ? 'input first' : 'input last'}: ${changes.join(', ')}`);
}

// Three factors: what a synapse did, remembered for a while, and one late signal for all: better or worse than expected?
for (const eligibilityTime of [1, 0.05]) {
  const learner = createSimulation({ system: 'reward-learning', params: { eligibilityTime } });
  learner.step(15000);
  const right = (100 * learner.measures().right).toFixed(0);
  console.log(`Exclusive or from rewards 1 s late, memory of ${eligibilityTime} s: ${right} % right`);
}

// A gate on plasticity: learn only what is new, and old letters stay while new ones come.
const memory = createSimulation({ system: 'neuromodulation' });
memory.step(500);
const { oldGated, oldOpen } = memory.measures();
console.log(
  `Old letters: ${(100 * oldGated).toFixed(0)} % of the pixels with a gate, ${(100 * oldOpen).toFixed(0)} % without`,
);
