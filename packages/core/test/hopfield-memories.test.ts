import { describe, expect, it } from 'vitest';
import { binarize, otsuThreshold } from '../src/attractors/binarize.js';
import { drawLetter } from '../src/attractors/letters.js';
import { memoriesOf, png, start } from './hopfield-runs.js';

describe('letters', () => {
  it('are half ink at every size, and no two alike', () => {
    for (const [width, height] of [
      [16, 16],
      [32, 32],
      [20, 33],
    ]) {
      const drawn = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', (letter) => drawLetter(letter, width, height));
      // Equal distances may put some pixels more on the edge of the ink.
      for (const letter of drawn) {
        const ink = letter.filter((s) => s > 0).length / letter.length;
        expect(ink).toBeGreaterThanOrEqual(0.5);
        expect(ink).toBeLessThan(0.6);
      }
      expect(new Set(drawn.map(String)).size).toBe(36);
    }
  });

  it('T looks the same in a mirror, and H upside down', () => {
    const flipped = (letter: string, across: boolean) => {
      const drawn = drawLetter(letter, 32, 32);
      return drawn.map(
        (_, i) => drawn[across ? i - (i % 32) + 31 - (i % 32) : (31 - Math.floor(i / 32)) * 32 + (i % 32)],
      );
    };
    expect(flipped('T', true)).toEqual(drawLetter('T', 32, 32));
    expect(flipped('H', false)).toEqual(drawLetter('H', 32, 32));
    expect(flipped('T', false)).not.toEqual(drawLetter('T', 32, 32));
  });
});

describe('images', () => {
  const stored = (url: string, width: number, height: number) => memoriesOf(start({ images: [url], width, height }))[0];

  it('are stored with dark on and light off', () => {
    const checks = png(4, 3, (x, y) => ((x + y) % 2 === 0 ? [20, 40, 60, 255] : [200, 220, 180, 255]));
    expect(stored(checks, 4, 3)).toEqual([1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, -1]);
  });

  it('are shrunk by the mean over each cell', () => {
    const ramp = (middle: number) =>
      png(
        3,
        1,
        (x) =>
          [
            [0, 0, 0, 255],
            [middle, middle, middle, 255],
            [255, 255, 255, 255],
          ][x] as never,
      );
    expect(stored(ramp(128), 2, 1)).toEqual([1, -1]);
    // The first cell of the first row is a whole black pixel and half a white one: 85, nearer to black than 127 would be.
    const corner = png(3, 3, (x, y) => (x > 0 && y === 0 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
    expect(stored(corner, 2, 3)).toEqual([1, -1, 1, 1, 1, 1]);
    const blocks = png(8, 8, (x, y) => (x < 4 === y < 4 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    expect(stored(blocks, 2, 2)).toEqual([1, -1, -1, 1]);
    // Three quarters of the first cell are white, all of the second: a threshold at mid-grey would lose the first.
    const speck = png(4, 2, (x, y) => (x === 0 && y === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    expect(stored(speck, 2, 1)).toEqual([1, -1]);
  });

  it('are stretched where they are smaller than the grid', () => {
    const two = png(2, 1, (x) => (x === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    expect(stored(two, 4, 2)).toEqual([1, 1, -1, -1, 1, 1, -1, -1]);
  });

  it('count what is transparent as white paper', () => {
    const hole = png(2, 1, (x) => [0, 0, 0, x === 0 ? 255 : 0]);
    expect(stored(hole, 2, 1)).toEqual([1, -1]);
  });

  it('are cut where Otsu’s classes are best apart', () => {
    // 90 cells of paper around 200 and 10 of ink around 60: the mean, 186, would lie within the grain of the paper.
    const shades = Uint8Array.from({ length: 100 }, (_, i) => (i < 10 ? 55 + i : 180 + ((i * 7) % 40)));
    expect(otsuThreshold(shades)).toBeGreaterThanOrEqual(64);
    expect(otsuThreshold(shades)).toBeLessThan(180);
    const bruteForce = Array.from({ length: 255 }, (_, t) => {
      const classes = [shades.filter((s) => s <= t), shades.filter((s) => s > t)];
      if (classes.some((c) => c.length === 0)) return Infinity;
      return classes.reduce((sum, c) => {
        const mean = c.reduce((a, b) => a + b, 0) / c.length;
        return sum + c.reduce((a, b) => a + (b - mean) ** 2, 0);
      }, 0);
    });
    expect(bruteForce[otsuThreshold(shades)]).toBeCloseTo(Math.min(...bruteForce), 6);
  });

  it('of one shade are all on or all off', () => {
    const plain = (shade: number) => ({ width: 1, height: 1, data: Uint8Array.of(shade, shade, shade, 255) });
    expect([...binarize(plain(10), 2, 1)]).toEqual([1, 1]);
    expect([...binarize(plain(250), 2, 1)]).toEqual([-1, -1]);
  });
});
