import { describe, expect, it } from 'vitest';
import { data, systems } from '../src/index.js';
import { compactRecipe, createSimulation, parseRecipe } from '../src/recipe.js';

const { builtInSets, columnScores, findDataset, oneHot, shuffle, split, standardize, takeRows } = data;

describe('sets that come with the library', () => {
  it('have an origin and a licence, and hold what they say', () => {
    expect(builtInSets.map(({ name }) => name)).toEqual(['iris', 'digits']);
    for (const { name, licence, authors, year, url } of builtInSets) {
      expect([licence, authors.length > 5, year > 1900, url.startsWith('https://')]).toEqual([
        'CC BY 4.0',
        true,
        true,
        true,
      ]);
      const set = findDataset(name);
      expect(set.values).toHaveLength(set.rows * set.columns);
      expect(set.features).toHaveLength(set.columns);
      expect(set.classes?.length).toBe(1 + Math.max(...(set.labels ?? [])));
    }
  });

  // Means and deviations as printed beside the set by scikit-learn, whose description quotes the UCI's.
  it('iris: 150 flowers with the published summary', () => {
    const iris = findDataset('iris');
    expect([iris.rows, iris.columns]).toEqual([150, 4]);
    const { means } = columnScores(iris);
    expect(Array.from(means, (mean) => Number(mean.toFixed(2)))).toEqual([5.84, 3.06, 3.76, 1.2]);
    for (const [column, low, high] of [
      [0, 4.3, 7.9],
      [1, 2, 4.4],
      [2, 1, 6.9],
      [3, 0.1, 2.5],
    ]) {
      const values = Array.from({ length: 150 }, (_, row) => iris.values[4 * row + column]);
      expect([Math.min(...values), Math.max(...values)]).toEqual([Math.fround(low), Math.fround(high)]);
    }
  });

  // "The 35th sample should be 4.9,3.1,1.5,0.2 … the 38th sample: 4.9,3.6,1.4,0.1" (note beside the UCI's file).
  it('iris: the rows of Fisher’s paper, not the two slips of the UCI’s file', () => {
    const { values, labels } = findDataset('iris');
    expect(Array.from(values.subarray(4 * 34, 4 * 35))).toEqual([4.9, 3.1, 1.5, 0.2].map(Math.fround));
    expect(Array.from(values.subarray(4 * 37, 4 * 38))).toEqual([4.9, 3.6, 1.4, 0.1].map(Math.fround));
    expect([0, 1, 2].map((kind) => labels?.filter((label) => label === kind).length)).toEqual([50, 50, 50]);
  });

  // Counts of classes of the test part, from the UCI's page.
  it('digits: 1797 pictures of 8×8, with the published counts of classes', () => {
    const { rows, columns, values, labels, picture } = findDataset('digits');
    expect({ rows, columns, picture }).toEqual({ rows: 1797, columns: 64, picture: { width: 8, height: 8 } });
    const counts = Array.from({ length: 10 }, (_, digit) => labels?.filter((label) => label === digit).length);
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    expect([Math.min(...values), Math.max(...values)]).toEqual([0, 16]);
    // A zero has a hole in it.
    const zero = values.subarray(0, 64);
    expect(zero[3 * 8 + 3] + zero[4 * 8 + 3]).toBeLessThan(zero[3 * 8 + 2] + zero[4 * 8 + 2]);
  });

  it('are the caller’s to change', () => {
    findDataset('iris').values.fill(0);
    expect(findDataset('iris').values[0]).toBe(Math.fround(5.1));
  });

  it('give way to a set of the caller of the same name, and all are listed where none fits', () => {
    const mine = { rows: 1, columns: 1, values: Float32Array.of(7) };
    expect(findDataset('iris', { iris: mine })).toBe(mine);
    expect(() => findDataset('irsi', { mine })).toThrow(
      'invalid data "irsi": expected one of mine, iris, digits; did you mean "iris"?',
    );
    expect(() => findDataset('constructor')).toThrow('expected one of iris, digits');
  });
});

describe('the parameter of a system', () => {
  const som = { system: 'som', params: { columns: 5, rows: 5 } };
  it('makes a named set count, and shortens to what it was', () => {
    const recipe = parseRecipe({ ...som, params: { ...som.params, data: 'digits' } });
    expect(recipe.params).toMatchObject({ data: 'digits', distribution: 'data' });
    expect(compactRecipe(recipe).params).toEqual({ columns: 5, rows: 5, data: 'digits' });
    const plain = parseRecipe(som);
    expect(plain.params).toMatchObject({ data: '', distribution: 'square' });
    const shown = parseRecipe({ ...som, params: { data: 'digits', distribution: 'ring' } });
    expect(parseRecipe(compactRecipe(shown))).toEqual(shown);
  });

  it('learns from sets that nobody gave', () => {
    const simulation = createSimulation({ ...som, params: { ...som.params, data: 'digits' } });
    expect(simulation.field('weights').shape).toEqual([25, 64]);
  });

  it('is one of every system that learns from samples', () => {
    const schema = systems.find(({ id }) => id === 'som')?.params;
    expect(schema?.data.kind).toBe('dataset');
  });
});

describe('rows', () => {
  const set = {
    rows: 10,
    columns: 2,
    values: Float32Array.from({ length: 20 }, (_, i) => i),
    labels: Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1),
    classes: ['a', 'b'],
  };

  it('are taken with their labels', () => {
    expect(takeRows(set, [9, 0])).toEqual({
      rows: 2,
      columns: 2,
      values: Float32Array.of(18, 19, 0, 1),
      labels: Int32Array.of(1, 0),
      classes: ['a', 'b'],
    });
  });

  it('are shuffled: the same seed the same order, every row once', () => {
    const [a, b, c] = [shuffle(set, 1), shuffle(set, 1), shuffle(set, 2)];
    expect(a).toEqual(b);
    expect(a.values).not.toEqual(c.values);
    expect([...a.values].sort((x, y) => x - y)).toEqual([...set.values]);
    for (let r = 0; r < 10; r++) expect(a.labels?.[r]).toBe(a.values[2 * r] < 12 ? 0 : 1);
  });

  it('are split, each class by itself where there are labels', () => {
    const { train, test } = split(set, { test: 0.5, seed: 3 });
    expect([...(test.labels ?? [])].sort()).toEqual([0, 0, 0, 1, 1]);
    expect([...train.values, ...test.values].sort((x, y) => x - y)).toEqual([...set.values]);
    const iris = split(findDataset('iris'), { test: 0.2, seed: 1 });
    expect([iris.train.rows, iris.test.rows]).toEqual([120, 30]);
    for (const kind of [0, 1, 2]) expect(iris.test.labels?.filter((label) => label === kind)).toHaveLength(10);
    expect(() => split({ ...set, rows: 1 }, { test: 0.5, seed: 1 })).toThrow('invalid test 0.5');
    expect(() => split(set, { test: 1, seed: 1 })).toThrow('invalid test 1: expected a share above 0 and below 1');
    const bare = { rows: 4, columns: 1, values: new Float32Array(4) };
    expect(split(bare, { seed: 1 }).test.rows).toBe(1);
    expect(() => split(bare, { seed: 1, stratified: true })).toThrow('invalid data "no labels"');
  });

  it('have one-hot labels', () => {
    expect(oneHot([1, -1, 0], 2)).toEqual(Float32Array.of(0, 1, 0, 0, 1, 0));
    expect(() => oneHot([2], 2)).toThrow('invalid label 2: expected an integer from -1 to 1');
  });

  it('are brought to mean 0 and deviation 1, by their own scores or another set’s, around what is missing', () => {
    const holed = { rows: 4, columns: 2, values: Float32Array.of(1, 5, 3, 5, Number.NaN, 5, 5, 5) };
    const scores = columnScores(holed);
    expect([...scores.means]).toEqual([3, 5]);
    expect(scores.deviations[0]).toBeCloseTo(Math.sqrt(8 / 3), 12);
    const [a, , b, , missing, constant] = standardize(holed).values;
    expect([a, b, missing, constant]).toEqual([Math.fround(-2 / Math.sqrt(8 / 3)), 0, Number.NaN, 0]);
    expect([...standardize({ rows: 1, columns: 2, values: Float32Array.of(3, 6) }, scores).values]).toEqual([0, 1]);
    expect(() => standardize({ rows: 1, columns: 1, values: new Float32Array(1) }, scores)).toThrow('1 columns');
  });
});
