import { dense, type Field } from '../contract/field.js';
import type { View } from '../contract/view.js';
import type { Random } from '../random/random.js';
import type { Couplings } from './couplings.js';
import type { Cue } from './cue.js';
import { type Indices, indicesOf, shuffle } from './memories.js';

const POINTS = 129;

/** A slice through the energy; {@link EnergyValley} draws what it names. */
export const valleyView = {
  id: 'valley',
  title: 'Energy valley',
  about: 'The energy on a way from the cued memory to its negative, and the state, which rolls down into the valley.',
  palette: 'ink',
  axes: { x: { title: 'overlap with the cued memory' }, y: { title: 'energy' } },
  layers: [
    { kind: 'curve', field: 'valley', colour: 'faint' },
    { kind: 'points', field: 'here', shape: 'disc', size: 10, colour: 'accent' },
  ],
} as const satisfies View;

/**
 * The energy against the overlap with the cued memory: of states between it and its negative, whose neurons turn over one
 * after the other in random order, and of the state as it is. A recall takes wrong neurons back in random order too, so
 * that it stays beside the curve as long as it goes well.
 */
export class EnergyValley {
  readonly #couplings: Couplings;
  readonly #cue: Cue;
  readonly #order: Indices;
  readonly #curve: Field;
  readonly #here: Field;
  /** Number of the memory that the curve is drawn for. */
  #drawn = -1;

  constructor(couplings: Couplings, cue: Cue, range: readonly [number, number], random: Random) {
    this.#couplings = couplings;
    this.#cue = cue;
    this.#order = indicesOf(couplings.size);
    shuffle(this.#order, couplings.size, random);
    const ranges = [[-1, 1], range] as const;
    this.#curve = dense(new Float32Array(2 * POINTS), [POINTS, 2], ranges);
    this.#here = dense(new Float32Array(2), [1, 2], ranges);
  }

  curve(): Field {
    if (this.#drawn !== this.#cue.current[0]) this.#draw();
    this.#drawn = this.#cue.current[0];
    return this.#curve;
  }

  here(): Field {
    const { state, size } = this.#couplings;
    const { target } = this.#cue;
    let sum = 0;
    for (let i = 0; i < size; i++) sum += state[i] * target[i];
    this.#here.data[0] = sum / size;
    this.#here.data[1] = this.#couplings.energy();
    return this.#here;
  }

  /** Walks the way with the couplings themselves, and leaves them to the last bit as they were. */
  #draw(): void {
    const couplings = this.#couplings;
    const { state, size } = couplings;
    const before = state.slice();
    const saved = Object.values(couplings.saved()).map((array) => array.slice());
    state.set(this.#cue.target);
    couplings.refresh();
    for (let point = 0, turned = 0; point < POINTS; point++) {
      for (const until = Math.round((point * size) / (POINTS - 1)); turned < until; turned++) {
        couplings.flip(this.#order[turned]);
      }
      this.#curve.data[2 * point] = 1 - (2 * turned) / size;
      this.#curve.data[2 * point + 1] = couplings.energy();
    }
    state.set(before);
    couplings.refresh();
    Object.values(couplings.saved()).forEach((array, k) => void array.set(saved[k]));
  }
}
