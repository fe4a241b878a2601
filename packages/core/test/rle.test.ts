import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRle, InputError, type Pattern, parseRle } from '../src/index.js';

/** The live cells as `x,y:state`, which any correct reader agrees on. */
function cells({ runs }: Pattern): string[] {
  const list: string[] = [];
  for (let i = 0; i < runs.length; i += 4) {
    for (let n = 0; n < runs[i + 2]; n++) list.push(`${runs[i] + n},${runs[i + 1]}:${runs[i + 3]}`);
  }
  return list;
}
const GLIDER = ['1,0:1', '2,1:1', '0,2:1', '1,2:1', '2,2:1'];

describe('RLE as found in the wild', () => {
  it.each([
    ['plain', 'x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n'],
    ['CRLF', 'x = 3, y = 3\r\nbob$2bo$3o!\r\n'],
    ['no final newline', 'x = 3, y = 3\nbo$2bo$3o!'],
    ['no header', 'bo$2bo$3o!'],
    ['no final !', 'bo$2bo$3o'],
    ['blank lines and comments before the header', '\n\n#N Glider\n#C Überschrift – ünïcode\n\nx=3,y=3\nbo$2bo$3o!'],
    ['a comment within the cells', 'x = 3, y = 3\nbo$\n#C here\n2bo$3o!'],
    ['text after the !', 'bo$2bo$3o!\nThis is Conway’s glider {}()'],
    ['@RULE after the !', 'bo$2bo$3o!\n@RULE Foo\n@TABLE\nn_states:3'],
    ['space between count and tag', '1 b 1 o $ 2 b o $ 3\no !'],
    ['a wrong size', 'x = 1, y = 99\nbo$2bo$3o!'],
    ['trailing dead cells', 'bo9b$2bo7b$3o2b30$!'],
    ['x, y and z as live cells', 'bx$2by$3z!'],
    ['a position header', '#CXRLE Pos=-1,-1 Gen=7\nx = 3, y = 3\nbo$2bo$3o!'],
    ['a byte-order mark', '\ufeffx = 3, y = 3\nbo$2bo$3o!'],
    ['XLife’s place', '#P -1 -1\nx = 3, y = 3\nbo$2bo$3o!'],
    ['the rule on a line of its own', 'x = 3, y = 3\nrule = B3/S23\nbo$2bo$3o!'],
    ['line ends of old Macs', '#N Glider\rx = 3, y = 3\rbo$2bo$3o!'],
    ['one long line', `x = 3, y = 3\n${'0b'.replace('0', '')}${'o$'}2bo$3o${' '.repeat(2000)}!`],
  ])('%s', (_, text) => {
    const pattern = parseRle(text);
    expect(cells(pattern)).toEqual(GLIDER);
    expect([pattern.width, pattern.height]).toEqual([3, 3]);
  });

  it('keeps the rule and the comments', () => {
    const { rule, comments } = parseRle('#N Gun\n#O Bill\nx = 1, y = 1, rule = B36/S23:T10,10 \no!');
    expect(rule).toBe('B36/S23:T10,10');
    expect(comments).toEqual(['N Gun', 'O Bill']);
  });

  it('reads place and generation, and no comment is made of them', () => {
    const { origin, generation, comments } = parseRle('#CXRLE Pos=-1,9007199254740993 Gen=7\n#C far\nx = 1, y = 1\no!');
    expect([origin, generation, comments]).toEqual([[-1n, 9007199254740993n], 7n, ['C far']]);
    expect(parseRle('#P -5 12\no!').origin).toEqual([-5n, 12n]);
    expect(parseRle('#CXRLE Pos=1\no!')).not.toHaveProperty('origin');
    expect(parseRle('#r 23/36\no!')).toMatchObject({ rule: '23/36', comments: [] });
  });

  it('reads many comments, and # in the middle of a line, in time that follows their length', () => {
    const began = performance.now();
    expect(parseRle(`${'#C a\n'.repeat(200_000)}o!`).comments).toHaveLength(200_000);
    expect(() => parseRle(`o${' '.repeat(200_000)}${'#'.repeat(200_000)}`)).toThrow('line 1, column 200002');
    expect(parseRle(`o$\n${'  #C a\n'.repeat(200_000)}o!`).height).toBe(2);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('reads multistate tags of one and two letters', () => {
    expect(cells(parseRle('x = 4, y = 1, rule = X\n.A2BpAyO!'))).toEqual([
      '1,0:1',
      '2,0:2',
      '3,0:2',
      '4,0:25',
      '5,0:255',
    ]);
  });

  it('holds a run of 1 214 201 cells in one entry', () => {
    const { runs, width } = parseRle('1214201o!');
    expect(Array.from(runs)).toEqual([0, 0, 1214201, 1]);
    expect(width).toBe(1214201);
  });

  it('reads a large file in memory that follows its size', () => {
    const { runs, height } = parseRle('bo$2bo$3o$'.repeat(300_000));
    expect(height).toBe(900_000);
    expect(runs.length).toBe(4 * 900_000);
  });
});

describe('RLE that is refused', () => {
  it.each([
    [
      'a run of 10^12',
      'x = 3, y = 3\nbo$\n1000000000000o!',
      'invalid pattern at line 3, column 11 "000o!": expected a run of at most 2147483647 cells',
    ],
    ['runs that add up', '2147483647b2147483647o!', 'expected cells at most 2147483647 from the corner'],
    ['junk', 'bo$?bo!', 'invalid pattern at line 1, column 4 "?bo!": expected a tag b, o, $, ! or a state A–X'],
    ['binary', 'bo\u0000\u0001', 'invalid pattern at line 1, column 3'],
    ['nothing', '', 'invalid pattern "": expected RLE text, e.g. bo$2bo$3o!'],
    ['only a header', 'x = 3, y = 3\n', 'expected RLE text'],
    [
      'a state that no byte holds',
      'yP!',
      'invalid pattern at line 1, column 1 "yP!": expected a tag b, o, $, ! or a state A–X',
    ],
  ])('%s', (_, text, message) => {
    expect(() => parseRle(text)).toThrow(InputError);
    expect(() => parseRle(text)).toThrow(message);
  });

  it('never crashes, hangs or throws anything else on arbitrary text', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9bo$!xyA-Xp #=\n]*$/));
    fc.assert(
      fc.property(text, (input) => {
        try {
          parseRle(input);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('writing RLE', () => {
  it('is strict: true size, lines of at most 70 characters, nothing dead at the end', () => {
    const text = formatRle(parseRle(`${'bo'.repeat(200)}9b$$3b!`));
    const [header, ...lines] = text.trimEnd().split('\n');
    expect(header).toBe('x = 400, y = 1, rule = B3/S23');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(70);
    expect(lines.join('')).toBe(`${'bo'.repeat(200)}!`);
  });

  it('writes the glider as everybody does', () => {
    expect(formatRle(parseRle('bo$2bo$3o!'))).toBe('x = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n');
  });

  it('says where the pattern lies and when, if that is known', () => {
    const text = '#CXRLE Pos=-12,7 Gen=300\n#C moved\nx = 1, y = 1, rule = B36/S23\no!\n';
    expect(formatRle(parseRle(text))).toBe(text);
  });

  it('keeps a comment on its line, and refuses states that no reader knows', () => {
    const pattern: Pattern = { width: 1, height: 1, runs: Int32Array.of(0, 0, 1, 1), comments: ['N a\nb'] };
    expect(parseRle(formatRle(pattern)).comments).toEqual(['N a b']);
    expect(() => formatRle({ ...pattern, runs: Int32Array.of(0, 0, 1, 600) })).toThrow(
      'invalid pattern "state 600": expected states up to 255',
    );
  });

  it('what is written and read again is the same pattern', () => {
    const cell = fc.record({
      x: fc.nat(300),
      y: fc.nat(40),
      length: fc.integer({ min: 1, max: 90 }),
      state: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (list) => {
        const rows = new Map<number, Map<number, number>>();
        for (const { x, y, length, state } of list) {
          const row = rows.get(y) ?? new Map<number, number>();
          for (let n = 0; n < length; n++) row.set(x + n, state);
          rows.set(y, row);
        }
        const runs = [...rows]
          .sort(([a], [b]) => a - b)
          .flatMap(([y, row]) => [...row].sort(([a], [b]) => a - b).flatMap(([x, state]) => [x, y, 1, state]));
        const pattern: Pattern = { width: 0, height: 0, runs: Int32Array.from(runs), comments: ['C test'] };
        const again = parseRle(formatRle(pattern));
        expect(cells(again)).toEqual(cells(pattern));
        expect(again.comments).toEqual(['C test']);
      }),
    );
  });
});
