// Neurons as plain functions: a spike train, the f–I curve of two classes of neuron, and three things that ReLU cannot do.
import { createSimulation, neurons } from '@selforg/core';

// The giant axon of the squid: where its spikes are, with steps as long as the error allows.
const axon = neurons.hodgkinHuxleyNeuron();
const { spikes } = neurons.simulate(axon, { current: 10, duration: 100, timeStep: 0.5, method: 'adaptive' });
console.log(`Hodgkin–Huxley at 10 µA/cm²: spikes at ${Array.from(spikes, (time) => time.toFixed(1)).join(', ')} ms`);

// Class I begins to fire as slowly as one likes, class II at a rate of its own.
for (const [name, from] of [
  ['classI', 38],
  ['classII', 90],
]) {
  const currents = Array.from({ length: 8 }, (_, i) => from + i);
  const options = { timeStep: 1, method: 'adaptive', transient: 500, duration: 3000 };
  const rates = neurons.fiCurve(neurons.morrisLecarNeuron(neurons.morrisLecarClasses[name]), currents, options);
  console.log(
    `Morris–Lecar ${name}: ${currents.map((i, k) => `${i} → ${(1000 * rates[k]).toFixed(1)} Hz`).join(', ')}`,
  );
}

// An artificial neuron answers to its input of this moment; a neuron has a past.
const input = { input: 'step', onset: 100, width: 300 };
const three = {
  adapts: { adaptation: 1.5 },
  'goes on': { adaptation: 0, excitation: 1 },
  'fires by itself': { adaptation: 0, tonic: 0.3 },
};
for (const [name, params] of Object.entries(three)) {
  const neuron = createSimulation({ system: 'rate-neuron', params: { ...input, ...params } });
  const rates = [90, 160, 390, 800].map((time) => {
    neuron.step(time - neuron.time);
    return neuron.measures().rate.toFixed(2);
  });
  console.log(
    `${name}: before ${rates[0]}, at the beginning of the input ${rates[1]}, at its end ${rates[2]}, after ${rates[3]}`,
  );
}
