import { InputError } from '../../contract/errors.js';
import type { Random } from '../../random/random.js';
import type { Distribution } from './distribution.js';

/**
 * Draws lines of a square of `side` × `side` cells, each row and each column with the same probability on its own, 1 on 0
 * (Földiák 1990, doi:10.1007/BF02331346).
 */
export function drawBars(random: Random, into: Float32Array, side: number, probability: number): void {
  into.fill(0, 0, side * side);
  for (let bar = 0; bar < 2 * side; bar++) {
    if (random.uniform() < probability) for (let n = 0; n < side; n++) into[cellOfBar(bar, n, side)] = 1;
  }
}

/** The n-th cell of a bar: bars 0 … side − 1 are rows, the others columns. */
export function cellOfBar(bar: number, n: number, side: number): number {
  return bar < side ? bar * side + n : n * side + bar - side;
}

/**
 * Földiák's bars (1990, doi:10.1007/BF02331346): each of the 2 · side lines of a picture is on by itself, 1 on 0.
 * @param options cells of a side, 1 to 256, default 8; chance of a line to be on, default 1/8
 */
export function bars({ side = 8, probability = 1 / 8 }: { side?: number; probability?: number } = {}): Distribution {
  if (!Number.isInteger(side) || side < 1 || side > 256) throw new InputError('side', side, 'an integer from 1 to 256');
  if (!(probability >= 0 && probability <= 1)) throw new InputError('probability', probability, 'a number from 0 to 1');
  return {
    id: 'bars',
    about: 'Pictures of lines across and down, each there or not by itself: the causes behind what is seen.',
    dimensions: side * side,
    picture: { width: side, height: side },
    draw(random, into) {
      drawBars(random, into, side, probability);
      return 0;
    },
  };
}
