// The self-organizing map on a data set that is too large for the tests.
import { maps } from '@selforg/core';

export const facts = [
  {
    id: 'som-mnist',
    claim:
      'Self-organizing map, 20×20 units, 15 epochs in batches on MNIST: test accuracy by the majority label of the unit',
    source: 'an independent implementation: 88.7 %',
    needs: 'mnist',
    expected: '88.7 % ± 1',
    async run({ dataset }) {
      const [train, test] = [await dataset('mnist'), await dataset('mnist-test')];
      const map = maps.Som.fit(train, { columns: 20, rows: 20, epochs: 15 });
      const right = map.classify(test).reduce((count, label, i) => count + Number(label === test.labels[i]), 0);
      const accuracy = (100 * right) / test.rows;
      return { value: `${accuracy.toFixed(1)} %`, holds: Math.abs(accuracy - 88.7) <= 1 };
    },
  },
];
