import { CAMERA_MODES, type System } from '@selforg/core';
import { paletteNames } from '@selforg/render';
import { type Flags, numberOf, sizeOf } from './flags.js';

// Flags that several verbs share, described once.

const text = (value: string): string => value;

export const jsonFlag = {
  json: { about: 'Print exactly one JSON object on stdout and nothing else.' },
} as const satisfies Flags;

export const quietFlag = { quiet: { about: 'No progress bar and no summary.' } } as const satisfies Flags;

export const forceFlag = { force: { about: 'Replace what is already there.' } } as const satisfies Flags;

/** Where data sets are looked for. */
export const dataFlags = {
  dataDir: {
    value: 'DIR',
    about:
      'Folder with data sets (mnist/, fashion-mnist/, NAME.csv …), default that of SELFORG_DATA: see selforg data.',
  },
} as const satisfies Flags;

/** Where a recipe comes from, besides the parameters. */
export const recipeFlags = {
  recipe: {
    value: 'FILE',
    about: 'Start from a recipe or a render folder’s recipe.json (- for stdin); flags override it.',
  },
  preset: { value: 'ID', about: 'Start from a preset of the system; flags override it.' },
  seed: { value: 'S', about: 'Start of the random streams, 0 to 4294967295, default 1.', setting: numberOf },
} as const satisfies Flags;

/** What a frame shows and how large. */
export const frameFlags = {
  view: {
    value: 'V',
    about: 'What to look at, default the first view of the system.',
    setting: text,
    oneOf: (system: System | undefined) => system?.views.map(({ id }) => id) ?? [],
  },
  palette: { value: 'P', about: 'Colours, default those of the view.', setting: text, oneOf: () => paletteNames },
  camera: {
    value: 'C',
    about: 'On a lattice without end: stay at home, fit all that lives, or follow its middle.',
    setting: text,
    oneOf: () => CAMERA_MODES,
  },
  size: { value: 'WxH', about: 'Size of a frame in pixels, e.g. 1280x720.', setting: sizeOf },
  scale: { value: 'S', about: 'Pixels a cell, 1 to 256.', setting: numberOf },
} as const satisfies Flags;
