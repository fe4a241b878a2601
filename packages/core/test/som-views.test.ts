import { describe, expect, it } from 'vitest';
import { findDataset } from '../src/data/find-dataset.js';
import { createRandom, createSimulation, type Field, type Params, type Simulation } from '../src/index.js';
import { som } from '../src/maps/som.js';

const iris = findDataset('iris');
const start = (params: Params): Simulation => createSimulation({ system: 'som', params, seed: 1 });
const preset = (id: string): Params => som.presets.find((each) => each.id === id)?.params as Params;
const sum = (field: Field): number => Array.from(field.data).reduce((total, value) => total + value, 0);

describe('the system som', () => {
  it('learns iris in batches as MiniSom does', () => {
    const simulation = start({
      ...{ columns: 8, rows: 8, data: 'iris', standardize: true, initial: 'pca-unit', training: 'batch' },
      ...{ decay: 'linear', duration: 10, rateStart: 1, rateEnd: 1, radiusStart: 2, radiusEnd: 1 },
    });
    simulation.step(10);
    expect(simulation.measures().quantization).toBeCloseTo(0.422698, 6);
    expect(simulation.measures().topographic).toBe(0);
  });

  it('learns the whole set in a mini-batch as large as it, and in order what comes next in a smaller one', () => {
    const learned = (params: Params, steps: number) => {
      const simulation = start({ columns: 5, rows: 4, data: 'iris', initial: 'pca', order: 'sequential', ...params });
      simulation.step(steps);
      return simulation.field('weights').data.slice();
    };
    expect(learned({ training: 'mini-batch', batch: 150 }, 9)).toEqual(learned({ training: 'batch' }, 9));
    expect(learned({ training: 'mini-batch', batch: 50 }, 3)).not.toEqual(learned({ training: 'batch' }, 3));
  });

  it('shows hits and classes of the data, one cell a unit', () => {
    const simulation = start({ ...preset('iris'), duration: 1000 });
    simulation.step(500);
    const hits = simulation.field('hits');
    expect(hits.shape).toEqual([10, 14]);
    expect(sum(hits)).toBe(150);
    const classes = simulation.field('labels');
    expect(new Set(classes.data)).toEqual(new Set([0, 1, 2, 3]));
    classes.data.forEach((label, cell) => void expect(label > 0).toBe(hits.data[cell] > 0));
    const { purity } = simulation.measures();
    expect(purity).toBeGreaterThan(0.93);
    for (const name of ['hits', 'labels', 'component', 'distances', 'colours']) {
      expect(simulation.field(name).tiling).toBe('hexagonal');
    }
    expect(Array.from(simulation.field('classedSamples').data).filter((_, i) => i % 3 === 2)).toEqual(
      Array.from(iris.labels ?? []),
    );
  });

  it('lays layers beside and below one another, a cell apart, and joins units through them', () => {
    const simulation = start({ ...preset('cube'), columns: 3, rows: 2, layers: 4, component: 2 });
    const plane = simulation.field('component');
    // Two by two layers of 3 × 2.
    expect(plane.shape).toEqual([5, 7]);
    const weights = simulation.field('weights');
    for (const [layer, row, column] of [
      [0, 0, 0],
      [1, 0, 2],
      [3, 1, 1],
    ]) {
      const unit = (layer * 2 + row) * 3 + column;
      expect(plane.data[(Math.floor(layer / 2) * 3 + row) * 7 + (layer % 2) * 4 + column]).toBe(
        weights.data[unit * weights.stride[0] + 1],
      );
    }
    // Along the sides: 2 · 2 · 4, 3 · 4 and 3 · 2 · 3 edges.
    expect(simulation.field('map').shape).toEqual([16 + 12 + 18, 4]);
    expect(start(preset('hexagonal-torus')).field('map').shape).toEqual([3 * 1600, 4]);
  });

  it('shows the weights as pictures where the samples are, else as component planes', () => {
    const digits = start({ ...preset('digits'), columns: 5, rows: 4 });
    const mosaic = digits.field('mosaic');
    expect(mosaic.shape).toEqual([4 * 9 - 1, 5 * 9 - 1]);
    const weights = digits.field('weights');
    // Pixel (3, 2) of unit (column 1, row 3).
    expect(mosaic.data[(3 * 9 + 2) * 44 + 9 + 3]).toBe(weights.data[16 * weights.stride[0] + 2 * 8 + 3]);
    expect(start(preset('iris')).field('mosaic').shape).toEqual([2 * 11 - 1, 2 * 15 - 1]);
  });

  it('unfolds on every preset: few torn neighbours', () => {
    for (const { id, params } of som.presets) {
      const simulation = start({ ...(params as Params), duration: 2500 });
      simulation.step(2500);
      const after = simulation.measures();
      expect(after.topographic, id).toBeLessThan(0.1);
      expect(after.trustworthiness, id).toBeGreaterThan(0.8);
    }
  });

  it('tells the purity of the samples whose class is known, and nothing where none is', () => {
    const random = createRandom(1);
    const values = Float32Array.from({ length: 60 }, () => random.uniform());
    const measured = (labels: number[]) => {
      const half = { rows: 30, columns: 2, values, labels: Int32Array.from(labels) };
      const params = { distribution: 'data', data: 'half', columns: 1, rows: 1 };
      const simulation = createSimulation({ system: 'som', params }, { data: { half } });
      simulation.field('labels');
      return simulation.measures().purity;
    };
    expect(measured(Array(30).fill(-1))).toBeUndefined();
    // Of 20 known 15 are of one class.
    expect(measured(Array.from({ length: 30 }, (_, i) => (i < 10 ? -1 : i < 25 ? 0 : 1)))).toBe(0.75);
  });

  it('refuses what contradicts itself', () => {
    expect(() => start({ lattice: 'hexagonal', layers: 2 })).toThrow(
      'invalid layers 2: expected 1 for a hexagonal lattice',
    );
    expect(() => start({ lattice: 'hexagonal', surface: 'torus', rows: 5 })).toThrow(
      'invalid rows 5: expected an even number',
    );
    expect(() => start({ neighbourhood: 'mexican-hat', training: 'batch' })).toThrow(
      'invalid neighbourhood "mexican-hat"',
    );
    expect(() => start({ component: 3 })).toThrow('invalid component 3: expected at most 2, the numbers of a sample');
    expect(() => start({ decay: 'inverse', rateEnd: 0 })).toThrow(
      'invalid rateEnd 0: expected a rate above 0 for inverse decay',
    );
  });
});
