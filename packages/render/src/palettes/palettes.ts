import { InputError, suggestion } from '@selforg/core';
import { definitions, type Inks, type Palette, type PaletteInfo } from './definitions.js';

/** Every palette, as a menu shows it. */
export const palettes: readonly PaletteInfo[] = definitions.map(({ colours: _, inks: __, ...info }) => info);

export const paletteNames: readonly string[] = definitions.map(({ name }) => name);

/**
 * `count` colours of a palette as RGB triples: both ends and what is between, the first states, or once round.
 * @throws InputError for a name that no palette has
 */
export function paletteColours(name: string, count: number): Uint8Array {
  return Uint8Array.from(findPalette(name).colours(count).flat());
}

/**
 * The palette's colours for lines and text.
 * @throws InputError for a name that no palette has
 */
export function paletteInks(name: string): Inks {
  return findPalette(name).inks;
}

/** @throws InputError for a name that no palette has */
export function findPalette(name: string): Palette {
  const palette = definitions.find((candidate) => candidate.name === name);
  if (palette) return palette;
  throw new InputError('palette', name, `one of ${paletteNames.join(', ')}${suggestion(name, paletteNames)}`);
}
