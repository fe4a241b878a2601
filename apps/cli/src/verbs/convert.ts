import { existsSync } from 'node:fs';
import {
  asPattern,
  boxOfTree,
  findPatternFormat,
  formatOfFile,
  InputError,
  isQuadtree,
  knownPattern,
  type Pattern,
  type PatternFormat,
  packGzip,
  parsePattern,
  patternFormats,
  populationOf,
  populationOfTree,
  type Quadtree,
} from '@selforg/core';
import { forceFlag, jsonFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { checkTarget, readBytes, writeWhole } from '../files.js';
import { note, printJson } from '../output.js';
import type { Call, Verb } from '../verb.js';

/** Bytes of a file of patterns. */
const MAX_FILE = 2 ** 28;

const flags = {
  rule: { value: 'R', about: 'Write this rule instead of the one that the pattern names.' },
  format: {
    value: 'F',
    about: 'Format to write, whatever the name’s ending.',
    oneOf: () => patternFormats.map(({ id }) => id),
  },
  ...forceFlag,
  ...jsonFlag,
};

export const convert: Verb = {
  name: 'convert',
  about: 'Convert a pattern between formats: read it leniently, write it strictly.',
  operands: ['<in>', '<out>'],
  flags,
  examples: () => [
    'selforg convert wild.rle clean.rle',
    'selforg convert breeder.mc.gz breeder.rle   # any format to any other, packed or not',
    'selforg convert gosper-glider-gun gun.cells # a pattern of the library: selforg patterns',
    'selforg convert - - --format life-1.06 < wild.rle   # - is stdin or stdout, as RLE',
  ],
  async act(call) {
    const [from, to] = call.operands;
    const { format, gzip } = target(to, call);
    if (to !== '-') checkTarget('OUT', to, { force: call.has('force') });
    const pattern = withRule(read(from), call.text('rule'));
    const text = format.write(pattern);
    if (to === '-') {
      process.stdout.write(text);
      return EXIT.done;
    }
    const bytes = new TextEncoder().encode(text);
    await writeWhole('OUT', to, gzip ? packGzip(bytes) : bytes);
    const size = sizeOf(pattern);
    if (call.has('json')) printJson({ in: from, out: to, format: format.id, ...size, rule: pattern.rule });
    else note(`${to}: ${size.cells} live ${size.cells === 1 ? 'cell' : 'cells'} in ${size.width}×${size.height}`);
    return EXIT.done;
  },
};

/** What to write, by flag or ending. */
function target(path: string, call: Call): { readonly format: PatternFormat; readonly gzip: boolean } {
  const id = call.text('format');
  if (path === '-' && call.has('json')) throw new InputError('OUT', path, 'a file: --json takes stdout');
  if (path === '-') return { format: findPatternFormat(id ?? 'rle'), gzip: false };
  if (id !== undefined) return { format: findPatternFormat(id), gzip: /\.gz$/i.test(path) };
  const known = formatOfFile(path);
  if (known) return known;
  const endings = patternFormats.flatMap((format) => format.endings).join(', ');
  throw new InputError('OUT', path, `a name that ends in ${endings}, also with .gz, or --format`);
}

/** The file of that name, or the pattern of the library. */
function read(path: string): Pattern | Quadtree {
  if (path !== '-' && !existsSync(path) && knownPattern(path)) return parsePattern(path);
  const bytes = readBytes('IN', path, MAX_FILE);
  if (bytes.length < 1000 && bytes.toString('utf8').trim() === '')
    throw new InputError('IN', path, 'a pattern, not an empty file');
  const format = formatOfFile(path)?.format.id;
  try {
    return parsePattern(bytes, format === undefined ? {} : { format });
  } catch (error) {
    if (!(error instanceof InputError) || path === '-') throw error;
    throw new InputError(`${error.field} of ${JSON.stringify(path)}`, error.value, error.expected);
  }
}

function withRule<P extends Pattern | Quadtree>(pattern: P, rule: string | undefined): P {
  if (rule === undefined) return pattern;
  if (!/^\S(?:[^\r\n]*\S)?$/.test(rule)) throw new InputError('rule', rule, 'one line of text, e.g. B3/S23');
  return { ...pattern, rule };
}

/** Width, height and live cells; above 2⁵³ as text. */
function sizeOf(pattern: Pattern | Quadtree) {
  const exact = (value: bigint) => (value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value));
  if (!isQuadtree(pattern)) {
    const { width, height } = asPattern(pattern);
    return { width, height, cells: populationOf(pattern) };
  }
  const { left, top, right, bottom } = boxOfTree(pattern) ?? { left: 0n, top: 0n, right: -1n, bottom: -1n };
  return { width: exact(right - left + 1n), height: exact(bottom - top + 1n), cells: exact(populationOfTree(pattern)) };
}
