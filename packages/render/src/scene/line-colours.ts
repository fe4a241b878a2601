import type { Ink } from '@selforg/core';
import { hex, isLight, type Rgb } from '../palettes/colour.js';
import type { Inks } from '../palettes/definitions.js';

// Okabe and Ito's colours, on dark and on light: the yellow would be lost on paper, the blue in the dark.
const ON_DARK = ['#56b4e9', '#e69f00', '#2fbf94', '#d98bb8', '#f0e442', '#e8743b'].map(hex);
const ON_LIGHT = ['#0072b2', '#d55e00', '#008a64', '#b3568d', '#9a6b00', '#4a4f5a'].map(hex);
const NAMED: readonly Ink[] = ['first', 'second', 'third', 'fourth'];

/** The colour of the n-th line, or class of points, of a picture; they come round again. */
export function lineColour(background: Rgb, n: number): Rgb {
  const wheel = isLight(background) ? ON_LIGHT : ON_DARK;
  return wheel[n % wheel.length];
}

export function inkColour(ink: Ink, inks: Inks): Rgb {
  return ink === 'accent' || ink === 'faint' ? inks[ink] : lineColour(inks.background, NAMED.indexOf(ink));
}
