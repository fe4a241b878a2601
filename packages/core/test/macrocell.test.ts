import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asPattern,
  formatPattern,
  InputError,
  isQuadtree,
  type Pattern,
  parsePattern,
  parseRle,
  patternOfTree,
  populationOf,
  type Quadtree,
  treeOfPattern,
} from '../src/index.js';
import { cellsOf, Plane, patternOfCells } from './pattern-reference.js';

/** As bgolly 3.3 wrote it: the R-pentomino after 30 generations. */
const R_PENTOMINO_30 = `[M2] (golly 3.3)
#R B3/S23
#G 30
$$$$$.....**$....*.*$...**.*$
$$$$......**$.....**$.....*$......**$
4 0 0 1 2
$$$$**$..*$.**$
4 0 0 4 0
....**$.....*$
$......**$.....**$
4 6 7 0 0
$*$
4 9 0 0 0
5 3 5 8 10
`;
/** As bgolly 3.3 wrote it: \`.AB$2C!\` under 345/2/4. */
const GENERATIONS = `[M2] (golly 3.3)
#R 345/2/4
1 0 0 0 1
1 0 0 2 0
2 0 0 1 2
1 3 3 0 0
2 4 0 0 0
3 0 3 0 5
`;

function treeOf(text: string): Quadtree {
  const tree = parsePattern(text);
  if (!isQuadtree(tree)) throw new TypeError('no tree');
  return tree;
}
const cell = fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 3 }));
const twoStates = fc.array(cell, { maxLength: 80 }).map((cells) => patternOfCells(cells.map(([x, y]) => [x, y, 1])));
const someStates = fc.array(cell, { maxLength: 80 }).map(patternOfCells);
const place = fc.oneof(
  fc.bigInt(-100n, 100n),
  fc.bigInt(-(2n ** 40n), 2n ** 40n),
  fc.bigInt(-(2n ** 200n), 2n ** 200n),
);

describe('macrocell files', () => {
  it('a two-state file of bgolly is the pattern that the slow reference makes', () => {
    const tree = treeOf(R_PENTOMINO_30);
    expect(tree).toMatchObject({ level: 5, states: 2, rule: 'B3/S23', generation: 30n, comments: [] });
    const plane = new Plane(parseRle('b2o$2o$bo!'), 'B3/S23');
    plane.step(30);
    expect(new Plane({ ...patternOfTree(tree) }, 'B3/S23').shape().cells).toBe(plane.shape().cells);
  });

  it('a multistate file of bgolly is the pattern that it was made of', () => {
    const tree = treeOf(GENERATIONS);
    expect(tree).toMatchObject({ level: 3, states: 4, rule: '345/2/4' });
    const { origin, ...shape } = patternOfTree(tree);
    // Golly counts rows upwards: its row 0 is the last one above the middle.
    expect(origin).toEqual([0n, -1n]);
    expect(cellsOf(shape)).toEqual(cellsOf(parseRle('.AB$2C!')));
  });

  it('is written as Golly writes it', () => {
    const lines = R_PENTOMINO_30.split('\n').slice(1).join('\n');
    expect(formatPattern(treeOf(R_PENTOMINO_30), 'macrocell')).toBe(`[M2] (selforg)\n${lines}`);
    expect(formatPattern(treeOf(GENERATIONS), 'macrocell').split('\n').slice(1)).toEqual(
      GENERATIONS.split('\n').slice(1),
    );
  });

  it('keeps comments, and passes over the frames of a timeline, blank lines and CRLF', () => {
    const text = R_PENTOMINO_30.replace('#G 30', '#G 30\n#C by Conway\n\n#FRAMES 2 0 1\n#FRAME 0 1').replaceAll(
      '\n',
      '\r\n',
    );
    const tree = treeOf(text);
    expect(tree.comments).toEqual(['C by Conway']);
    expect(tree.children).toEqual(treeOf(R_PENTOMINO_30).children);
  });

  it('takes empty squares for nothing, wherever they stand', () => {
    const tree = treeOf('[M2]\n$$$\n$*$\n4 1 1 1 1\n4 0 2 1 0\n5 3 4 3 0\n');
    expect(Array.from(tree.levels)).toEqual([3, 4, 5]);
    expect(Array.from(tree.children)).toEqual([256, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0]);
    expect(treeOf('[M2]\n$\n4 1 0 0 1\n').levels).toHaveLength(0);
    expect(asPattern(treeOf('[M2] (golly 3.3)\n#R B3/S23\n'))).toMatchObject({ width: 0, height: 0 });
  });

  it('gives leaves of 8×8 cells to a file of 2×2 leaves that has two states', () => {
    const tree = treeOf('[M2]\n1 1 0 0 1\n2 1 0 0 1\n3 2 0 0 2\n4 3 0 0 3\n');
    expect(tree).toMatchObject({ level: 4, states: 2, levels: Uint8Array.of(3, 4) });
    expect(cellsOf(patternOfTree(tree))).toEqual(Array.from({ length: 16 }, (_, n) => `${n - 8},${n - 8}:1`).sort());
    expect(cellsOf(patternOfTree(treeOf('[M2]\n1 1 0 0 0\n')))).toEqual(['-1,-1:1']);
  });

  it.each([
    ['no header', '4 0 0 0 0\n', 'expected RLE text'],
    [
      'a child that is not there',
      '[M2]\n4 0 0 0 1',
      'invalid pattern at line 2, column 1 "4 0 0 0 1": expected children among the 0 nodes before',
    ],
    ['a child of another level', '[M2]\n*$\n5 1 0 0 0', 'line 3, column 1 "5 1 0 0 0": expected children of level 4'],
    ['a line cut off', '[M2]\n*$\n4 1 0 0', 'line 3, column 8 "": expected a node as level nw ne sw se'],
    ['six numbers', '[M2]\n*$\n4 1 0 0 0 0', 'line 3, column 10'],
    ['a ninth row', '[M2]\n$$$$$$$$*', 'line 2, column 9 "*": expected a leaf of 8×8 cells'],
    ['a ninth column', '[M2]\n*********', 'line 2, column 9'],
    ['level 0', '[M2]\n0 0 0 0 0', 'expected a level from 1 to 255'],
    ['level 256', '[M2]\n256 0 0 0 0', 'expected a level from 1 to 255'],
    ['state 256', '[M2]\n1 256 0 0 0', 'expected states up to 255'],
    ['both kinds of leaves', '[M2]\n*$\n1 1 0 0 0', 'expected a leaf of 8×8 cells, as before'],
    ['both kinds the other way round', '[M2]\n1 1 0 0 0\n*$', 'expected a node: leaves of 2×2 states came before'],
    ['a huge number', `[M2]\n4 ${'9'.repeat(400)} 0 0 0`, 'expected a node'],
  ])('%s is refused', (_, text, message) => {
    expect(() => parsePattern(text)).toThrow(InputError);
    expect(() => parsePattern(text)).toThrow(message);
  });
});

describe('trees', () => {
  it('a pattern, made a tree and back, is the same cells at the same place', () => {
    fc.assert(
      fc.property(fc.oneof(twoStates, someStates), place, place, (pattern, x, y) => {
        const placed: Pattern = { ...pattern, origin: [x, y] };
        const tree = treeOfPattern(placed);
        expect(cellsOf(patternOfTree(tree))).toEqual(cellsOf(placed));
        const read = treeOf(formatPattern(tree, 'macrocell'));
        expect([read.level, read.states, read.levels, read.children]).toEqual([
          pattern.runs.length > 0 ? tree.level : 3,
          tree.states,
          tree.levels,
          tree.children,
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it('are canonical: each square once, children before parents, the root last and no larger than it must be', () => {
    fc.assert(
      fc.property(someStates, (pattern) => {
        const { level, levels, children, states } = treeOfPattern(pattern);
        const keys = Array.from(levels, (level, i) => [level, ...children.subarray(4 * i, 4 * i + 4)].join());
        expect(new Set(keys).size).toBe(keys.length);
        levels.forEach((level, i) => {
          const isLeaf = level === (states > 2 ? 1 : 3);
          for (const child of isLeaf ? [] : children.subarray(4 * i, 4 * i + 4)) {
            if (child > 0) expect([child <= i, levels[child - 1]]).toEqual([true, level - 1]);
          }
        });
        if (levels.length > 0) expect(levels.at(-1)).toBe(level);
      }),
    );
  });

  it('of patterns far larger than memory take time and room by their runs', () => {
    const square = (side: number): Pattern => {
      const runs = Int32Array.from({ length: 4 * side }, (_, i) => [0, i >> 2, side, 1][i & 3]);
      return { width: side, height: side, runs, comments: [] };
    };
    expect(treeOfPattern(square(2 ** 14)).levels.length).toBeLessThan(16);
    const line = parseRle('2147483647o!');
    const tree = treeOfPattern(line);
    expect(tree.levels.length).toBeLessThan(200);
    expect(Array.from(patternOfTree(tree).runs)).toEqual([0, 0, 2147483647, 1]);
  });

  it('are refused as runs where it takes more than the limit, wide or high, at once', () => {
    const repeated = (leaf: string, levels: number) =>
      `[M2]\n${leaf}\n${Array.from({ length: levels }, (_, n) => `${n + 4} ${n + 1} ${n + 1} ${n + 1} ${n + 1}`).join('\n')}\n`;
    for (const leaf of ['*$', '*.*.*.*.$', '********$', '$$********$********$']) {
      const big = treeOf(repeated(leaf, 27));
      expect(() => patternOfTree(big, 50_000)).toThrow(
        'invalid pattern "more than 50000 runs": expected a pattern of at most 50000 runs of cells',
      );
      expect(() => patternOfTree(treeOf(repeated(leaf, 40)))).toThrow(
        /expected a pattern of at most 2147483647 cells a side/,
      );
      expect(() => patternOfTree(treeOf(repeated(leaf, 12)), 100)).toThrow('more than 100 runs');
    }
    expect(() => patternOfTree(treeOf(repeated('*.*.*.*.$', 27)))).toThrow('more than 8388608 runs');
    const solid = patternOfTree(
      treeOf(repeated('********$********$********$********$********$********$********$********$', 13)),
    );
    expect(solid.runs.length).toBe(4 * 2 ** 16);
    expect(populationOf(solid)).toBe(2 ** 32);
  });
});
