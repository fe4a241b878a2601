import type { Dataset } from '../data/dataset.js';
import type { Codebook, Distance } from './codebook.js';
import { areNeighbours, edgesOf, type Grid, squaredMapDistance } from './grid.js';
import { type ProjectionQuality, projectionQuality } from './projection-quality.js';
import { eachChunk } from './som-samples.js';
import { distanceBetween } from './vector-distance.js';

/** A map as far as its quality goes: where its units lie, on the map and among the data. */
export interface UnitMap {
  readonly grid: Grid;
  readonly codebook: Codebook;
  readonly distance: Distance;
}

/** Samples looked at together: memory does not grow with their number. */
const CHUNK = 4096;

export interface MapErrors {
  /** Mean distance of a sample to its best match. */
  readonly quantization: number;
  /** Share of samples whose two best matches do not touch on the map. */
  readonly topographic: number;
}

/** Both errors in one pass (Kohonen's quantization error; topographic error of Kiviluoto 1996, doi:10.1109/ICNN.1996.548907). */
export function errorsOf({ grid, codebook }: UnitMap, samples: Dataset): MapErrors {
  const size = Math.min(CHUNK, samples.rows);
  const winners = new Int32Array(size);
  const seconds = new Int32Array(size);
  const distances = new Float32Array(size);
  let sum = 0;
  let torn = 0;
  eachChunk(samples, size, (values, rows) => {
    codebook.bestMatches(values, rows, { winners, seconds, distances });
    for (let r = 0; r < rows; r++) {
      sum += distances[r];
      if (grid.units > 1 && !areNeighbours(grid, winners[r], seconds[r])) torn++;
    }
  });
  return { quantization: sum / samples.rows, topographic: torn / samples.rows };
}

/**
 * Distortion, what training makes small at a fixed radius: the mean over the samples of Σ h(winner, unit) ‖x − w‖² over
 * the units (Kohonen, Self-Organizing Maps). Sums by winner stand for the samples, so that it takes O(samples + units²).
 * @param row h of each unit, for a winner
 */
export function distortionOf(
  { grid, codebook }: UnitMap,
  samples: Dataset,
  row: (winner: number) => ArrayLike<number>,
): number {
  const d = samples.columns;
  const { stride, weights } = codebook;
  // Of x − w(winner) by winner and column: how many there are, their sum, and the sum of their squares.
  const counts = new Float64Array(grid.units * d);
  const sums = new Float64Array(grid.units * d);
  const winners = new Int32Array(Math.min(CHUNK, samples.rows));
  let total = 0;
  const squares = new Float64Array(grid.units);
  eachChunk(samples, winners.length, (values, rows) => {
    codebook.bestMatches(values, rows, { winners });
    for (let r = 0; r < rows; r++) {
      const winner = winners[r];
      for (let c = 0; c < d; c++) {
        const off = values[r * d + c] - weights[winner * stride + c];
        if (Number.isNaN(off)) continue;
        counts[winner * d + c]++;
        sums[winner * d + c] += off;
        squares[winner] += off * off;
      }
    }
  });
  for (let winner = 0; winner < grid.units; winner++) {
    const h = row(winner);
    for (let unit = 0; unit < grid.units; unit++) {
      let sum = squares[winner];
      for (let c = 0; c < d; c++) {
        const shift = weights[unit * stride + c] - weights[winner * stride + c];
        sum += shift * (counts[winner * d + c] * shift - 2 * sums[winner * d + c]);
      }
      total += h[unit] * sum;
    }
  }
  return total / samples.rows;
}

/**
 * Trustworthiness and neighbourhood preservation of a map; 1 of samples too few to have neighbours.
 * @param neighbours size of a neighbourhood, less where there are too few samples for it
 */
export function projectionOf(
  { grid, codebook, distance }: UnitMap,
  samples: Dataset,
  neighbours: number,
): ProjectionQuality {
  const { values, rows, columns } = samples;
  if (rows < 3) return { trustworthiness: 1, neighbourhoodPreservation: 1 };
  const winners = new Int32Array(rows);
  codebook.bestMatches(values, rows, { winners });
  return projectionQuality({
    count: rows,
    neighbours: Math.min(neighbours, Math.ceil(rows / 2) - 1),
    inData(out, i) {
      for (let j = 0; j < rows; j++)
        out[j] = distanceBetween(distance, values, i * columns, values, j * columns, columns);
    },
    onMap(out, i) {
      for (let j = 0; j < rows; j++) out[j] = squaredMapDistance(grid, winners[i], winners[j]);
    },
  });
}

/**
 * U-matrix (Ultsch & Siemon 1990): each unit's mean distance to the units at distance 1 on the map.
 * Fill `out` through a closure that knows the edges, for pictures that are drawn again and again.
 */
export function uMatrixOf({ grid, codebook, distance }: UnitMap): (out: Float32Array) => Float32Array {
  const edges = edgesOf(grid);
  const counts = new Uint8Array(grid.units);
  for (const unit of edges) counts[unit]++;
  const { stride, dimensions } = codebook;
  return (out) => {
    out.fill(0);
    for (let e = 0; e < edges.length; e += 2) {
      const [a, b] = [edges[e], edges[e + 1]];
      const apart = distanceBetween(distance, codebook.weights, a * stride, codebook.weights, b * stride, dimensions);
      out[a] += apart;
      out[b] += apart;
    }
    for (let unit = 0; unit < out.length; unit++) out[unit] /= counts[unit] || 1;
    return out;
  };
}
