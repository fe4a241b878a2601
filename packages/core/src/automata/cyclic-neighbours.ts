import { choice, integer } from '../contract/params.js';

/** How far and in what shape a cell of an excitable medium looks, for a system's parameters. */
export const reachParams = {
  range: integer({ default: 1, min: 1, max: 10, unit: 'cells', about: 'How far a cell looks.' }),
  neighbourhood: choice(['moore', 'von-neumann'], {
    default: 'moore',
    about: 'Moore: the square of that range. Von Neumann: the diamond.',
  }),
};

/** Offsets of the neighbours in a plane of so many cells a row, row by row: always a multiple of 4, as the kernel wants. */
export function neighbourOffsets(range: number, neighbourhood: 'moore' | 'von-neumann', pitch: number): number[] {
  const offsets: number[] = [];
  for (let dy = -range; dy <= range; dy++) {
    const reach = neighbourhood === 'moore' ? range : range - Math.abs(dy);
    for (let dx = -reach; dx <= reach; dx++) if (dx || dy) offsets.push(dy * pitch + dx);
  }
  return offsets;
}
