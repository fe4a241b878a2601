// Boltzmann machines small enough to count all their states.
import { attractors, createSimulation } from '@selforg/core';

const bound = 'entropy bound: ln of the number of pictures; Fischer & Igel 2010 on the same pictures';

export const facts = [
  {
    id: 'boltzmann-encoder',
    claim:
      '4-2-4 encoder, learned by samples with steps of one size: runs of 10 that find four codes within 3000 steps',
    source: 'Ackley, Hinton & Sejnowski 1985 (doi:10.1207/s15516709cog0901_7), its first example',
    expected: 'at least 9',
    run() {
      const found = Array.from({ length: 10 }, (_, seed) => findsCodes(seed)).filter(Boolean).length;
      return { value: found, holds: found >= 9 };
    },
  },
  likelihoodFact({
    id: 'rbm-bars-and-stripes-pcd',
    method: 'persistent chains, k = 10',
    options: { persistent: true, k: 10 },
    rates: [0.1, 0.05, 0.02, 0.01],
    expected: 'above −2.75, at most −ln 14 = −2.639',
    holds: (value) => value > -2.75,
  }),
  likelihoodFact({
    id: 'rbm-bars-and-stripes-cd',
    method: 'CD-1, which errs for ever',
    options: { k: 1 },
    rates: [0.1, 0.1, 0.05, 0.02],
    expected: 'from −3.5 to −2.9',
    holds: (value) => value > -3.5 && value < -2.9,
  }),
];

function findsCodes(seed) {
  const simulation = createSimulation({ system: 'boltzmann-machine', params: { decay: 0 }, seed });
  for (let n = 0; n < 30; n++) {
    simulation.step(100);
    const { codes, completion } = simulation.measures();
    if (codes === 4 && completion > 0.5) return true;
  }
  return false;
}

function likelihoodFact({ id, method, options, rates, expected, holds }) {
  return {
    id,
    claim: `Restricted Boltzmann machine, 12 hidden units, 3 × 3 bars and stripes, ${method}: mean exact log-likelihood`,
    source: bound,
    expected,
    run() {
      const pictures = attractors.boltzmannPatterns('bars-and-stripes').patterns;
      const rows = 10 * pictures.length;
      const rbm = new attractors.RestrictedBoltzmann({
        visible: 9,
        hidden: 12,
        batch: rows,
        chains: 2 * rows,
        deviation: 0.1,
      });
      for (let s = 0; s < rows; s++) {
        for (let i = 0; i < 9; i++) rbm.samples[s * rbm.stride + i] = (pictures[s % pictures.length] >> i) & 1;
      }
      for (const rate of rates) for (let n = 0; n < 2000; n++) rbm.learn(rows, { rate, momentum: 0.5, ...options });
      const z = rbm.logPartition();
      const value = -rbm.freeEnergiesInto(new Float64Array(rows), rows).reduce((sum, f) => sum + f + z, 0) / rows;
      return { value: value.toFixed(3), holds: holds(value) && value <= -Math.log(14) };
    },
  };
}
