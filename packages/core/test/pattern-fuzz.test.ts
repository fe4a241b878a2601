import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asPattern,
  formatPattern,
  InputError,
  library,
  type Pattern,
  packGzip,
  parsePattern,
  patternFormats,
  patternOfNamed,
} from '../src/index.js';
import { patternOfCells } from './pattern-reference.js';

// Mutilated files: cut off, with bytes changed, with pieces repeated or swapped. A reader takes them or says why not.

const drawn = library.filter(({ rule }) => rule === 'B3/S23').map(patternOfNamed);
const coloured = patternOfCells(
  Array.from({ length: 300 }, (_, i) => [(i * 7) % 40, (i * 11) % 30, 1 + (i % 30)] as const),
);
const corpus: readonly Uint8Array[] = [
  ...patternFormats.flatMap(({ id }) => drawn.slice(0, 40).map((pattern) => formatPattern(pattern, id))),
  ...['rle', 'macrocell'].map((id) => formatPattern(coloured, id)),
  'xq4_153',
  'xs31_caabgzw252',
  'x = 3, y = 3, rule = B3/S23:T100,100\r\n24b2o3$A.B2pA!\r\n@RULE x\n@TABLE\n',
].map((text) => new TextEncoder().encode(text));

const mutation = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), value: fc.nat(255) }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    value: fc.nat(40),
  }),
  fc.record({
    kind: fc.constant('digits' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    value: fc.nat(25),
  }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutilated(file: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let bytes = Array.from(file);
  for (const { kind, at: share, ...rest } of mutations) {
    const at = Math.min(bytes.length - 1, Math.floor(share * bytes.length));
    const value = 'value' in rest ? rest.value : 0;
    if (kind === 'cut') bytes = bytes.slice(0, at + 1);
    else if (kind === 'flip') bytes[at] = value;
    else if (kind === 'repeat') bytes.splice(at, 0, ...bytes.slice(at, at + value));
    else bytes.splice(at, 0, ...Array<number>(value).fill(57));
  }
  return Uint8Array.from(bytes);
}

/** The pattern, or that it was refused as bad input should be; anything else is a failure. */
function readOrRefuse(source: Uint8Array | string): Pattern | undefined {
  try {
    return asPattern(parsePattern(source), 100_000);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(/^invalid /);
    return undefined;
  }
}

describe('readers on mutilated files', () => {
  it('read or refuse, at once and in little memory', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (file, mutations, packed) => {
          const damaged = mutilated(file, mutations);
          const pattern = readOrRefuse(packed ? packGzip(damaged) : damaged);
          if (!pattern) return;
          taken++;
          expect(pattern.runs.length).toBeLessThanOrEqual(Math.max(400_000, 8 * damaged.length));
          for (let i = 0; i < pattern.runs.length; i += 4)
            expect(Math.min(...pattern.runs.subarray(i + 2, i + 4))).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1500 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('read or refuse packed files that are damaged', () => {
    const files = corpus.map(packGzip);
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(mutation, { minLength: 1, maxLength: 3 }), (file, mutations) => {
        readOrRefuse(mutilated(file, mutations));
      }),
      { numRuns: 500 },
    );
  });

  it('read or refuse any text and any bytes', () => {
    const letters = fc.stringMatching(/^[0-9bo$!.*O[\]M2#xP \n-]*$/);
    const begun = fc.tuple(
      fc.constantFrom('[M2]\n', '#Life 1.05\n', '#Life 1.06\n', '!\n', 'x = 1\n', 'xp2_'),
      letters,
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          letters,
          begun.map(([head, body]) => head + body),
        ),
        (text) => {
          readOrRefuse(text);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readOrRefuse(bytes)));
  });

  it('read long lines, many lines and many comments in time that follows their length', () => {
    const began = performance.now();
    const n = 300_000;
    readOrRefuse('#\n'.repeat(n));
    readOrRefuse(`#Life 1.05\n${'#P 0 0\n'.repeat(n / 10)}`);
    readOrRefuse(`#Life 1.05\n#P 0 0\n${'*.'.repeat(n)}`);
    readOrRefuse(`#Life 1.06\n${'0 0\n'.repeat(n)}`);
    readOrRefuse('.'.repeat(n));
    readOrRefuse('!'.repeat(n));
    readOrRefuse(`!\n${'.'.repeat(n)}`);
    readOrRefuse(`[M2]\n${'$\n'.repeat(n)}`);
    readOrRefuse(`xs4_${'z'.repeat(n)}`);
    readOrRefuse(`xs4_${'yz'.repeat(n)}1`);
    readOrRefuse('x = '.repeat(n));
    readOrRefuse(`x = ${' '.repeat(n)}`);
    readOrRefuse(`rule = ${' '.repeat(n)}`);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
