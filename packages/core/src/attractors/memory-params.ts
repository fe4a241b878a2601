import { InputError } from '../contract/errors.js';
import { choice, images, integer, number, text } from '../contract/params.js';
import { checkLetters } from './letters.js';
import { ORDERS } from './turns.js';

const MAX_SIDE = 64;
export const MAX_LETTERS = 64;

interface Choices {
  /** Width and height of a pattern by default. */
  readonly side?: number;
  readonly letters?: string;
  /** The largest number of random patterns. */
  readonly most?: number;
  /** What to say of random patterns. */
  readonly about?: string;
}

/** Parameters of every system that stores patterns of ±1; {@link drawMemories} makes the patterns of them. */
export const memoryParams = ({
  side = 32,
  letters = 'AJLMSZ',
  most = 1024,
  about = 'Random patterns to store besides.',
}: Choices = {}) => ({
  width: integer({ default: side, min: 1, max: MAX_SIDE, unit: 'neurons', about: 'Width of a pattern.' }),
  height: integer({ default: side, min: 1, max: MAX_SIDE, unit: 'neurons', about: 'Height of a pattern.' }),
  letters: text({
    default: letters,
    check: checkText,
    about: 'Letters and digits to store, where no images are given.',
  }),
  images: images({ max: 64, about: 'Images to store instead of letters: shrunk to the grid, dark parts are on.' }),
  random: integer({ default: 0, min: 0, max: most, unit: 'patterns', about }),
});

/** Parameters of every system that recalls a memory from a damaged copy of it. */
export const cueParams = ({ most = 1024, noise = 0.3 }: { most?: number; noise?: number } = {}) => ({
  cue: integer({
    default: 0,
    min: 0,
    max: MAX_LETTERS + most - 1,
    about: 'Which memory to start from, counted from 0: letters or images first, then random patterns.',
  }),
  noise: number({ default: noise, min: 0, max: 1, about: 'Share of the neurons that start in the wrong state.' }),
});

/** Which neuron has its turn next: a parameter of networks of ±1 neurons. */
export const orderParam = choice(ORDERS, {
  default: 'random',
  about:
    'Random: any neuron may be next. Sweep: each has its turn once, in random order, before any has it again. Synchronous: each decides in its turn, then all change at once.',
});

/** Steps from one cue to the next: a parameter of systems that show one recall after the other. */
export const cuePeriod = (period: number) =>
  integer({
    default: period,
    min: 0,
    max: 1e6,
    unit: 'steps',
    about: 'Steps until the next memory is cued, over and over; 0 for one recall only.',
  });

/** @throws InputError for a character that is no letter or digit, and for more than 64 */
export function checkText(letters: string): void {
  checkLetters(letters);
  if (letters.length > MAX_LETTERS) throw new InputError('letters', letters, `at most ${MAX_LETTERS} letters`);
}
