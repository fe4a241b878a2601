import { choice } from '../contract/params.js';
import { type Surface, surfaceOf } from './byte-lattice.js';
import { type Topology, UNBOUNDED } from './topology.js';

/** Names of what may lie beyond the edges, for systems that also run on the plane without end. */
export const EDGES = ['torus', 'plane', 'klein', 'cross-surface', 'sphere', 'none'] as const;
export type EdgeName = (typeof EDGES)[number];

/** What each of {@link EDGES} means, for the text of a parameter. */
export const EDGES_ABOUT =
  'Torus: opposite edges meet. Plane: all is dead outside. Klein: top and bottom meet reversed; cross-surface: both pairs do; sphere: edges meet at a corner, on a square grid only. None: the plane without end.';

/** Beyond the edges, for a system's parameters: a bounded surface, or the plane without end under HashLife. */
export const endlessParam = choice(EDGES, {
  default: 'torus',
  about: `${EDGES_ABOUT} There HashLife runs it.`,
});

/** The topology that a system's width, height and edge name. */
export function latticeOf({ width, height, edge }: Omit<Surface, 'edge'> & { readonly edge: EdgeName }): Topology {
  return edge === 'none' ? UNBOUNDED : surfaceOf({ width, height, edge });
}
