import { BLACK, isLight, mix, type Rgb } from '../palettes/colour.js';
import { findPalette } from '../palettes/palettes.js';

const HUES = 64;

/**
 * A colour of the compass for each direction, darker where it shall stand on light paper. The angle is the diamond's,
 * dy / (|dx| + |dy|): no function whose last bit differs between engines decides a colour.
 */
export function headingColours(direction: Float32Array, background: Rgb): Uint8Array {
  const hues = findPalette('compass').colours(HUES);
  const compass = isLight(background) ? hues.map((hue) => mix(hue, BLACK, 0.38)) : hues;
  const count = direction.length / 2;
  const colours = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) {
    const hue = Math.floor(diamondAngle(direction[2 * i], direction[2 * i + 1]) * HUES) % HUES;
    colours.set(compass[hue], 3 * i);
  }
  return colours;
}

/** 0 along x, ¼ along y, and so on round to 1, as monotone as the angle itself; 0 where there is no direction. */
export function diamondAngle(dx: number, dy: number): number {
  const length = Math.abs(dx) + Math.abs(dy);
  if (!(length > 0)) return 0;
  const slope = dy / length;
  return (dx < 0 ? 2 - slope : dy < 0 ? 4 + slope : slope) / 4;
}
