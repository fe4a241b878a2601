import { InputError } from '../contract/errors.js';

// Each letter is a few lines between points of a 5 × 7 raster, written column, row: '04 44' is a line across.
const STROKES: Readonly<Record<string, string>> = {
  A: '06 20 46, 14 34',
  B: '00 06 36 45 44 33 03, 00 30 41 42 33',
  C: '41 30 10 01 05 16 36 45',
  D: '00 06 26 44 42 20 00',
  E: '40 00 06 46, 03 33',
  F: '40 00 06, 03 33',
  G: '41 30 10 01 05 16 36 45 43 23',
  H: '00 06, 40 46, 03 43',
  I: '20 26',
  J: '40 45 36 16 05',
  K: '00 06, 40 03 46',
  L: '00 06 46',
  M: '06 00 23 40 46',
  N: '06 00 46 40',
  O: '10 30 41 45 36 16 05 01 10',
  P: '06 00 30 41 42 33 03',
  Q: '10 30 41 45 36 16 05 01 10, 24 46',
  R: '06 00 30 41 42 33 03, 23 46',
  S: '41 30 10 01 02 13 33 44 45 36 16 05',
  T: '00 40, 20 26',
  U: '00 05 16 36 45 40',
  V: '00 26 40',
  W: '00 16 22 36 40',
  X: '00 46, 40 06',
  Y: '00 23 40, 23 26',
  Z: '00 40 06 46',
  0: '10 30 41 45 36 16 05 01 10, 15 31',
  1: '02 20 26',
  2: '01 10 30 41 42 06 46',
  3: '00 40 22 32 43 45 36 16 05',
  4: '36 30 04 44',
  5: '40 00 03 33 44 45 36 06',
  6: '40 20 02 05 16 36 45 44 33 03',
  7: '00 40 16',
  8: '10 30 41 42 33 13 02 01 10, 13 04 05 16 36 45 44 33',
  9: '06 26 44 41 30 10 01 02 13 43',
};

/** White margin around the strokes, in units of the raster. */
const MARGIN = 0.75;

/** @throws InputError for a character that is no letter A–Z or digit */
export function checkLetters(text: string): void {
  for (const character of text) {
    if (!Object.hasOwn(STROKES, character.toUpperCase())) {
      throw new InputError('letters', character, 'letters A–Z and digits 0–9');
    }
  }
}

/**
 * Draws a letter or digit as ±1, row-major, +1 is ink. Ink is the half of the pixels nearest to the strokes: with half
 * of all pixels on, different letters overlap least, and Hebb's rule keeps most of them.
 */
export function drawLetter(character: string, width: number, height: number): Int8Array {
  const segments = parseStrokes(STROKES[character.toUpperCase()]);
  const distances = Float64Array.from({ length: width * height }, (_, i) => {
    const x = (((i % width) + 0.5) / width) * (4 + 2 * MARGIN) - MARGIN;
    const y = ((Math.floor(i / width) + 0.5) / height) * (6 + 2 * MARGIN) - MARGIN;
    return Math.min(...segments.map((segment) => squaredDistance(segment, x, y)));
  });
  const half = distances.slice().sort()[Math.max(0, Math.ceil(distances.length / 2) - 1)];
  return Int8Array.from(distances, (distance) => (distance <= half ? 1 : -1));
}

interface Segment {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

function parseStrokes(strokes: string): Segment[] {
  return strokes.split(', ').flatMap((line) => {
    const points = line.split(' ').map(([x, y]) => ({ x: Number(x), y: Number(y) }));
    return points.slice(1).map((to, i) => ({ ...points[i], dx: to.x - points[i].x, dy: to.y - points[i].y }));
  });
}

function squaredDistance({ x, y, dx, dy }: Segment, px: number, py: number): number {
  const along = ((px - x) * dx + (py - y) * dy) / (dx * dx + dy * dy);
  const t = Math.max(0, Math.min(1, along));
  const [ex, ey] = [px - x - t * dx, py - y - t * dy];
  return ex * ex + ey * ey;
}
