import { describe, expect, it } from 'vitest';
import { paletteColours, paletteInks, paletteNames, palettes } from '../src/index.js';
import { distance, lab, seenBy } from './colour-science.js';

const triples = (name: string, count: number) => {
  const colours = paletteColours(name, count);
  return Array.from({ length: count }, (_, i) => [...colours.subarray(3 * i, 3 * i + 3)]);
};
const named = (kind: string) => palettes.filter((palette) => palette.kind === kind).map(({ name }) => name);

describe('palettes', () => {
  it('are told apart by name, and a slip of the pen is understood', () => {
    expect(new Set(paletteNames).size).toBe(paletteNames.length);
    expect(paletteNames).toEqual(palettes.map(({ name }) => name));
    expect(() => paletteColours('virdis', 2)).toThrow(
      /^invalid palette "virdis": expected one of .*; did you mean "viridis"\?$/,
    );
    expect(() => paletteInks('')).toThrow('invalid palette');
  });

  it('viridis and magma end where matplotlib says they do', () => {
    // matplotlib/_cm_listed.py, first and last entry, times 255.
    expect(triples('viridis', 2)).toEqual([
      [68, 1, 84],
      [253, 231, 37],
    ]);
    expect(triples('magma', 2)).toEqual([
      [0, 0, 4],
      [252, 253, 191],
    ]);
    expect(triples('viridis', 256)[128]).toEqual([33, 145, 140]);
  });

  it('the states are Okabe and Ito’s colours', () => {
    // Okabe & Ito 2002, https://jfly.uni-koeln.de/color/: orange … reddish purple; their black is the ground here.
    expect(triples('states', 8).slice(1)).toEqual([
      [230, 159, 0],
      [86, 180, 233],
      [0, 158, 115],
      [240, 228, 66],
      [0, 114, 178],
      [213, 94, 0],
      [204, 121, 167],
    ]);
    expect(triples('states', 9)[8]).toEqual([251, 247, 239]);
    expect(triples('states', 11).slice(9)).toEqual(triples('states', 3).slice(1));
  });

  it('the classes begin with the states, and all eleven differ', () => {
    expect(triples('classes', 9)).toEqual(triples('states', 9));
    const seen = triples('classes', 12).map(lab);
    seen.forEach((a, i) => {
      for (const b of seen.slice(0, i)) expect(distance(a, b)).toBeGreaterThan(25);
    });
    expect(triples('classes', 13)[12]).toEqual(triples('classes', 2)[1]);
  });

  it.each(named('sequential'))('%s grows lighter, or darker, all the way', (name) => {
    const lightness = triples(name, 256).map((rgb) => lab(rgb)[0]);
    const rising = lightness[255] > lightness[0] ? lightness : lightness.toReversed();
    // Rounding to bytes may hold a step back by a fraction of what an eye can tell (1).
    for (let i = 1; i < 256; i++) expect(rising[i] - rising[i - 1]).toBeGreaterThan(-0.25);
    for (let i = 8; i < 256; i += 8) expect(rising[i]).toBeGreaterThan(rising[i - 8]);
    expect(rising[255] - rising[0]).toBeGreaterThan(50);
  });

  it.each(named('sequential'))('%s gives its two ends for two colours', (name) => {
    const many = triples(name, 256);
    expect(triples(name, 2)).toEqual([many[0], many[255]]);
    expect(triples(name, 1)).toEqual([many[0]]);
  });

  it.each(named('diverging'))('%s grows lighter both ways from its middle, evenly', (name) => {
    const lightness = triples(name, 257).map((rgb) => lab(rgb)[0]);
    for (let i = 8; i <= 128; i += 8) {
      expect(lightness[128 + i]).toBeGreaterThan(lightness[128 + i - 8]);
      expect(lightness[128 - i]).toBeGreaterThan(lightness[128 - i + 8]);
      expect(Math.abs(lightness[128 + i] - lightness[128 - i])).toBeLessThan(6);
    }
  });

  it('the compass closes: its largest step is no larger for the wrap', () => {
    const hues = triples('compass', 64).map(lab);
    const steps = hues.map((hue, i) => distance(hue, hues[(i + 1) % 64]));
    expect(steps[63]).toBeLessThan(1.5 * Math.max(...steps.slice(0, 63)));
    const lightness = hues.map(([l]) => l);
    expect(Math.max(...lightness) - Math.min(...lightness)).toBeLessThan(10);
  });

  it('the wheel closes too, and goes from dark to light and back', () => {
    const hues = triples('wheel', 64).map(lab);
    const steps = hues.map((hue, i) => distance(hue, hues[(i + 1) % 64]));
    expect(steps[63]).toBeLessThan(1.5 * Math.max(...steps.slice(0, 63)));
    const lightness = hues.map(([l]) => l);
    expect(Math.max(...lightness) - Math.min(...lightness)).toBeGreaterThan(60);
    const turns = lightness.filter((l, i) => l > lightness[(i + 63) % 64] !== lightness[(i + 1) % 64] > l);
    expect(turns.length).toBe(2);
  });

  it('embers are dark where nothing is, brightest where it begins, and grow darker all the way', () => {
    for (const count of [2, 3, 8, 255]) {
      const lightness = triples('embers', count).map((rgb) => lab(rgb)[0]);
      expect(lightness[0]).toBeLessThan(10);
      for (let i = 2; i < count; i++) expect(lightness[i]).toBeLessThanOrEqual(lightness[i - 1] + 0.25);
      expect(lightness[count - 1]).toBeGreaterThan(lightness[0]);
    }
  });

  it('what happened to a cell is told by lightness alone', () => {
    const sorted = triples('changes', 4)
      .map((rgb) => lab(rgb)[0])
      .sort((a, b) => a - b);
    for (let i = 1; i < 4; i++) expect(sorted[i] - sorted[i - 1]).toBeGreaterThan(15);
  });

  it.each(['protanopia', 'deuteranopia', 'tritanopia'] as const)(
    'states, classes and changes stay apart for %s',
    (vision) => {
      for (const [name, count] of [
        ['changes', 4],
        ['states', 9],
        ['classes', 12],
        ['copper', 4],
      ] as const) {
        const seen = triples(name, count).map((rgb) => lab(seenBy(vision, rgb)));
        for (let i = 0; i < count; i++) {
          for (let j = 0; j < i; j++) expect(distance(seen[i], seen[j]), `${name} ${i} ${j}`).toBeGreaterThan(8);
        }
      }
    },
  );

  it.each(paletteNames)('%s has inks that can be read on its ground', (name) => {
    const { background, foreground, accent, faint } = paletteInks(name);
    const ground = lab(background)[0];
    expect(Math.abs(lab(foreground)[0] - ground)).toBeGreaterThan(70);
    expect(Math.abs(lab(accent)[0] - ground)).toBeGreaterThan(45);
    expect(Math.abs(lab(faint)[0] - ground)).toBeGreaterThan(20);
  });
});
