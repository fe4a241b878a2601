import { Circuit, operations, type PlaneCircuit } from './circuit.js';
import { decompose } from './decompose.js';
import { correctedCounts } from './isotropic.js';
import { type Build, countCircuits, countedNeighbourhood } from './totalistic.js';
import { ALL, truthOf } from './truth.js';

/** The cheapest circuit that was found for the next state of a cell, of 512 states of its block. */
export function blockCircuit(next: ArrayLike<number>): PlaneCircuit {
  const neighbourhood = countedNeighbourhood(next);
  const ways = neighbourhood ? countCircuits(next, neighbourhood) : [...splits(next), ...correctedCounts(next)];
  return ways
    .map((build) => {
      const circuit = new Circuit();
      return { circuit, outputs: [build(circuit)] };
    })
    .reduce((best, other) => (operations(other) < operations(best) ? other : best));
}

/**
 * Row by row, so that the smallest parts are functions of the newest row, is best without symmetry; for rules that treat
 * rotations alike the others are: centre, edges, corners; edges, corners, centre; and so on.
 */
const ORDERS: readonly (readonly number[])[] = [
  [8, 7, 6, 5, 4, 3, 2, 1, 0],
  [4, 7, 1, 3, 5, 8, 6, 2, 0],
  [7, 1, 3, 5, 8, 0, 6, 2, 4],
  [8, 6, 2, 0, 4, 7, 1, 3, 5],
  [4, 3, 5, 8, 6, 2, 0, 7, 1],
];

function splits(next: ArrayLike<number>): Build[] {
  const target = truthOf(next);
  return ORDERS.map((order) => (circuit) => decompose(circuit, { target, care: ALL }, order));
}
