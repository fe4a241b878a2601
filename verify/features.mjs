// Features learned without labels, judged by a linear read-out of the labels (ridge regression).
import { createRandom, hebbian } from '@selforg/core';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

const BATCH = 100;
const CLASSES = 10;
/** Of the ridge regression, where every feature has mean square 1. */
const PENALTY = 1e-4;

const source =
  'Krotov & Hopfield 2019 (doi:10.1073/pnas.1820458116), read-out by ridge regression on relu⁴ of the currents';

export const facts = [
  krotovHopfieldFact(100, '90.8 % ± 1', 90.8),
  krotovHopfieldFact(400, '94.1 % ± 1', 94.1),
  {
    id: 'pixels-mnist',
    claim: 'MNIST, raw pixels and the same read-out: test accuracy',
    source: 'linear least squares on the pixels: 86.0 %',
    needs: 'mnist',
    expected: '86.0 % ± 0.5',
    async run({ dataset }) {
      const [train, test] = [await dataset('mnist'), await dataset('mnist-test')];
      const pixels = ({ columns, values }, start, rows, into) => {
        into.set(values.subarray(start * columns, (start + rows) * columns));
      };
      return within(readOutAccuracy(train, test, train.columns, pixels), 86, 0.5);
    },
  },
  {
    id: 'random-features-mnist',
    claim: 'MNIST, 400 random units with relu and the same read-out: test accuracy, for comparison',
    source: 'random features: 91.2 %',
    needs: 'mnist',
    expected: '91.2 % ± 1',
    async run({ dataset }) {
      const [train, test] = [await dataset('mnist'), await dataset('mnist-test')];
      const layer = new hebbian.KrotovHopfieldLayer({ inputs: 784, units: 400, batch: 100 });
      return within(readOutAccuracy(train, test, 400, featuresOf(layer, 1)), 91.2, 1);
    },
  },
];

function krotovHopfieldFact(units, expected, target) {
  return {
    id: `krotov-hopfield-${units}`,
    claim: `Krotov–Hopfield, ${units} units on MNIST without labels, ridge read-out: test accuracy`,
    source,
    needs: 'mnist',
    expected,
    async run({ dataset }) {
      const [train, test] = [await dataset('mnist'), await dataset('mnist-test')];
      const layer = learnFeatures(train, units);
      return within(readOutAccuracy(train, test, units, featuresOf(layer, 4)), target, 1);
    },
  };
}

function within(accuracy, target, tolerance) {
  return { value: `${accuracy.toFixed(1)} %`, holds: Math.abs(accuracy - target) <= tolerance };
}

/** Passes through the training set in a new order each, at a rate that falls to 0. */
export function learnFeatures({ rows, columns, values }, units, { epochs = 40, rate = 0.02, ...options } = {}) {
  const layer = new hebbian.KrotovHopfieldLayer({ inputs: columns, units, batch: 100, ...options });
  const random = createRandom(1).stream('order');
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = rows - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (let start = 0; start + 100 <= rows; start += 100) {
      for (let s = 0; s < 100; s++) {
        const from = order[start + s] * columns;
        layer.samples.set(values.subarray(from, from + columns), s * layer.stride);
      }
      layer.learn(100, rate * (1 - epoch / epochs));
    }
  }
  return layer;
}

/** Makes features of up to `BATCH` rows at once: relu(current)^power. */
function featuresOf(layer, power) {
  return ({ columns, values }, start, rows, into) => {
    for (let s = 0; s < rows; s++) {
      const from = (start + s) * columns;
      layer.samples.set(values.subarray(from, from + columns), s * layer.stride);
    }
    const currents = layer.currents(rows);
    for (let s = 0; s < rows; s++) {
      for (let unit = 0; unit < layer.units; unit++) {
        into[s * layer.units + unit] = Math.max(0, currents[s * layer.currentStride + unit]) ** power;
      }
    }
  };
}

/**
 * Share of the test set, in per cent, that a linear read-out of the features names rightly: least squares on one number a
 * class, each feature divided by its root mean square and a constant added, with a penalty on the squares of the weights.
 */
function readOutAccuracy(train, test, count, features) {
  const size = count + 1;
  const gram = new Float64Array(size * size);
  const targets = new Float64Array(size * CLASSES);
  const scales = new Float64Array(size).fill(1);
  for (const { features: batch, rows } of batches(train, count, features)) {
    for (let i = 0; i < rows * count; i++) scales[i % count] += batch[i] ** 2 / train.rows;
  }
  for (let i = 0; i < count; i++) scales[i] = scales[i] > 1 ? 1 / Math.sqrt(scales[i] - 1) : 0;
  const row = new Float64Array(size).fill(1);
  const scaled = (batch, s) => {
    for (let i = 0; i < count; i++) row[i] = batch[s * count + i] * scales[i];
  };
  for (const { features: batch, rows, start } of batches(train, count, features)) {
    for (let s = 0; s < rows; s++) {
      scaled(batch, s);
      for (let i = 0; i < size; i++) {
        const value = row[i];
        if (value === 0) continue;
        for (let j = i; j < size; j++) gram[i * size + j] += value * row[j];
        targets[i * CLASSES + train.labels[start + s]] += value;
      }
    }
  }
  const matrix = new Matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      matrix.set(i, j, gram[i * size + j] / train.rows + (i === j ? PENALTY : 0));
      matrix.set(j, i, matrix.get(i, j));
    }
  }
  const weights = new CholeskyDecomposition(matrix).solve(Matrix.from1DArray(size, CLASSES, targets)).to1DArray();
  let right = 0;
  for (const { features: batch, rows, start } of batches(test, count, features)) {
    for (let s = 0; s < rows; s++) {
      scaled(batch, s);
      const sums = new Float64Array(CLASSES);
      for (let i = 0; i < size; i++) for (let c = 0; c < CLASSES; c++) sums[c] += row[i] * weights[i * CLASSES + c];
      if (sums.indexOf(Math.max(...sums)) === test.labels[start + s]) right++;
    }
  }
  return (100 * right) / test.rows;
}

/** The features of a set, some rows at a time. */
function* batches(set, count, features) {
  const batch = new Float64Array(BATCH * count);
  for (let start = 0; start < set.rows; start += BATCH) {
    const rows = Math.min(BATCH, set.rows - start);
    features(set, start, rows, batch);
    yield { features: batch, rows, start };
  }
}
