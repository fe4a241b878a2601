import { boids } from './agents/boids.js';
import { hopfield } from './attractors/hopfield.js';
import { life } from './automata/life.js';
import { InputError, suggestion } from './contract/errors.js';
import type { System } from './contract/system.js';
import { grayScott } from './fields/gray-scott.js';
import { som } from './maps/som.js';

/** Every system of this package. One line here puts a system everywhere: gallery, command line, docs, contract tests. */
export const systems: readonly System[] = [life, grayScott, boids, som, hopfield];

/** @throws InputError for an id that the catalogue lacks, with the nearest one. */
export function findSystem(id: unknown, catalogue: readonly System[] = systems): System {
  const system = catalogue.find((candidate) => candidate.id === id);
  if (system) return system;
  const ids = catalogue.map((candidate) => candidate.id);
  throw new InputError('system', id, `one of ${ids.join(', ')}${suggestion(id, ids)}`);
}
