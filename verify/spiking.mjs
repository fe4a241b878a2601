// Networks of spiking neurons against what their papers and other simulators report.
import { createRandom, createSimulation, neurons } from '@selforg/core';

const start = () => createRandom(1);

/** Spikes a second and neuron, and the mean CV of intervals, between two times in ms. */
function observe(network, from, until) {
  const cells = network.excitatory + network.inhibitory;
  const intervals = new neurons.SpikingIntervals(cells);
  let spikes = 0;
  for (let time = 0; time < until / network.timeStep; time++) {
    const count = network.advance(time);
    if (time < from / network.timeStep) continue;
    spikes += count;
    for (const neuron of network.spikes.subarray(0, count)) intervals.push(neuron, time);
  }
  return { rate: spikes / cells / ((until - from) / 1000), cv: intervals.variation() };
}

const vogelsAbbott = (synapses, kick) =>
  new neurons.VogelsAbbottNetwork(
    { neurons: 4000, connectivity: 0.02, synapses, excitation: 1, inhibition: 1, drive: 0, kick, timeStep: 0.1 },
    { start: start(), wiring: 11n, kick: 12n },
  );

const brunelPaper = { neurons: 12500, inputs: 1000, weight: 0.1, delay: 1.5, timeStep: 0.1 };
const brunel = (g, externalRate) =>
  new neurons.BrunelNetwork({ ...brunelPaper, g, externalRate }, { start: start(), wiring: 21n, outer: 22n });

const near = (value, expected, tolerance) => Math.abs(value / expected - 1) <= tolerance;

/** A regime of Brunel’s figure 8 and table 1. */
function regime(id, name, g, externalRate, simulated) {
  return {
    id: `brunel-${id}`,
    claim: `Brunel’s network of 12 500 neurons, g = ${g}, ν = ${externalRate} thresholds (${name}): mean rate`,
    source: 'Brunel 2000, table 1 (simulation)',
    expected: `${simulated} Hz ± 12 %`,
    run() {
      const { rate } = observe(brunel(g, externalRate), 200, 1000);
      return { value: `${rate.toFixed(1)} Hz`, holds: near(rate, simulated, 0.12) };
    },
  };
}

/** Power of spike counts a step at a frequency (Hz). */
function power(counts, hz, steps) {
  let [re, im] = [0, 0];
  counts.forEach((n, t) => {
    re += n * Math.cos((2 * Math.PI * hz * t) / steps);
    im += n * Math.sin((2 * Math.PI * hz * t) / steps);
  });
  return re * re + im * im;
}

function strongest(counts, steps, from, to, by) {
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  const centred = counts.map((n) => n - mean);
  let best = from;
  let highest = 0;
  for (let hz = from; hz <= to; hz += by) {
    const height = power(centred, hz, steps);
    if (height > highest) [best, highest] = [hz, height];
  }
  return best;
}

export const facts = [
  {
    id: 'cuba-rate',
    claim: 'CUBA, 4000 neurons: mean rate, against Brian2 2.5.1 with the same equations',
    source: 'Vogels & Abbott 2005; Brette et al. 2007, benchmark 2; Brian2 2.5.1 (5.44 to 5.54 Hz, CV 0.59)',
    expected: '5.5 Hz ± 8 %, CV 0.5 to 0.9',
    run() {
      const { rate, cv } = observe(vogelsAbbott('current', 0), 300, 4000);
      return {
        value: `${rate.toFixed(2)} Hz, CV ${cv.toFixed(2)}`,
        holds: near(rate, 5.5, 0.08) && cv > 0.5 && cv < 0.9,
      };
    },
  },
  {
    id: 'coba-rate',
    claim: 'COBA, 4000 neurons, kicked for 50 ms: goes on by itself, at the rate of Brian2 2.5.1, and irregularly',
    source: 'Vogels & Abbott 2005; Brette et al. 2007, benchmark 1; Brian2 2.5.1 (19.7 to 21.1 Hz, CV 1.71 to 1.76)',
    expected: '20 Hz ± 15 %, CV > 1',
    run() {
      const { rate, cv } = observe(vogelsAbbott('conductance', 50), 300, 4000);
      return { value: `${rate.toFixed(1)} Hz, CV ${cv.toFixed(2)}`, holds: near(rate, 20, 0.15) && cv > 1 };
    },
  },
  regime('fast', 'fast oscillation', 6, 4, 60.7),
  regime('asynchronous', 'asynchronous irregular', 5, 2, 37.7),
  regime('slow', 'slow oscillation', 4.5, 0.9, 5.5),
  {
    id: 'brunel-frequency',
    claim: 'Brunel’s network, g = 6, ν = 4: frequency of the global oscillation',
    source: 'Brunel 2000, table 1 (simulation)',
    expected: '180 Hz ± 10 %',
    run() {
      const network = brunel(6, 4);
      const counts = Array.from({ length: 6000 }, (_, time) => network.advance(time)).slice(1000);
      const hz = strongest(counts, 10000, 50, 400, 2);
      return { value: `${hz} Hz`, holds: near(hz, 180, 0.1) };
    },
  },
  {
    id: 'brunel-theory',
    claim: 'Mean-field rates of Brunel’s self-consistency equation at (g, ν) = (6, 4), (5, 2), (4.5, 0.9)',
    source: 'Brunel 2000, table 1 (theory)',
    expected: '55.8, 38.0, 6.5 Hz ± 0.1',
    run() {
      const rates = [
        [6, 4],
        [5, 2],
        [4.5, 0.9],
      ].map(([g, externalRate]) =>
        neurons.brunelRate({ inputs: 1000, inhibitoryInputs: 250, weight: 0.1, g, externalRate }),
      );
      const holds = rates.every((rate, i) => Math.abs(rate - [55.8, 38, 6.5][i]) < 0.1);
      return { value: `${rates.map((rate) => rate.toFixed(1)).join(', ')} Hz`, holds };
    },
  },
  {
    id: 'izhikevich-rhythms',
    claim:
      'Izhikevich’s 1000 neurons: mean rate, and power of alpha (8–13 Hz) and gamma (30–50 Hz) over that of independent neurons',
    source: 'Izhikevich 2003 (some 8 Hz, alpha and gamma rhythms)',
    expected: '8 Hz ± 20 %, both > 5',
    run() {
      const options = {
        neurons: 1000,
        inhibitory: 0.2,
        fanOut: 1000,
        excitation: 0.5,
        inhibition: 1,
        noiseE: 5,
        noiseI: 2,
      };
      const network = new neurons.IzhikevichNetwork(options, { cells: start(), wiring: 31n, noise: 32n });
      const counts = Array.from({ length: 10000 }, (_, time) => network.advance(time)).slice(1000);
      const rate = counts.reduce((sum, n) => sum + n, 0) / 9000;
      const [alpha, gamma] = [band(counts, 8, 13), band(counts, 30, 50)];
      return {
        value: `${rate.toFixed(1)} Hz, ${alpha.toFixed(0)} and ${gamma.toFixed(0)}`,
        holds: near(rate, 8, 0.2) && alpha > 5 && gamma > 5,
      };
    },
  },
  {
    id: 'liquid-patterns',
    claim:
      'Liquid of 135 neurons: two patterns of spikes with 4 ms of jitter told apart (chance 0.5), mean of four seeds',
    source: 'Maass, Natschläger & Markram 2002',
    expected: '> 0.95',
    run() {
      const { score } = meanScores({ back: 0, channels: 4, segment: 250, rate: 20 });
      return { value: score.toFixed(3), holds: score > 0.95 };
    },
  },
  {
    id: 'liquid-memory',
    claim: 'The same, asked for the pattern before: read from the liquid, and from the input alone',
    source: 'Maass, Natschläger & Markram 2002',
    expected: 'liquid > 0.7, input at least 0.15 less',
    run() {
      const { score, inputScore } = meanScores({});
      return {
        value: `${score.toFixed(2)}, ${inputScore.toFixed(2)}`,
        holds: score > 0.7 && inputScore < score - 0.15,
      };
    },
  },
];

/** Mean power of spike counts a millisecond between two frequencies, over that of independent spikes. */
function band(counts, from, to) {
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  const centred = counts.map((n) => n - mean);
  const powers = Array.from({ length: 2 * (to - from) }, (_, i) => power(centred, from + i / 2, 1000));
  return powers.reduce((sum, p) => sum + p, 0) / powers.length / counts.length / mean;
}

function meanScores(params) {
  const runs = [1, 2, 3, 4].map((seed) => {
    const simulation = createSimulation({ system: 'liquid-state', params, seed });
    simulation.step(400000);
    return simulation.measures();
  });
  const mean = (id) => runs.reduce((sum, measures) => sum + Number(measures[id]), 0) / runs.length;
  return { score: mean('score'), inputScore: mean('inputScore') };
}
