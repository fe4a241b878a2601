import type { Dataset } from '../dataset.js';
import { digits } from './digits.js';
import { iris } from './iris.js';

/** What a data set is and whose work it is. */
export interface DatasetInfo {
  readonly name: string;
  readonly title: string;
  /** One sentence: what a row is. */
  readonly about: string;
  readonly authors: string;
  readonly year: number;
  /** Where it is from. */
  readonly url: string;
  readonly licence: string;
}

interface BuiltInSet extends DatasetInfo {
  /** Makes it anew: what is done to its numbers is the caller's. */
  read(): Dataset;
}

/** The data sets that come with Selforg. */
export const builtInSets: readonly BuiltInSet[] = [
  {
    name: 'iris',
    title: 'Iris flowers',
    about: 'Lengths and widths of sepals and petals of 150 irises, of three species.',
    authors: 'Edgar Anderson, Ronald A. Fisher',
    year: 1936,
    url: 'https://archive.ics.uci.edu/dataset/53/iris',
    licence: 'CC BY 4.0',
    read: iris,
  },
  {
    name: 'digits',
    title: 'Handwritten digits, 8×8',
    about: '1797 digits that thirteen people wrote, as pictures of 8×8 counts of ink from 0 to 16.',
    authors: 'Ethem Alpaydin, Cenk Kaynak',
    year: 1998,
    url: 'https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits',
    licence: 'CC BY 4.0',
    read: digits,
  },
];
