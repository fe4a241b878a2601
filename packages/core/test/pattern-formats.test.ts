import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asPattern,
  asQuadtree,
  findPatternFormat,
  formatOfFile,
  formatPattern,
  formatWechsler,
  InputError,
  type Pattern,
  packGzip,
  parsePattern,
  parseRle,
  parseWechsler,
  patternFormats,
  unpackGzip,
} from '../src/index.js';
import { cellsOf, patternOfCells } from './pattern-reference.js';

const GLIDER = ['0,2:1', '1,0:1', '1,2:1', '2,1:1', '2,2:1'];
const read = (text: string | Uint8Array): Pattern => asPattern(parsePattern(text));
/** The cells counted from the pattern's own corner. */
const shape = ({ origin: _, ...pattern }: Pattern) => cellsOf(pattern);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('formats as found in the wild', () => {
  it.each([
    ['RLE', 'x = 3, y = 3\nbo$2bo$3o!'],
    ['RLE without anything', 'bo$2bo$3o'],
    ['macrocell', '[M2] (golly 3.3)\n#R B3/S23\n.*$..*$***$'],
    ['Life 1.05', '#Life 1.05\n#D A glider\n#N\n#P 4 -7\n.*.\n..*\n***\n'],
    ['Life 1.05 with CRLF', '#Life 1.05\r\n#D A glider\r\n#N\r\n#P 4 -7\r\n.*.\r\n..*\r\n***\r\n'],
    ['Life 1.05 in several blocks', '#Life 1.05\n#P 0 2\n***\n#P 1 0\n*\n.*\n'],
    ['Life 1.05 in blocks that overlap', '#Life 1.05\n#P 0 0\n.*\n..*\n***\n#P 1 2\n**\n'],
    ['Life 1.05 without its header', '#C old\n#P -1 -1\n.*\n..*\n***'],
    ['Life 1.06', '#Life 1.06\n1 0\n2 1\n0 2\n1 2\n2 2\n'],
    ['Life 1.06 in any order, cells twice', '#Life 1.06\r\n2 2\r\n1 0\r\n2 1\r\n0 2\r\n1 2\r\n1 0\r\n'],
    ['Life 1.06 with tabs and blank lines', '#Life 1.06\n\n -1\t0 \n0 1\n-2 2\n-1 2\n0 2'],
    ['plaintext', '!Name: Glider\n!\n.O.\n..O\nOOO\n'],
    ['plaintext with stars, CRLF and short rows', '!\r\n.*\r\n..*\r\n***\r\n'],
    ['plaintext without comments', '.O\n..O\nOOO'],
    ['plaintext with small letters', '!\n.o.\n..o\nooo'],
    ['an apgcode', 'xq4_456'],
    ['a name', 'Glider'],
  ])('%s', (_, text) => {
    expect(shape(read(text))).toEqual(GLIDER);
    expect(shape(read(bytes(`\ufeff${text}`)))).toEqual(GLIDER);
    expect(shape(read(packGzip(bytes(text))))).toEqual(GLIDER);
  });

  it('keeps an empty row of a drawing', () => {
    expect(shape(read('!\nO\n\nO\n'))).toEqual(['0,0:1', '0,2:1']);
    expect(shape(read('#Life 1.05\n#P 0 0\n*\n\n*\n'))).toEqual(['0,0:1', '0,2:1']);
  });

  it('reads rule, place and comments', () => {
    expect(read('#Life 1.05\n#D Name: Gun\n#D of 1970\n#R 23/36\n#P -3 5\n*\n')).toMatchObject({
      rule: '23/36',
      origin: [-3n, 5n],
      comments: ['N Gun', 'C of 1970'],
    });
    expect(read('#Life 1.05\n#N\n#P 0 0\n*\n').rule).toBe('B3/S23');
    expect(read('!Name: Gun\n!Author: Bill\n!1970\nO')).toMatchObject({ comments: ['N Gun', 'O Bill', 'C 1970'] });
    expect(read('#Life 1.06\n#R B36/S23\n7 -9\n')).toMatchObject({ rule: 'B36/S23', origin: [7n, -9n] });
  });

  it('an ending decides where the text does not', () => {
    expect(shape(asPattern(parsePattern('ooo', { format: 'plaintext' })))).toEqual(['0,0:1', '1,0:1', '2,0:1']);
    const glider = parsePattern('bo$2bo$3o!', { format: 'plaintext' });
    expect(shape(asPattern(glider))).toEqual(GLIDER);
    expect(formatOfFile('a/b.CELLS.gz')).toEqual({ format: findPatternFormat('plaintext'), gzip: true });
    expect(formatOfFile('gun.rle')).toEqual({ format: findPatternFormat('rle'), gzip: false });
    expect(formatOfFile('gun.png')).toBeUndefined();
    expect(() => findPatternFormat('rel')).toThrow('invalid format "rel": expected one of rle, macrocell');
  });

  it.each([
    [
      'a letter in Life 1.05',
      '#Life 1.05\n#P 0 0\n.*q\n',
      'invalid pattern at line 3, column 3 "q": expected a dead cell . or a live one O or *',
    ],
    ['a block nowhere', '#Life 1.05\n#P here\n*\n', 'line 2, column 1 "#P here": expected #P x y'],
    [
      'a block too far out',
      '#Life 1.05\n#P 9999999999 0\n*\n',
      'expected #P x y, the place of a block within ±1073741823',
    ],
    ['half a cell of Life 1.06', '#Life 1.06\n0 0\n12\n', 'invalid pattern at line 3, column 3'],
    ['three numbers', '#Life 1.06\n1 2 3', 'line 2, column 1 "1 2 3": expected a cell as x y, e.g. -3 12'],
    ['a fraction', '#Life 1.06\n1.5 2', 'line 2, column 1'],
    ['cells 2³¹ apart', '#Life 1.06\n0 0\n2147483648 0', 'expected cells less than 2147483647 apart'],
    ['a letter in plaintext', '!\n.O\n.q\n', 'invalid pattern at line 3, column 2 "q'],
    ['a damaged apgcode', 'xs4_y', 'invalid pattern at line 1, column 5 "y": expected cells in strips'],
    ['a name that is none', 'gliderr', 'expected a pattern\'s text, or a name in the library; did you mean "glider"?'],
    ['nothing', '', 'invalid pattern "": expected RLE text'],
    ['binary', '\u0000\u0001\u0002', 'invalid pattern at line 1, column 1'],
  ])('%s is refused', (_, text, message) => {
    expect(() => parsePattern(text)).toThrow(InputError);
    expect(() => parsePattern(text)).toThrow(message);
  });
});

describe('extended Wechsler notation', () => {
  it.each([
    ['33', '2o$2o!'],
    ['696', 'bo$obo$obo$bo!'],
    ['2552', 'b2o$o2bo$b2o!'],
    ['7', 'o$o$o!'],
    ['318c', '2o$o$3bo$2b2o!'],
    ['153', '3o$2bo$bo!'],
    ['0', '!'],
    ['w1', '2bo!'],
    ['1y01', 'o4bo!'],
    ['1y0z1', 'o5$o!'],
    ['1zz1', 'o10$o!'],
    ['gzx1', '4$o$3bo!'],
  ])('%s is %s', (code, rle) => {
    expect(cellsOf(parseWechsler(code) as Pattern)).toEqual(cellsOf(parseRle(rle)));
  });

  it('block, beehive, boat and beacon have the codes that Catagolue gives them', () => {
    expect(formatWechsler(parseRle('2o$2o!'))).toBe('33');
    expect(formatWechsler(parseRle('bo$obo$bo!'))).toBe('252');
    expect(cellsOf(read('xs6_696'))).toEqual(cellsOf(parseRle('bo$obo$obo$bo!')));
    expect(cellsOf(read('xs5_253'))).toEqual(cellsOf(parseRle('b2o$obo$bo!')));
    expect(cellsOf(read('xp2_7'))).toEqual(cellsOf(parseRle('o$o$o!')));
    expect(cellsOf(read('xp2_318c'))).toEqual(cellsOf(parseRle('2o$o$3bo$2b2o!')));
    expect(cellsOf(read('xs0_0'))).toEqual([]);
  });

  it('short forms stand for dead columns: w 2, x 3, y and a digit 4 and up, z the next five rows', () => {
    const at = (code: string) => cellsOf(parseWechsler(code) as Pattern);
    expect(at('1w1')).toEqual(['0,0:1', '3,0:1']);
    expect(at('1x1')).toEqual(['0,0:1', '4,0:1']);
    expect(at('1y01')).toEqual(['0,0:1', '5,0:1']);
    expect(at('1yz1')).toEqual(['0,0:1', '40,0:1']);
    expect(at('1z01')).toEqual(['0,0:1', '1,5:1']);
    expect(at('gzz8')).toEqual(['0,13:1', '0,4:1']);
  });

  it('what is written and read again is the same cells', () => {
    const cell = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 40 }), fc.constant(1));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), (cells) => {
        const left = Math.min(...cells.map(([x]) => x));
        const top = Math.min(...cells.map(([, y]) => y));
        const pattern = patternOfCells(cells.map(([x, y, state]) => [x - left, y - top, state] as const));
        const code = formatWechsler(pattern);
        expect(cellsOf(parseWechsler(code) as Pattern)).toEqual(cellsOf(pattern));
        expect(code).not.toMatch(/0z|0$|[wx]z|[wx]$|000/);
      }),
    );
  });
});

describe('conversion', () => {
  const cell = fc.tuple(
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 1, max: 255 }),
  );
  const place = fc.bigInt(-(2n ** 29n), 2n ** 29n);
  const far = fc.bigInt(-(2n ** 62n), 2n ** 62n);

  it.each(patternFormats.map((format) => [format.id, format] as const))(
    'what is written as %s and read again is the same pattern, packed or not',
    (id, format) => {
      const isDrawn = !['rle', 'macrocell'].includes(id);
      const hasPlace = id !== 'plaintext';
      const x = id === 'life-1.05' ? place : far;
      fc.assert(
        fc.property(
          fc.array(cell, { minLength: 1, maxLength: 60 }),
          x,
          x,
          fc.constantFrom('B36/S23', '23/3'),
          (cells, x, y, rule) => {
            const flat = patternOfCells(cells.map(([x, y, state]) => [x, y, isDrawn ? 1 : state]));
            const pattern: Pattern = { ...flat, rule, origin: [x, y], comments: ['N Name', 'O Author', 'C what'] };
            const text = formatPattern(pattern, id);
            const again = read(id === 'macrocell' ? packGzip(bytes(text)) : text);
            expect(format.isLike(text)).toBe(true);
            expect([again.rule, again.comments]).toEqual([pattern.rule, pattern.comments]);
            expect(hasPlace ? cellsOf(again) : shape(again)).toEqual(hasPlace ? cellsOf(pattern) : shape(pattern));
            expect(formatPattern(read(formatPattern(again, id)), id)).toBe(formatPattern(again, id));
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it('carries a place from format to format', () => {
    const start = '#Life 1.06\n-9007199254740995 12\n-9007199254740994 13\n';
    let pattern = parsePattern(start);
    for (const id of ['rle', 'macrocell', 'rle', 'life-1.06']) pattern = parsePattern(formatPattern(pattern, id));
    expect(formatPattern(pattern, 'life-1.06')).toContain('-9007199254740995 12\n-9007199254740994 13\n');
  });

  it('goes through every pair of formats', () => {
    const gun = read('gosper-glider-gun');
    for (const from of patternFormats) {
      for (const to of patternFormats) {
        const text = formatPattern(parsePattern(formatPattern(gun, from.id)), to.id);
        expect(shape(asPattern(parsePattern(text)))).toEqual(shape(gun));
      }
    }
  });

  it('writes what other programs expect', () => {
    const gun = { ...read('xq4_153'), origin: [-1n, -1n] as const };
    expect(formatPattern(gun, 'life-1.05')).toBe('#Life 1.05\n#N\n#P -1 -1\n***\n..*\n.*\n');
    expect(formatPattern(gun, 'life-1.06')).toBe('#Life 1.06\n-1 -1\n0 -1\n1 -1\n1 0\n0 1\n');
    expect(formatPattern(gun, 'plaintext')).toBe('!\nOOO\n..O\n.O\n');
    expect(formatPattern(read('3o3$o!'), 'plaintext')).toBe('!\nOOO\n.\n.\nO\n');
    const wide = formatPattern(read('200o!'), 'life-1.05').split('\n');
    expect(wide).toEqual([
      '#Life 1.05',
      '#N',
      '#P 0 0',
      '*'.repeat(80),
      '#P 80 0',
      '*'.repeat(80),
      '#P 160 0',
      '*'.repeat(40),
      '',
    ]);
  });

  it('refuses what a format cannot hold', () => {
    for (const id of ['life-1.05', 'life-1.06', 'plaintext']) {
      expect(() => formatPattern(read('.AB!'), id)).toThrow(
        'invalid pattern "state 2": expected a pattern of two states for',
      );
      expect(() => formatPattern(read('2147483647o!'), id)).toThrow(InputError);
    }
    const tree = asQuadtree({ ...read('o!'), origin: [0n, 2n ** 40n] });
    expect(asPattern(tree).origin).toEqual([0n, 2n ** 40n]);
    expect(() => asQuadtree({ ...read('o!'), origin: [0n, 2n ** 400n] })).toThrow('invalid pattern origin');
  });
});

describe('gzip', () => {
  const text = bytes('x = 3, y = 3\nbo$2bo$3o!'.repeat(50));

  it('is the same file for the same bytes, and comes back', () => {
    expect(packGzip(text)).toEqual(packGzip(text));
    expect(unpackGzip(packGzip(text))).toEqual(text);
    expect(unpackGzip(packGzip(new Uint8Array(0)))).toHaveLength(0);
  });

  it('stops at a bomb', () => {
    const bomb = packGzip(new Uint8Array(2 ** 25));
    expect(() => unpackGzip(bomb)).toThrow(/expected a gzip file that unpacks to at most \d+ bytes/);
  });

  it('refuses what is cut off or damaged, wherever that is', () => {
    const packed = packGzip(text);
    for (let length = 2; length < packed.length; length++)
      expect(() => unpackGzip(packed.subarray(0, length))).toThrow('expected a whole gzip file');
    for (let at = 10; at < packed.length; at++) {
      const damaged = packed.slice();
      damaged[at] ^= 1;
      let result: Uint8Array | undefined;
      try {
        result = unpackGzip(damaged);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
      if (result) expect(result).toEqual(text);
    }
  });
});
