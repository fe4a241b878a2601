import { createCanvas } from '@napi-rs/canvas';
import { createSimulation, dense, type Field, findSystem, systems } from '@selforg/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Box,
  detachScene,
  drawScene,
  fitBox,
  type PointsScene,
  paletteColours,
  paletteInks,
  type Raster,
  type Scene,
  type SceneLayer,
  sceneOf,
  sceneTransfers,
} from '../src/index.js';
import { diamondAngle } from '../src/scene/heading.js';
import { showing, view } from './fake-systems.js';
import { pixel, rasters } from './rasters.js';

const RED = [255, 0, 0] as const;
const GREY = [40, 40, 40] as const;

function scene(width: number, height: number, ...layers: SceneLayer[]): Scene {
  return { width, height, origin: [0, 0], background: GREY, layers };
}

function draw(picture: Scene, width: number, height: number, box: Box = { x: 0, y: 0, width, height }) {
  const context = createCanvas(width, height).getContext('2d');
  drawScene(context, picture, box);
  const { data } = context.getImageData(0, 0, width, height);
  return (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
}

const flock = (rows: number[][], range?: Field['range']) =>
  dense(Float32Array.from(rows.flat()), [rows.length, rows[0].length], range);

describe('sceneOf', () => {
  it('has the world of an image in cells', () => {
    const field = dense(new Uint8Array(6), [2, 3], [[0, 1]]);
    const { width, height, origin, layers } = sceneOf(
      showing({ a: field }),
      view({ kind: 'image', field: 'a', as: 'states' }),
    );
    expect([width, height, origin]).toEqual([3, 2, [0, 0]]);
    expect(layers).toMatchObject([{ kind: 'raster', x: 0, y: 0, width: 3, height: 2 }]);
  });

  it('has the world of points in the units of their range, from its corner on', () => {
    const field = flock(
      [
        [-1, 4, 3, 4],
        [1, 8, 0, 0],
      ],
      [
        [-2, 2],
        [3, 9],
        [0, 1],
        [0, 1],
      ],
    );
    const layer = { kind: 'points', field: 'p', shape: 'arrow', size: 10, colour: 'accent' } as const;
    const made = sceneOf(showing({ p: field }), view(layer));
    expect([made.width, made.height, made.origin]).toEqual([4, 6, [-2, 3]]);
    const points = made.layers[0] as PointsScene;
    expect([...points.xy]).toEqual([1, 1, 3, 5]);
    expect([...(points.direction ?? [])]).toEqual([3, 4, 0, 0]);
    expect(points.size).toBeCloseTo(0.06);
    expect(points.colours.length).toBe(3);
  });

  it('draws strokes where their ends are, with room around them', () => {
    const ends = dense(Float32Array.of(0, 0, 2, 0, 2, 0, 2, 1), [2, 4]);
    const made = sceneOf(showing({ e: ends }), view({ kind: 'lines', field: 'e', colour: 'accent' }));
    const [lines] = made.layers;
    if (lines.kind !== 'lines') throw new Error(lines.kind);
    const [x, y] = made.origin;
    const expected = [0, 0, 2, 0, 2, 0, 2, 1].map((value, i) => value - (i % 2 === 0 ? x : y));
    expect([...lines.segments]).toEqual([...Float32Array.from(expected)]);
    expect(made.width).toBeGreaterThan(2);
    expect(x).toBeLessThan(0);
  });

  it('lifts the pen of a curve at NaN, and leaves out points without a place', () => {
    const path = dense(Float32Array.of(0, 0, 1, 0, Number.NaN, Number.NaN, 1, 1, 0, 1), [5, 2]);
    const made = sceneOf(showing({ c: path }), {
      ...view({ kind: 'curve', field: 'c', colour: 'first' }),
      layers: [
        { kind: 'curve', field: 'c', colour: 'first' },
        { kind: 'points', field: 'c', shape: 'disc', size: 10, colour: 'faint' },
      ],
    });
    const [lines, points] = made.layers;
    if (lines.kind !== 'lines' || points.kind !== 'points') throw new Error(lines.kind);
    expect([...lines.segments]).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
    expect([...points.xy]).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
  });

  it('colours points by class and by value', () => {
    const field = dense(
      Float32Array.of(0, 0, 0, 1, 0, 1, 2, 0, -1),
      [3, 3],
      [
        [0, 2],
        [0, 1],
        [-1, 1],
      ],
    );
    const layer = { kind: 'points', field: 'p', shape: 'disc', size: 10 } as const;
    const byClass = sceneOf(showing({ p: field }), view({ ...layer, colour: 'class' })).layers[0] as PointsScene;
    const triples = [0, 3, 6].map((at) => byClass.colours.slice(at, at + 3).join());
    expect(new Set(triples).size).toBe(3);
    expect(triples[2]).toBe(paletteInks('ink').faint.join());
    const byValue = sceneOf(showing({ p: field }), view({ ...layer, colour: 'value' })).layers[0] as PointsScene;
    const ends = paletteColours('ink', 256);
    expect([...byValue.colours.slice(3, 6)]).toEqual([...ends.slice(-3)]);
    expect([...byValue.colours.slice(6, 9)]).toEqual([...ends.slice(0, 3)]);
  });

  it('lays hexagons so that all six neighbours are one cell away', () => {
    const field = {
      ...dense(Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0), [3, 3], [[0, 1]]),
      tiling: 'hexagonal',
    } as const;
    const made = sceneOf(showing({ h: field }), view({ kind: 'image', field: 'h', as: 'states' }));
    const [cells] = made.layers;
    if (cells.kind !== 'points') throw new Error(cells.kind);
    expect(cells.shape).toBe('hexagon');
    const distances = Array.from({ length: 9 }, (_, i) => {
      return Math.hypot(cells.xy[2 * i] - cells.xy[8], cells.xy[2 * i + 1] - cells.xy[9]);
    });
    expect(distances.filter((far) => Math.abs(far - 1) < 1e-6)).toHaveLength(6);
    // All of each hexagon is inside, and the outermost touch the edges.
    const inner = cells.size * (Math.sqrt(3) / 2);
    const xs = Array.from({ length: 9 }, (_, i) => cells.xy[2 * i]);
    const ys = Array.from({ length: 9 }, (_, i) => cells.xy[2 * i + 1]);
    expect(Math.min(...xs) - inner).toBeCloseTo(0, 6);
    expect(Math.max(...xs) + inner).toBeCloseTo(made.width, 6);
    expect(Math.min(...ys) - cells.size).toBeCloseTo(0, 6);
    expect(Math.max(...ys) + cells.size).toBeCloseTo(made.height, 6);
  });

  it('stands bars on the line of zero, between the ends of the range', () => {
    const made = sceneOf(
      showing({ b: dense(Float32Array.of(1, -1, 0, 5), [4], [[-1, 1]]) }),
      view({ kind: 'bars', field: 'b' }),
    );
    const bars = made.layers.find((layer) => layer.kind === 'rects');
    if (bars?.kind !== 'rects') throw new Error('no bars');
    const heights = [1, -1, 0, 5].map((_, i) => bars.rects[4 * i + 3]);
    expect(heights[0]).toBeCloseTo(heights[1], 3);
    expect(heights[2]).toBe(0);
    expect(heights[3]).toBe(heights[0]);
    expect(bars.rects[1] + heights[0]).toBeCloseTo(bars.rects[5], 3);
  });

  it('without a range takes the box around the points, and survives a single one', () => {
    const layer = { kind: 'points', field: 'p', shape: 'disc', size: 10, colour: 'faint' } as const;
    const two = sceneOf(
      showing({
        p: flock([
          [1, 1],
          [4, 3],
        ]),
      }),
      view(layer),
    );
    expect([two.width, two.height]).toEqual([3, 2]);
    const one = sceneOf(showing({ p: flock([[1, 1]]) }), view(layer));
    expect([one.width, one.height]).toEqual([1, 1]);
  });

  it('refuses an unknown palette', () => {
    const layer = { kind: 'lines', field: 'm', colour: 'accent' } as const;
    expect(() => sceneOf(showing({ m: dense(new Float32Array(4), [1, 4]) }), view(layer), 'inc')).toThrow(
      'did you mean "ink"?',
    );
  });

  it.each(systems.flatMap(({ id, views }) => views.map((v) => [id, v.id])))('draws %s %s', (id, viewId) => {
    const system = findSystem(id);
    const shown = system.views.find((v) => v.id === viewId) ?? system.views[0];
    // Some have something to show only with what a preset sets, such as labels.
    const isSeen = [{}, ...system.presets.map(({ params }) => params)].some((params) => {
      const simulation = createSimulation({ system: id, params });
      // Some begin empty.
      simulation.step(20 * system.pace);
      const made = sceneOf(simulation, shown);
      expect(structuredClone(made)).toEqual(made);
      const at = draw(made, 100, 100, fitBox(made, 100, 100));
      const colours = new Set(Array.from({ length: 100 * 100 }, (_, i) => at(i % 100, Math.floor(i / 100)).join()));
      return colours.size > 1;
    });
    expect(isSeen).toBe(true);
  });
});

describe('heading', () => {
  it('turns as the angle does', () => {
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    fc.assert(
      fc.property(angle, angle, (a, b) => {
        const [first, second] = [a, b].map((phi) => diamondAngle(Math.cos(phi), Math.sin(phi)));
        if (Math.abs(a - b) > 1e-6 && Math.max(a, b) < 6.28) expect(first < second).toBe(a < b);
      }),
    );
    expect([diamondAngle(1, 0), diamondAngle(0, 1), diamondAngle(-1, 0), diamondAngle(0, -1)]).toEqual([
      0, 0.25, 0.5, 0.75,
    ]);
    expect([diamondAngle(0, 0), diamondAngle(Number.NaN, 1)]).toEqual([0, 0]);
  });
});

describe('detachScene', () => {
  it('outlives the memory it was made from and travels whole', () => {
    const data = Uint8Array.of(1, 0, 0, 1);
    const live = sceneOf(
      showing({ a: dense(data, [2, 2], [[0, 1]]) }),
      view({ kind: 'image', field: 'a', as: 'states' }),
    );
    const detached = detachScene(live);
    data.fill(0);
    const raster = (made: Scene) => (made.layers[0].kind === 'raster' ? made.layers[0].raster : undefined);
    expect([...(raster(live)?.data ?? [])]).toEqual([0, 0, 0, 0]);
    const before = structuredClone(detached);
    const transfers = sceneTransfers(detached);
    expect(transfers).not.toContain(data.buffer);
    const arrived = structuredClone(detached, { transfer: transfers });
    expect(arrived).toEqual(before);
    expect([...(raster(arrived)?.data ?? [])]).toEqual([1, 0, 0, 1]);
    expect(raster(detached)?.data.length).toBe(0);
  });
});

describe('fitBox', () => {
  it('keeps proportions, is centred and touches two edges', () => {
    const side = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(side, side, side, side, (sceneWidth, sceneHeight, width, height) => {
        const box = fitBox({ width: sceneWidth, height: sceneHeight }, width, height);
        expect(box.width === width || box.height === height).toBe(true);
        expect(box.width <= width && box.height <= height).toBe(true);
        expect(Math.abs(width - box.width - 2 * box.x)).toBeLessThanOrEqual(1);
        expect(Math.abs(height - box.height - 2 * box.y)).toBeLessThanOrEqual(1);
        const scale = Math.min(width / sceneWidth, height / sceneHeight);
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(1);
        expect(Math.abs(box.width - Math.max(1, sceneWidth * scale))).toBeLessThanOrEqual(0.5 + 1e-9);
        expect(Math.abs(box.height - Math.max(1, sceneHeight * scale))).toBeLessThanOrEqual(0.5 + 1e-9);
      }),
    );
  });
});

describe('drawScene', () => {
  it.each([
    [1, 1000],
    [1000, 1],
  ])('draws all of a scene of %d × %d into fewer pixels', (width, height) => {
    const data = Uint8Array.from({ length: 1000 }, (_, i) => Math.floor(i / 250));
    const palette = Uint8Array.from({ length: 12 }, (_, i) => i * 20);
    const raster: Raster = { kind: 'index', width, height, data, palette };
    const thin = scene(width, height, { kind: 'raster', raster, x: 0, y: 0, width, height });
    const at = draw(thin, 100, 100, fitBox(thin, 100, 100));
    const line = (i: number) => (width === 1 ? at(49, i) : at(i, 49));
    for (let i = 0; i < 100; i++) {
      const state = Math.floor(i / 25);
      expect(line(i)).toEqual([...palette.subarray(3 * state, 3 * state + 3), 255]);
    }
  });

  it('draws every cell as an unblurred block', () => {
    fc.assert(
      fc.property(rasters(undefined, 12), fc.integer({ min: 1, max: 4 }), (raster: Raster, scale) => {
        const { width, height } = raster;
        const at = draw(
          scene(width, height, { kind: 'raster', raster, x: 0, y: 0, width, height }),
          width * scale,
          height * scale,
        );
        for (let y = 0; y < height * scale; y++) {
          for (let x = 0; x < width * scale; x++) {
            expect(at(x, y)).toEqual(pixel(raster, Math.floor(x / scale), Math.floor(y / scale)));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('touches nothing outside of its box', () => {
    const raster: Raster = {
      kind: 'index',
      width: 1,
      height: 1,
      data: new Uint8Array(1),
      palette: Uint8Array.from(RED),
    };
    const everywhere = scene(
      10,
      10,
      { kind: 'raster', raster, x: -20, y: -20, width: 50, height: 50 },
      { kind: 'rects', rects: Float32Array.of(-50, -50, 100, 100), colours: Uint8Array.from(RED) },
      { kind: 'lines', segments: Float32Array.of(-50, 5, 50, 5), width: 30, colour: RED },
    );
    const at = draw(everywhere, 30, 30, { x: 10, y: 5, width: 10, height: 10 });
    for (let y = 0; y < 30; y++) {
      for (let x = 0; x < 30; x++) {
        const isInside = x >= 10 && x < 20 && y >= 5 && y < 15;
        expect(at(x, y)).toEqual(isInside ? [...RED, 255] : [0, 0, 0, 0]);
      }
    }
  });

  it('points an arrow where it goes', () => {
    const arrow = (dx: number, dy: number): SceneLayer => {
      return {
        kind: 'points',
        xy: Float32Array.of(50, 50),
        direction: Float32Array.of(dx, dy),
        shape: 'arrow',
        size: 40,
        colours: Uint8Array.from(RED),
      };
    };
    // The tip is narrow, the wings behind it are wide; the notch leaves the very back free.
    const right = draw(scene(100, 100, arrow(7, 0)), 100, 100);
    expect(right(84, 50)).toEqual([...RED, 255]);
    expect(right(84, 60)).toEqual([...GREY, 255]);
    expect(right(20, 68)).toEqual([...RED, 255]);
    expect(right(16, 50)).toEqual([...GREY, 255]);
    const up = draw(scene(100, 100, arrow(0, -0.1)), 100, 100);
    expect(up(50, 16)).toEqual([...RED, 255]);
    expect(up(50, 84)).toEqual([...GREY, 255]);
  });

  it('gives each point its own colour', () => {
    const xy = Float32Array.of(5, 5, 15, 5, 25, 5);
    const colours = Uint8Array.of(255, 0, 0, 0, 255, 0, 255, 0, 0);
    const at = draw(scene(30, 10, { kind: 'points', xy, shape: 'disc', size: 4, colours }), 30, 10);
    expect([at(5, 5), at(15, 5), at(25, 5), at(10, 5)]).toEqual([
      [...RED, 255],
      [0, 255, 0, 255],
      [...RED, 255],
      [...GREY, 255],
    ]);
  });

  it('writes labels on the side of their place that they ask for', () => {
    const label = { x: 50, y: 10, text: 'HHHH', size: 12, colour: RED };
    const ink = (align: 'left' | 'right' | 'center') => {
      const at = draw(scene(100, 20, { kind: 'labels', labels: [{ ...label, align }] }), 100, 20);
      const columns = Array.from({ length: 100 }, (_, x) =>
        Array.from({ length: 20 }, (_, y) => at(x, y)[0]).some((red) => red > 128),
      );
      return [columns.indexOf(true), columns.lastIndexOf(true)];
    };
    expect(ink('left')[0]).toBeGreaterThanOrEqual(50);
    expect(ink('right')[1]).toBeLessThanOrEqual(50);
    const [from, to] = ink('center');
    expect(Math.abs((from + to) / 2 - 50)).toBeLessThanOrEqual(1);
  });
});
