import { attractors } from '@selforg/core';

const { RestrictedBoltzmann } = attractors;
const n = 3;
const lines = [...Array(2 ** n).keys()].map((b) => [...Array(n).keys()].map((i) => (b >> i) & 1));
const bars = [
  ...new Map(
    [
      ...lines.map((l) => Array.from({ length: 9 }, (_, i) => l[Math.floor(i / 3)])),
      ...lines.map((l) => Array.from({ length: 9 }, (_, i) => l[i % 3])),
    ].map((p) => [p.join(''), p]),
  ).values(),
];
for (const [label, o, rates, chains] of [
  ['pcd .05 k1 c560', { persistent: true }, [0.05, 0.05, 0.02, 0.01], 560],
  ['pcd .05 k5', { persistent: true, k: 5 }, [0.05, 0.05, 0.02, 0.01], 140],
  ['pcd .1 k5 c560', { persistent: true, k: 5 }, [0.1, 0.1, 0.05, 0.02], 560],
  ['pcd .05 k10', { persistent: true, k: 10 }, [0.1, 0.05, 0.02, 0.01], 280],
  ['pcd .05 decay .002', { persistent: true, decay: 0.002 }, [0.1, 0.05, 0.02, 0.01], 280],
  ['pcd .02', { persistent: true }, [0.02, 0.02, 0.02, 0.01], 280],
  ['cd .1', {}, [0.1, 0.1, 0.05, 0.02], 140],
  ['cd5 .1', { k: 5 }, [0.1, 0.1, 0.05, 0.02], 140],
  ['cd10 .2', { k: 10 }, [0.2, 0.2, 0.1, 0.05], 140],
])
  for (const seed of [1, 2]) {
    const rbm = new RestrictedBoltzmann({ visible: 9, hidden: 12, batch: 140, chains, deviation: 0.1, seed });
    for (let s = 0; s < 140; s++) rbm.samples.set(bars[s % 14], s * rbm.stride);
    const free = new Float64Array(140);
    const L = () => {
      const z = rbm.logPartition();
      return rbm.freeEnergiesInto(free, 140).reduce((a, f) => a - (f + z) / 140, 0);
    };
    const t = performance.now();
    const r = rates.map((rate) => {
      for (let i = 0; i < 2000; i++) rbm.learn(140, { rate, momentum: 0.5, ...o });
      return L().toFixed(3);
    });
    console.log(label, seed, r.join(' '), Math.round(performance.now() - t) + 'ms');
  }
