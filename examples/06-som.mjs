// A self-organizing map of handwritten digits, its quality, and what it makes of digits that it has not seen.
import { data, maps } from '@selforg/core';

const { train, test } = data.split(data.findDataset('digits'), { test: 0.25, seed: 1 });
const map = maps.Som.fit(train, { columns: 20, rows: 16, lattice: 'hexagonal' });

console.log(`quantization error ${map.quantizationError(test).toFixed(1)} counts of ink`);
console.log(`topographic error ${(100 * map.topographicError(test)).toFixed(1)} % of the samples`);
console.log(`trustworthiness ${map.trustworthiness(test).toFixed(3)}`);

const right = map.classify(test).filter((label, i) => label === test.labels[i]).length;
console.log(`${((100 * right) / test.rows).toFixed(0)} % of ${test.rows} new digits lie on a unit of their class\n`);

// The map itself: the class of most samples of each unit, odd rows half a unit further to the right.
const { columns, rows } = map.settings.grid;
for (let row = 0; row < rows; row++) {
  const classes = map.labels.labels.subarray(row * columns, (row + 1) * columns);
  console.log((row % 2 ? ' ' : '') + Array.from(classes, (label) => (label < 0 ? '·' : label)).join(' '));
}
