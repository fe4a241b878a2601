// Associative memories: how much they hold, and how exactly they give it back.
import { attractors, createRandom } from '@selforg/core';

const ags = 'Amit, Gutfreund & Sompolinsky 1985 (doi:10.1103/PhysRevLett.55.1530)';
const finite = `${ags}; at N = 500 by an independent implementation`;
const hertz = 'Hertz, Krogh & Palmer 1991, table 2.1: ½ erfc(√(N / 2P))';

export const facts = [
  criticalFact('load', 'hopfield-critical-load', 0.137906, 1e-6),
  criticalFact('overlap', 'hopfield-critical-overlap', 0.9674, 1e-4),
  overlapFact(0.1, 0.9985, 3000),
  overlapFact(0.138, 0.96, 3000),
  overlapFact(0.2, 0.538, 3000),
  bitErrorFact(0.105, 0.00101, 60),
  bitErrorFact(0.185, 0.01, 20),
  {
    id: 'projection-fixed-points',
    claim: 'Projection rule, 1000 neurons and 950 patterns: patterns that are no fixed points',
    source: 'Personnaz, Guyon & Dreyfus 1985',
    expected: '0',
    run() {
      const patterns = randomPatterns(950, 1000, 1);
      const network = attractors.Hopfield.store(patterns, { rule: 'projection' });
      return exactly(patterns.filter((pattern) => network.unstable(pattern) > 0).length, 0);
    },
  },
  ruleFact('storkey', 1),
  ruleFact('hebb', 0.44),
  denseFact(2, 50, 'fails: overlap under 0.8', (mean) => mean < 0.8),
  denseFact(3, 300, 'exact', (mean) => mean === 1),
  denseFact(5, 5000, 'exact', (mean) => mean === 1),
  {
    id: 'modern-hopfield-one-step',
    claim:
      'Modern Hopfield network, d = 64, β = 1, 1e5 patterns of norm 8, noise .5: largest error of 100 recalls in one step',
    source: 'Ramsauer et al. 2020 (doi:10.48550/arXiv.2008.02217), theorem 4; by an independent implementation',
    expected: 'below 1e-8 of the norm',
    run() {
      const error = modernError(1e5, 100);
      return { value: error.toExponential(1), holds: error < 1e-8 };
    },
  },
];

function criticalFact(name, id, target, tolerance) {
  return {
    id,
    claim: `Hopfield network, N → ∞: the largest load of memories, its ${name}, from the three equations of theory`,
    source: ags,
    expected: `${target}`,
    run: () => within(attractors.criticalLoad()[name], target, tolerance, 6),
  };
}

function overlapFact(load, target, trials) {
  return {
    id: `hopfield-overlap-${load}`,
    claim: `Hopfield network of 500 neurons by Hebb's rule at load ${load}: mean overlap after recall from the memory`,
    source: finite,
    expected: `${target} ± 0.01`,
    run() {
      const [{ overlap }] = attractors.capacity({ neurons: 500, loads: [load], trials });
      return within(overlap, target, 0.01, 4);
    },
  };
}

function bitErrorFact(load, target, trials) {
  return {
    id: `hopfield-bit-error-${load}`,
    claim: `Hopfield network of 1001 neurons at load ${load}: share of unstable bits of its memories`,
    source: hertz,
    expected: `${target} ± 5 %`,
    run() {
      let errors = 0;
      let bits = 0;
      for (let trial = 0; trial < trials; trial++) {
        // The other N patterns and the other P neurons are what counts.
        const patterns = randomPatterns(Math.round(1000 * load) + 1, 1001, trial);
        const network = attractors.Hopfield.store(patterns);
        for (const pattern of patterns) errors += network.unstable(pattern);
        bits += patterns.length * 1001;
      }
      return within(errors / bits, target, 0.05 * target, 5);
    },
  };
}

function ruleFact(rule, target) {
  return {
    id: `hopfield-${rule}-0.3`,
    claim: `Hopfield network of 200 neurons by the rule ${rule} at load 0.3: mean overlap after recall from 5 % of wrong neurons`,
    source: 'Storkey & Valabregue 1999; by an independent implementation',
    expected: `${target} ± 0.02`,
    run() {
      const [{ overlap }] = attractors.capacity({ neurons: 200, rule, noise: 0.05, loads: [0.3], trials: 1000 });
      return within(overlap, target, 0.02, 4);
    },
  };
}

function denseFact(degree, count, expected, holds) {
  return {
    id: `dense-memory-${degree}`,
    claim: `Dense memory of 100 neurons by the power ${degree} with ${count} patterns: mean overlap after recall from 5 % of wrong neurons`,
    source: 'Krotov & Hopfield 2016 (doi:10.48550/arXiv.1606.01164); by an independent implementation',
    expected,
    run() {
      const patterns = randomPatterns(count, 100, 1);
      const memory = attractors.denseCouplings(patterns, { kind: 'rectified', degree });
      const random = createRandom(2);
      const mean = meanOf(200, (k) => {
        const pattern = patterns[k % count];
        memory.state.set(attractors.corrupt(pattern, 0.05, random));
        memory.refresh();
        attractors.settle(memory, 100);
        return overlapOf(memory.state, pattern);
      });
      return { value: mean.toFixed(4), holds: holds(mean) };
    },
  };
}

function modernError(count, recalls) {
  const random = createRandom(1);
  const normals = (scale) => Float64Array.from({ length: 64 }, () => scale * random.normal());
  const norm = (x) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  const patterns = Array.from({ length: count }, () => {
    const x = normals(1);
    return x.map((value) => (8 * value) / norm(x));
  });
  const network = new attractors.ModernHopfield(patterns, { beta: 1 });
  const errors = patterns.slice(0, recalls).map((pattern) => {
    const noise = normals(0.5);
    const found = network.recall(pattern.map((value, i) => value + noise[i]));
    return norm(found.map((value, i) => value - pattern[i])) / 8;
  });
  return Math.max(...errors);
}

function randomPatterns(count, size, seed) {
  return attractors.randomPatterns(count, size, createRandom(seed));
}

function overlapOf(a, b) {
  return a.reduce((sum, s, i) => sum + s * b[i], 0) / a.length;
}

/** Mean over k; sums of multiples of 2 / N, so that a mean of ones is 1. */
function meanOf(count, value) {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += value(k);
  return sum / count;
}

function within(value, target, tolerance, digits) {
  return { value: value.toFixed(digits), holds: Math.abs(value - target) <= tolerance };
}

function exactly(value, target) {
  return { value, holds: value === target };
}
