// The self-organizing map on a data set that is too large for the tests.
import { createRandom, maps } from '@selforg/core';

export const facts = [
  {
    id: 'som-mnist',
    claim:
      'Self-organizing map of 20×20 units, 15 epochs in batches, radius 10 → .3, on MNIST: test accuracy by the majority label of the unit',
    source: 'an independent implementation: 88.7 %',
    needs: 'mnist',
    expected: '88.7 % ± 1',
    async run({ dataset }) {
      const [train, test] = [await dataset('mnist'), await dataset('mnist-test')];
      const map = maps.Som.fit(train, { columns: 20, rows: 20, epochs: 15, radius: [10, 0.3] });
      const right = map.classify(test).reduce((count, label, i) => count + Number(label === test.labels[i]), 0);
      const accuracy = (100 * right) / test.rows;
      return { value: `${accuracy.toFixed(1)} %`, holds: Math.abs(accuracy - 88.7) <= 1 };
    },
  },
  {
    id: 'som-memory',
    claim:
      'Both errors, distortion and the sums of a batch over 1 000 000 samples of 16 numbers: memory beyond the samples',
    source: 'what is looked at together does not grow with the number of samples',
    expected: 'less than 16 MiB',
    run() {
      const random = createRandom(1);
      const rows = 1_000_000;
      const samples = { rows, columns: 16, values: Float32Array.from({ length: 16 * rows }, () => random.uniform()) };
      const few = { rows: 5000, columns: 16, values: samples.values.subarray(0, 80_000) };
      const map = maps.Som.fit(few, { columns: 20, rows: 20, epochs: 3 });
      const before = process.memoryUsage.rss();
      map.errors(samples);
      map.distortion(samples);
      map.accumulate(samples);
      const grown = Math.max(0, process.memoryUsage.rss() - before) / 2 ** 20;
      return { value: `${grown.toFixed(1)} MiB`, holds: grown < 16 };
    },
  },
];
