import { dense, type Field, type Layer, type Simulation, type View } from '@selforg/core';
import { describe, expect, it } from 'vitest';
import { type Label, type LinesScene, type Scene, sceneOf } from '../src/index.js';

const showing = (fields: Record<string, Field>) => ({ field: (name: string) => fields[name] }) as unknown as Simulation;
const chart = (...layers: Layer[]): View => ({
  id: 'chart',
  title: 'Chart',
  about: 'A chart.',
  palette: 'ink',
  layers,
  axes: { x: { title: 'time', unit: 'ms' }, y: { title: 'potential', unit: 'mV' } },
});
const labelsOf = (scene: Scene): readonly Label[] =>
  scene.layers.flatMap((layer) => (layer.kind === 'labels' ? layer.labels : []));
const ramp = dense(
  Float32Array.of(0, -80, 50, 0, 100, 40),
  [3, 2],
  [
    [0, 100],
    [-80, 40],
  ],
);
const curve = { kind: 'curve', field: 'v', colour: 'first' } as const;

describe('a view with axes', () => {
  it('puts every number where its axis says, y up', () => {
    const made = sceneOf(showing({ v: ramp }), chart(curve));
    const at = (text: string, align: Label['align']) =>
      labelsOf(made).find((label) => label.text === text && label.align === align);
    const strokes = made.layers.filter((layer): layer is LinesScene => layer.kind === 'lines').at(-1);
    const [x0, y0] = strokes?.segments ?? [];
    const [x1, y1] = strokes?.segments.slice(-2) ?? [];
    expect(x0).toBeCloseTo(at('0', 'center')?.x ?? Number.NaN, 3);
    expect(x1).toBeCloseTo(at('100', 'center')?.x ?? Number.NaN, 3);
    expect(y0).toBeCloseTo(at('−80', 'right')?.y ?? Number.NaN, 3);
    expect(y1).toBeCloseTo(at('40', 'right')?.y ?? Number.NaN, 3);
    expect(y1).toBeLessThan(y0);
    expect(labelsOf(made).map(({ text }) => text)).toEqual(expect.arrayContaining(['time (ms)', 'potential (mV)']));
  });

  it('cuts off what lies beyond its frame', () => {
    const wild = dense(Float32Array.of(-1000, 0, 50, 0, 50, 1e6, 1000, -20), [4, 2]);
    const made = sceneOf(
      showing({ v: ramp, w: wild, p: wild }),
      chart(curve, { ...curve, field: 'w' }, { kind: 'points', field: 'p', shape: 'tick', size: 5, colour: 'second' }),
    );
    const box = made.layers.flatMap((layer) => (layer.kind === 'lines' ? [...layer.segments] : []));
    expect(Math.min(...box)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...box)).toBeLessThanOrEqual(made.width);
    const ticks = made.layers.find((layer) => layer.kind === 'rects');
    expect(ticks?.kind === 'rects' && ticks.rects.length / 4).toBe(1);
  });

  it('names its curves in their own colours', () => {
    const named = { ...curve, title: 'membrane' };
    const made = sceneOf(showing({ v: ramp }), chart(named, { ...curve, colour: 'second', title: 'threshold' }));
    const [first, second] = ['membrane', 'threshold'].map((text) =>
      labelsOf(made).find((label) => label.text === text),
    );
    const colours = made.layers.flatMap((layer) => (layer.kind === 'lines' ? [layer.colour] : [])).slice(-2);
    expect([first?.colour, second?.colour]).toEqual(colours);
    expect(first?.x ?? 0).toBeLessThan((second?.x ?? 0) - 80);
  });

  it('leaves out the numbers of a bare axis', () => {
    const view = chart(curve);
    const bare = { ...view, axes: { x: { title: 'time' }, y: { title: 'signals', isBare: true as const } } };
    const texts = labelsOf(sceneOf(showing({ v: ramp }), bare)).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['time', 'signals', '100']));
    expect(texts).not.toContain('−80');
  });

  it('finds its own ranges where no field has any', () => {
    const made = sceneOf(showing({ v: dense(Float32Array.of(3, 7, 4, 9), [2, 2]) }), chart(curve));
    expect(labelsOf(made).some(({ text }) => text === '8.0')).toBe(true);
  });

  it('points arrows as the stretched axes have it', () => {
    const arrows = dense(
      Float32Array.of(50, 0, 1, 1),
      [1, 4],
      [
        [0, 100],
        [-80, 40],
      ],
    );
    const layer = { kind: 'points', field: 'a', shape: 'arrow', size: 5, colour: 'heading' } as const;
    const made = sceneOf(showing({ a: arrows }), chart(layer));
    const points = made.layers.find((each) => each.kind === 'points');
    if (points?.kind !== 'points' || !points.direction) throw new Error('no arrows');
    expect(points.direction[0]).toBeGreaterThan(0);
    expect(points.direction[1]).toBeLessThan(0);
  });
});
