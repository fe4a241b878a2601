import { dense, type Field } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import type { View } from '../contract/view.js';

/** Views of a memory of ±1 at work; {@link createRecallFields} draws what they name. */
export const recallViews = {
  state: {
    id: 'state',
    title: 'State',
    about: 'Neurons that are on.',
    palette: 'ink',
    layers: [{ kind: 'image', field: 'state', as: 'states' }],
  },
  recall: {
    id: 'recall',
    title: 'Recall',
    about: 'Neurons as in the cued memory (dark off, light on), wrongly on and wrongly off (coloured).',
    palette: 'changes',
    layers: [{ kind: 'image', field: 'recall', as: 'states' }],
  },
  memories: {
    id: 'memories',
    title: 'Memories',
    about: 'All stored patterns, row by row.',
    palette: 'ink',
    layers: [{ kind: 'image', field: 'memories', as: 'states' }],
  },
  overlaps: {
    id: 'overlaps',
    title: 'Overlaps',
    about: 'How much the state is like each memory: 1 the same, −1 its negative.',
    palette: 'ink',
    layers: [{ kind: 'bars', field: 'overlaps' }],
  },
  /** The system gives the field `descent` itself: a `Trace` of time and energy. */
  energy: {
    id: 'energy',
    title: 'Energy',
    about: 'The energy falls as neurons take their turns, and rests where a memory lies.',
    palette: 'ink',
    axes: { x: { title: 'time', unit: 'steps' }, y: { title: 'energy' } },
    layers: [{ kind: 'curve', field: 'descent', colour: 'accent' }],
  },
} as const satisfies Record<string, View>;

interface Pictures {
  readonly width: number;
  readonly height: number;
  /** ±1, row-major. */
  readonly patterns: readonly Int8Array[];
  /** How many of the patterns the memories show; all by default. */
  readonly shown?: number;
}

/** Fields of {@link recallViews}: `state` and `recall` share memory, all are valid until the next call. */
export interface RecallFields {
  /** 1 on, 0 off, of [height, width]. */
  state(state: ArrayLike<number>): Field;
  /** Against a memory: 0 rightly off, 1 rightly on, 2 wrongly on, 3 wrongly off. */
  recall(state: ArrayLike<number>, target: ArrayLike<number>): Field;
  /** Patterns in rows, 0 off and 2 on, with gaps of 1 between them. */
  memories(): Field;
  /** Sums Σ ξᵢsᵢ as shares of N, one a memory. */
  overlaps(sums: ArrayLike<number>): Field;
}

export function createRecallFields({ width, height, patterns, shown = patterns.length }: Pictures): RecallFields {
  const size = width * height;
  const cells = new Uint8Array(size);
  const stateField = dense(cells, [height, width], [[0, 1]]);
  const recallField = dense(cells, [height, width], [[0, 3]]);
  const count = Math.min(shown, patterns.length);
  const shares = new Float32Array(count);
  const overlapsField = dense(shares, [count], [[-1, 1]]);
  const mosaic = createMosaic({ count, width, height, gap: 1, range: [0, 2] });

  return {
    state(state) {
      for (let i = 0; i < size; i++) cells[i] = state[i] > 0 ? 1 : 0;
      return stateField;
    },
    recall(state, target) {
      for (let i = 0; i < size; i++) cells[i] = state[i] > 0 ? (target[i] > 0 ? 1 : 2) : target[i] > 0 ? 3 : 0;
      return recallField;
    },
    memories: () => mosaic.draw((p, i) => (patterns[p][i] > 0 ? 2 : 0)),
    overlaps(sums) {
      for (let p = 0; p < count; p++) shares[p] = sums[p] / size;
      return overlapsField;
    },
  };
}
