import { drawLetter } from '../../attractors/letters.js';
import type { Distribution } from './distribution.js';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/**
 * The capital letters as pictures of 1 on 0 under noise.
 * @param options width and height in pixels, default 8 × 10; deviation of the noise on each pixel, default .1
 */
export function letters({ width = 8, height = 10, noise = 0.1 } = {}): Distribution {
  const pictures = LETTERS.map((letter) => drawLetter(letter, width, height).map((ink) => (ink > 0 ? 1 : 0)));
  return {
    id: 'letters',
    about: 'Pictures of the letters A to Z, under a little noise.',
    dimensions: width * height,
    classes: LETTERS,
    picture: { width, height },
    draw(random, into) {
      const letter = random.integer(LETTERS.length);
      for (let i = 0; i < width * height; i++) into[i] = pictures[letter][i] + noise * random.normal();
      return letter;
    },
  };
}
