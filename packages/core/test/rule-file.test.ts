import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/contract/errors.js';
import { parseRuleFile, type RuleFile } from '../src/rules/rule-file.js';
import { nextState } from '../src/rules/rule-tree.js';

const table = (neighbourhood: string, symmetry: string, states: number, ...lines: readonly string[]): RuleFile =>
  parseRuleFile(
    [
      '@RULE Test',
      '@TABLE',
      `n_states:${states}`,
      `neighborhood:${neighbourhood}`,
      `symmetries:${symmetry}`,
      ...lines,
    ].join('\n'),
  );

/** All combinations of states for a number of inputs. */
function combinations(states: number, inputs: number): number[][] {
  return Array.from({ length: states ** inputs }, (_, n) =>
    Array.from({ length: inputs }, (_, i) => Math.floor(n / states ** i) % states),
  );
}

/** Inputs by their places, in the order in which a tree asks for them. */
const MOORE = ['nw', 'ne', 'sw', 'se', 'n', 'w', 'e', 's', 'c'];
const CROSS = ['n', 'w', 'e', 's', 'c'];

const WIREWORLD = `@RULE WireWorld
A table of four lines and
two more.

@TABLE
# electron heads, tails, wire
n_states:4
neighborhood:Moore
symmetries:permute
var a={0,1,2,3}
var b={a}
var c={a}
var d=a
var e={0,1,2,3}
var f={0,1,2,3}
var g={0,1,2,3}
var h={0,1,2,3}
var i={0,2,3}
var j={0,2,3}
var k={0,2,3}
var l={0,2,3}
var m={0,2,3}
var n={0,2,3}
var o={0,2,3}
1,a,b,c,d,e,f,g,h,2
2,a,b,c,d,e,f,g,h,3
3,1,i,j,k,l,m,n,o,1   # one head
3,1,1,i,j,k,l,m,n,1   # two

@NAMES
0 empty
1 electron head
3 wire
@COLORS
1 0 128 255 light blue
2 255 255 255
`;

/** Silverman's rule in a line. */
const wireworld = (around: readonly number[], state: number): number =>
  [0, 2, 3, around.filter((s) => s === 1).length % 3 && around.filter((s) => s === 1).length < 3 ? 1 : 3][state];

describe('rule files: tables', () => {
  it('WireWorld: permuted inputs, variables within variables, names and colours', () => {
    const { name, about, kind, tree } = parseRuleFile(WIREWORLD);
    expect([name, about, kind, tree.states, tree.neighbours]).toEqual([
      'WireWorld',
      'A table of four lines and\ntwo more.',
      'table',
      4,
      8,
    ]);
    const wrong = combinations(4, 9).filter(
      (inputs) => nextState(tree, inputs) !== wireworld(inputs.slice(0, 8), inputs[8]),
    );
    expect(wrong).toEqual([]);
    expect(tree.names).toEqual(['empty', 'electron head', '', 'wire']);
    expect(tree.colours).toEqual([
      [48, 48, 48],
      [0, 128, 255],
      [255, 255, 255],
      [255, 255, 0],
    ]);
  });

  it('a variable that stands twice means the same state; the example of Golly’s manual', () => {
    const lines = ['var a={2,3}', 'var b={2,3}', 'var c={2,3}', 'a,0,b,1,c,b'];
    const { tree } = table('vonNeumann', 'rotate4', 4, ...lines);
    for (const inputs of combinations(4, 5)) {
      const [n, w, e, s, centre] = inputs;
      const ring = [n, e, s, w];
      const turned = [0, 1, 2, 3].map((k) => ring.map((_, i) => ring[(i + k) % 4]));
      const hit = turned.find(([p, q, r, t]) => p === 0 && q >= 2 && r === 1 && t >= 2);
      expect(nextState(tree, inputs)).toBe(centre >= 2 && hit ? hit[1] : centre);
    }
  });

  it('the first transition that fits decides; without commas each character is a state', () => {
    const { tree } = table('oneDimensional', 'none', 3, '0121', 'var a={0,1,2}', 'var b={0,1,2}', '0,a,b,2');
    for (const [w, e, other] of combinations(3, 3)) {
      expect(nextState(tree, [other, w, e, other, 0])).toBe(w === 1 && e === 2 ? 1 : 2);
      expect(nextState(tree, [other, w, e, other, 1])).toBe(1);
    }
  });

  it.each([
    [
      'vonNeumann',
      ['n', 'e', 's', 'w'],
      { none: 1, rotate4: 4, reflect_horizontal: 2, rotate4reflect: 8, permute: 24 },
    ],
    [
      'Moore',
      ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'],
      { none: 1, rotate4: 4, rotate8: 8, reflect_horizontal: 2, rotate4reflect: 8, rotate8reflect: 16 },
    ],
    [
      'hexagonal',
      ['n', 'e', 'se', 's', 'w', 'nw'],
      { none: 1, rotate2: 2, rotate3: 3, rotate6: 6, rotate6reflect: 12 },
    ],
    ['oneDimensional', ['w', 'e'], { none: 1, reflect: 2, permute: 2 }],
  ])('%s: as many arrangements of differing neighbours as the symmetry has elements', (neighbourhood, ring, sizes) => {
    const places = neighbourhood === 'Moore' || neighbourhood === 'hexagonal' ? MOORE : CROSS;
    const distinct = ring.map((_, i) => i + 1);
    for (const [symmetry, size] of Object.entries(sizes)) {
      const { tree } = table(neighbourhood, symmetry, 9, `0,${distinct.join()},8`);
      const result = (arranged: readonly number[]): number =>
        nextState(
          tree,
          places.map((place) => (place === 'c' ? 0 : (arranged[ring.indexOf(place)] ?? 0))),
        );
      expect(result(distinct)).toBe(8);
      expect(orders(distinct).filter((arranged) => result(arranged) === 8).length).toBe(size);
      if (symmetry === 'reflect_horizontal') {
        const mirror: Record<string, string> = { e: 'w', w: 'e', ne: 'nw', nw: 'ne', se: 'sw', sw: 'se' };
        expect(result(ring.map((place) => distinct[ring.indexOf(mirror[place] ?? place)]))).toBe(8);
      }
    }
  });

  function orders(items: readonly number[]): number[][] {
    if (items.length === 0) return [[]];
    return items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
  }

  it('braces and inline sets, spaces, comments and CRLF', () => {
    const lines = ['var a = { 1 , 2 }  # two', '  0 , {1,2}, a , a, 0 , a', ''];
    const text = `@RULE Test\r\n@TABLE\r\nn_states: 3\r\nneighborhood: vonNeumann\r\nsymmetries: none\r\n${lines.join('\r\n')}`;
    const { tree } = parseRuleFile(text);
    for (const inputs of combinations(3, 5)) {
      const [n, w, e, s, centre] = inputs;
      expect(nextState(tree, inputs)).toBe(centre === 0 && n && e && e === s && w === 0 ? e : centre);
    }
  });
});

describe('rule files: trees', () => {
  // four neighbours of two states: alive where the number of live cells of the five is odd
  const PARITY = `@RULE Parity
@TREE
num_states=2
num_neighbors=4
num_nodes=9
1 0 1
1 1 0
2 0 1
2 1 0
3 2 3
3 3 2
4 4 5
4 5 4
5 6 7
@COLORS
0 0 255  255 0 0
`;

  it('parity', () => {
    const { kind, tree } = parseRuleFile(PARITY);
    expect([kind, tree.states, tree.neighbours, tree.root]).toEqual(['tree', 2, 4, 16]);
    for (const inputs of combinations(2, 5)) expect(nextState(tree, inputs)).toBe(inputs.reduce((a, b) => a ^ b));
    expect(tree.colours).toEqual([
      [48, 48, 48],
      [0, 0, 255],
    ]);
  });

  it.each([
    ['num_states=2', 'num_states=1', 'line 3, column 12: num_states=1": expected a whole number from 2 to 256'],
    ['num_neighbors=4', 'num_neighbors=5', 'line 2, column 1: @TREE": expected num_neighbors=4 or num_neighbors=8'],
    ['num_nodes=9', 'num_nodes=10', 'line 14, column 1: 5 6 7": expected 10 nodes, as num_nodes says'],
    ['num_nodes=9\n', '', 'line 2, column 1: @TREE": expected num_nodes=<number> after @TREE'],
    ['1 1 0\n', '1 1 7\n', 'line 7, column 5: 1 1 7": expected a whole number from 0 to 1'],
    ['3 3 2', '3 3 6', 'line 11, column 5: 3 3 6": expected the number of an earlier node of depth 2'],
    ['3 3 2', '3 3 0', 'line 11, column 5: 3 3 0": expected the number of an earlier node of depth 2'],
    ['3 3 2', '3 3', 'line 11, column 4: 3 3": expected a depth and 2 numbers'],
    ['3 3 2', '3 3 2 2', 'line 11, column 7: 3 3 2 2": expected a depth and 2 numbers'],
    ['5 6 7', '4 4 5', 'line 14, column 1: 4 4 5": expected the root, of depth 5, last'],
    ['2 0 1', '2 x 1', 'line 8, column 3: 2 x 1": expected a whole number'],
  ])('%s → %s', (before, after, message) => {
    expect(() => parseRuleFile(PARITY.replace(before, after))).toThrow(`invalid rule file "${message}`);
  });
});

describe('rule files: what cannot be read', () => {
  const lines =
    (...rest: readonly string[]) =>
    () =>
      table('vonNeumann', 'rotate4', 4, ...rest);
  it.each([
    ['an unknown state', lines('0,0,0,0,4,1'), 'line 6, column 9: 0,0,0,0,4,1": expected a whole number from 0 to 3'],
    [
      'an unknown variable',
      lines('0,0,a,0,0,1'),
      'line 6, column 5: 0,0,a,0,0,1": expected a state or the name of a variable',
    ],
    ['too few states', lines('0,0,0,1'), 'line 6, column 8: 0,0,0,1": expected 6 states: C,N,E,S,W,C′'],
    ['too many states', lines('00000001'), 'line 6, column 7: 00000001": expected 6 states: C,N,E,S,W,C′'],
    [
      'an output without a value',
      lines('var a={1,2}', '0,0,0,0,0,a'),
      'line 7, column 11: 0,0,0,0,0,a": expected one state',
    ],
    ['a variable without a name', lines('var ={1}'), 'line 6, column 1: var ={1}": expected var <name>={<states>}'],
    ['a variable called 1', lines('var 1={1}'), 'line 6, column 5: var 1={1}": expected a name that is no number'],
    ['a bad set', lines('var a={1,x}'), 'line 6, column 10: var a={1,x}": expected a state or the name'],
    [
      'an unknown neighbourhood',
      () => table('Margolus', 'none', 2),
      'line 4, column 14: neighborhood:Margolus": expected vonNeumann',
    ],
    [
      'an unknown symmetry',
      () => table('vonNeumann', 'rotate8', 2),
      'line 5, column 12: symmetries:rotate8": expected one of none, rotate4',
    ],
    [
      'too many states at all',
      () => table('Moore', 'none', 257),
      'line 3, column 10: n_states:257": expected a whole number from 2 to 256',
    ],
    [
      'no header',
      () => parseRuleFile('@RULE X\n@TABLE\n0,0,0,0,0,0'),
      'line 3, column 1: 0,0,0,0,0,0": expected n_states: before',
    ],
    [
      'no table',
      () => parseRuleFile('@RULE X\nhello'),
      'line 1, column 1: @RULE X": expected a @TABLE or @TREE section',
    ],
    [
      'no name',
      () => parseRuleFile('hello'),
      'line 1, column 1: hello": expected a file that begins with @RULE <name>',
    ],
    [
      'a colour of two numbers',
      () => parseRuleFile('@RULE X\n@TABLE\nn_states:2\nneighborhood:Moore\nsymmetries:none\n@COLORS\n1 2 3'),
      'line 7, column 6: 1 2 3": expected a state, red, green and blue',
    ],
  ])('%s', (_, parse, message) => {
    expect(parse).toThrow(`invalid rule file "${message}`);
  });

  it('a table whose cases no memory holds', () => {
    const all = `{${Array.from({ length: 256 }, (_, i) => i).join()}}`;
    const names = [...'abcd'];
    const variables = names.map((name) => `var ${name}=${all}`);
    const bound = () => table('Moore', 'none', 256, ...variables, '0,a,a,b,b,c,c,d,d,1');
    expect(bound).toThrow('invalid rule file "line 10, column 1: 0,a,a,b,b,c,c,d,d,1": expected fewer cases');
  });

  it('a table that is short but whose cases take too long is refused soon', () => {
    let s = 1;
    const below = (n: number): number => {
      s = (Math.imul(1664525, s) + 1013904223) >>> 0;
      return Math.floor((s / 2 ** 32) * n);
    };
    const half = () => Array.from({ length: 256 }, (_, i) => i).filter(() => below(2) === 1);
    const variables = Array.from({ length: 9 }, (_, i) => `var v${i}={${half().join()}}`);
    const turned = Array.from({ length: 30 }, (_, i) => variables.map((_, k) => `v${(i + k) % 9}`).join());
    const permuted = () => table('Moore', 'permute', 256, ...variables, ...turned.map((line) => `${line},1`));
    expect(permuted).toThrow(': expected fewer cases');
    const random = Array.from({ length: 20_000 }, () => Array.from({ length: 10 }, () => below(16)).join());
    expect(() => table('Moore', 'rotate8reflect', 16, ...random)).toThrow(': expected fewer cases');
  }, 20_000);

  it('what was read last is not read again', () => {
    const first = parseRuleFile(WIREWORLD);
    expect(parseRuleFile(`${WIREWORLD}`)).toBe(first);
    expect(parseRuleFile(WIREWORLD.replace('@RULE WireWorld', '@RULE Other')).name).toBe('Other');
    expect(parseRuleFile(WIREWORLD)).toEqual(first);
    expect(() => parseRuleFile('@RULE X')).toThrow(InputError);
    expect(() => parseRuleFile('@RULE X')).toThrow(InputError);
  });

  it('colours: the last gradient counts, and what is said of a state after it', () => {
    const { colours } = parseRuleFile(
      `${WIREWORLD.slice(0, WIREWORLD.indexOf('@COLORS'))}@COLORS\n0 1 2 3\n2 9 9 9\n0 0 0 200 0 0\n3 5 6 7\n`,
    ).tree;
    expect(colours).toEqual([
      [1, 2, 3],
      [0, 0, 0],
      [100, 0, 0],
      [5, 6, 7],
    ]);
  });

  it('mutilated files: a rule or an InputError', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'0123456789,{}=:@abcVAR#\n ')), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(edits, fc.nat(), (changes, cut) => {
        const text = changes.reduce((before, [at, char]) => {
          const i = at % (before.length + 1);
          return before.slice(0, i) + char + before.slice(i + (at % 3));
        }, WIREWORLD);
        try {
          parseRuleFile(cut % 4 ? text : text.slice(0, cut % text.length));
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
