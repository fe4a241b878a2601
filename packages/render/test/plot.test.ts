import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type Label, plotScene, type Scene } from '../src/index.js';
import { plotPng } from '../src/node.js';
import { formatTick, ticks } from '../src/scene/ticks.js';

const labelsOf = (scene: Scene): readonly Label[] =>
  scene.layers.flatMap((layer) => (layer.kind === 'labels' ? layer.labels : []));
const linesOf = (scene: Scene) => scene.layers.filter((layer) => layer.kind === 'lines');
const size = { width: 600, height: 300 };

describe('ticks', () => {
  it('are round, evenly spaced and inside', () => {
    const bound = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        bound,
        fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (low, span, count) => {
          fc.pre(low + span > low && span > 1e-9 * Math.abs(low));
          const marks = ticks(low, low + span, count);
          expect(marks.length).toBeLessThanOrEqual(count + 1);
          expect(marks.length).toBeGreaterThanOrEqual(Math.floor(count / 2.5));
          for (const mark of marks) {
            expect(mark).toBeGreaterThanOrEqual(low - 1e-6 * span);
            expect(mark).toBeLessThanOrEqual(low + span + 1e-6 * span);
          }
          const mantissa = Number((marks[1] - marks[0]).toExponential(2).split('e')[0]);
          if (marks.length > 1) expect([1, 2, 5, 10]).toContain(mantissa);
        },
      ),
    );
  });

  it('read as people write them', () => {
    expect(ticks(0, 1, 5).map((tick) => formatTick(tick, ticks(0, 1, 5)))).toEqual([
      '0',
      '0.2',
      '0.4',
      '0.6',
      '0.8',
      '1.0',
    ]);
    const thousands = ticks(0, 20000, 4);
    expect(thousands.map((tick) => formatTick(tick, thousands))).toEqual(['0', '5k', '10k', '15k', '20k']);
    const below = ticks(-3, 3, 3);
    expect(below.map((tick) => formatTick(tick, below))).toEqual(['−2', '0', '2']);
    expect(ticks(0.1, 0.4, 3)).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(ticks(2, 2, 5)).toEqual([2]);
  });
});

describe('plotScene', () => {
  const x = Array.from({ length: 101 }, (_, i) => i);
  const falling = { label: 'falling', x, y: x.map((i) => 100 - i) };
  const rising = { label: 'rising', x, y: x.map((i) => i / 2) };

  it('puts every value where its axis says', () => {
    const scene = plotScene({ series: [falling], ...size });
    const place = (text: string, align: Label['align']) =>
      labelsOf(scene).find((l) => l.text === text && l.align === align);
    const [line] = linesOf(scene).slice(-1);
    const [x0, y0] = line.segments;
    const [x1, y1] = line.segments.slice(-2);
    expect(x0).toBeCloseTo(place('0', 'center')?.x ?? Number.NaN, 3);
    expect(y0).toBeCloseTo(place('100', 'right')?.y ?? Number.NaN, 3);
    expect(x1).toBeCloseTo(place('100', 'center')?.x ?? Number.NaN, 3);
    expect(y1).toBeCloseTo(place('0', 'right')?.y ?? Number.NaN, 3);
  });

  it('names lines at their ends in their own colours, apart from one another', () => {
    const close = { label: 'close by', x, y: rising.y.map((y) => y + 0.5) };
    const scene = plotScene({ title: 'Two', series: [falling, rising, close], ...size });
    const names = ['falling', 'rising', 'close by'].map((text) => labelsOf(scene).find((label) => label.text === text));
    const lines = linesOf(scene).slice(-3);
    expect(names.map((label) => label?.colour)).toEqual(lines.map(({ colour }) => colour));
    const ys = names.map((label) => label?.y ?? 0).sort((a, b) => a - b);
    for (let i = 1; i < 3; i++) expect(ys[i] - ys[i - 1]).toBeGreaterThan(13);
    expect(labelsOf(scene).some(({ text, bold }) => text === 'Two' && bold)).toBe(true);
  });

  it('stays inside of the picture, whatever the numbers', () => {
    const number = fc.double({ min: -1e12, max: 1e12 });
    const lists = fc.array(fc.tuple(number, number), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(lists, { maxLength: 3 }), (all) => {
        const series = all.map((list, i) => ({ label: `s${i}`, x: list.map(([a]) => a), y: list.map(([, b]) => b) }));
        const scene = plotScene({ title: 'any', series, ...size });
        for (const { segments } of linesOf(scene)) {
          for (let i = 0; i < segments.length; i++) {
            expect(segments[i]).toBeGreaterThanOrEqual(-0.01);
            expect(segments[i]).toBeLessThanOrEqual(i % 2 === 0 ? 600.01 : 300.01);
          }
        }
        for (const { x, y } of labelsOf(scene)) expect(x >= 0 && x <= 600 && y >= 0 && y <= 300).toBe(true);
      }),
    );
  });

  it('leaves a gap where a value is missing', () => {
    const y = [0, 1, Number.NaN, 1, 0];
    const [line] = linesOf(plotScene({ series: [{ label: 'a', x: [0, 1, 2, 3, 4], y }], ...size })).slice(-1);
    expect(line.segments.length).toBe(8);
  });

  it('thins a long line to what can be seen, keeping its extremes', () => {
    const long = Array.from({ length: 200_000 }, (_, i) => i);
    const y = long.map((i) => (i === 123_456 ? 1000 : i % 7));
    const scene = plotScene({ series: [{ label: 'a', x: long, y }], ...size });
    const [line] = linesOf(scene).slice(-1);
    expect(line.segments.length / 4).toBeLessThan(20_000);
    const top = Math.min(...line.segments.filter((_, i) => i % 2 === 1));
    const thousand = labelsOf(scene).find(({ text, align }) => text === '1000' && align === 'right');
    expect(top).toBeCloseTo(thousand?.y ?? Number.NaN, 3);
  });

  it('becomes a PNG of the size asked for, times the density', () => {
    const png = PNG.sync.read(Buffer.from(plotPng({ series: [falling], ...size, palette: 'paper', density: 2 })));
    expect([png.width, png.height]).toEqual([1200, 600]);
  });
});
