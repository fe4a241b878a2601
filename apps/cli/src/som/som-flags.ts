import { type data, InputError, type maps } from '@selforg/core';
import { type Flags, numberOf, wholeNumber } from '../flags.js';
import type { Call } from '../verb.js';

/** Which columns of a table are labels, and which are left out. */
export const tableFlags = {
  label: {
    value: 'COL',
    about: 'Column of the classes: its name, its number from 1 on, last or none. Default a last column of words.',
  },
  ignore: { value: 'COLS', about: 'Columns to leave out: names or numbers with commas between them.' },
} as const satisfies Flags;

/** @throws InputError for a number of a column below 1 */
export function tableOptions(call: Call): data.CsvOptions {
  const label = call.text('label');
  const ignore = call
    .text('ignore')
    ?.split(',')
    .map((name) => columnOf('ignore', name.trim()));
  return {
    ...(label !== undefined && { label: label === 'none' ? false : label === 'last' ? -1 : columnOf('label', label) }),
    ...(ignore && { ignore }),
  };
}

function columnOf(flag: string, text: string): string | number {
  const number = numberOf(text);
  if (typeof number === 'string') return text;
  if (Number.isInteger(number) && number >= 1) return number - 1;
  throw new InputError(flag, text, 'the name of a column, or its number from 1 on');
}

/** How a map is made and trained. */
export const trainingFlags = {
  grid: {
    value: 'CxR',
    about: 'Columns and rows of the map, e.g. 20x20; also C or CxRxL. Default some 5 √n units, as long as the data.',
  },
  hex: { about: 'Hexagons instead of squares: six neighbours each.' },
  torus: { about: 'Each side of the map goes on at the opposite one.' },
  epochs: { value: 'N', about: 'Passes over the data, default 20.' },
  training: { value: 'T', about: 'batch (the default), mini-batch or online.' },
  batch: { value: 'N', about: 'Samples of a mini-batch, default 256.' },
  radius: {
    value: 'A:B',
    about: 'Radius of the neighbourhood at the start and at the end, in units; default half of the longest side to .5.',
  },
  rate: {
    value: 'A:B',
    about: 'Learning rate at the start and at the end; default 1 for a batch, .5:.05 or .5:.02 otherwise.',
  },
  decay: { value: 'D', about: 'How both fall: exponential (the default), linear, inverse or asymptotic.' },
  neighbourhood: { value: 'H', about: 'gaussian (the default), cut-gaussian, bubble, triangle or mexican-hat.' },
  distance: { value: 'D', about: 'euclidean (the default), squared, cosine, manhattan or chebyshev.' },
  initial: { value: 'I', about: 'First weights: pca (the default), random or samples.' },
  missing: { about: 'Let values be missing: they count neither in the search nor in the update.' },
  seed: { value: 'S', about: 'Start of the random streams, default 1.' },
} as const satisfies Flags;

const CHOICES = ['training', 'decay', 'neighbourhood', 'distance', 'initial'] as const;
const COURSES = ['radius', 'rate'] as const;

/** What the flags ask for; names of choices are left for the map to check. */
export function somOptions(call: Call): maps.SomOptions {
  const given = <T>(names: readonly string[], read: (flag: string, text: string) => T) =>
    names.flatMap((flag) => {
      const text = call.text(flag);
      return text === undefined ? [] : [[flag, read(flag, text)] as const];
    });
  return {
    ...gridOf(call.text('grid')),
    ...(call.has('hex') && { lattice: 'hexagonal' }),
    ...(call.has('torus') && { surface: 'torus' }),
    epochs: wholeNumber(call, 'epochs', { min: 1, max: 1_000_000, standard: 20 }),
    batch: wholeNumber(call, 'batch', { min: 1, max: 1e9, standard: 256 }),
    seed: wholeNumber(call, 'seed', { min: 0, max: 2 ** 32 - 1, standard: 1 }),
    missing: call.has('missing'),
    ...Object.fromEntries(given(CHOICES, (_, text) => text)),
    ...Object.fromEntries(given(COURSES, courseOf)),
  };
}

const MOST_UNITS = 1_000_000;

function gridOf(text: string | undefined): { columns?: number; rows?: number; layers?: number } {
  if (text === undefined) return {};
  const sides = /^\d+([x×]\d+){0,2}$/i.test(text) ? text.split(/[x×]/i).map(Number) : [];
  const units = sides.reduce((product, side) => product * side, 1);
  if (sides.length === 0 || units < 1 || units > MOST_UNITS) {
    throw new InputError('grid', text, `columns and rows of at least 1, e.g. 20x20, and at most ${MOST_UNITS} units`);
  }
  const [columns, rows = 1, layers = 1] = sides;
  return { columns, rows, layers };
}

/** `10:1` → from 10 to 1; `3` → 3 throughout. */
function courseOf(flag: string, text: string): number | readonly [number, number] {
  const ends = text.split(':').map((end) => (end.trim() === '' ? Number.NaN : Number(end)));
  const [from, to] = ends;
  if (ends.some(Number.isNaN) || ends.length > 2)
    throw new InputError(flag, text, 'a number, or its start and end, e.g. 10:1');
  return to === undefined ? from : [from, to];
}
