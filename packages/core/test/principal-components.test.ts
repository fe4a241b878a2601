import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { principalComponents } from '../src/data/principal-components.js';
import { createRandom } from '../src/index.js';

/** Columns of very different deviations, mixed. */
function cloud(rows: number, columns: number) {
  const random = createRandom(3);
  const mix = Array.from({ length: columns }, () => Array.from({ length: columns }, () => random.normal()));
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    const own = Array.from({ length: columns }, (_, i) => random.normal() / (1 + i * i));
    mix.forEach((row, c) => {
      values[r * columns + c] = row.reduce((sum, share, i) => sum + share * own[i], 7);
    });
  }
  return { rows, columns, values };
}

describe('principal components', () => {
  it.each([
    ['more rows than columns', 200, 6],
    ['fewer rows than columns', 8, 30],
    ['one row', 1, 5],
  ])('are the eigenvectors of the covariance: %s', (_, rows, columns) => {
    const set = cloud(rows, columns);
    const { axes, deviations } = principalComponents(set, 2);
    const table = new Matrix(
      Array.from({ length: rows }, (_, r) => Array.from(set.values.slice(r * columns, (r + 1) * columns))),
    );
    table.center('column');
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
      table.transpose().mmul(table).div(rows),
      {
        assumeSymmetric: true,
      },
    );
    for (let n = 0; n < 2; n++) {
      const at = columns - 1 - n;
      expect(deviations[n]).toBeCloseTo(Math.sqrt(Math.max(0, realEigenvalues[at])), 6);
      const cosine = eigenvectorMatrix.getColumn(at).reduce((sum, value, i) => sum + value * axes[n][i], 0);
      if (rows > 1) expect(Math.abs(cosine)).toBeCloseTo(1, 8);
      expect(axes[n].reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 8);
    }
  });

  it('of few rows need no matrix of the columns', () => {
    const [rows, columns] = [3, 50_000];
    const values = Float32Array.from({ length: rows * columns }, (_, i) => (i < columns ? i % 7 : i % 5));
    // The covariance would take 20 GB.
    expect(principalComponents({ rows, columns, values }, 1).axes[0].length).toBe(columns);
  });
});
