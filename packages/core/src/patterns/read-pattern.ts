import { isGzip, unpackGzip } from '../bytes/gzip.js';
import { InputError, suggestion } from '../contract/errors.js';
import { isApgcode, parseApgcode } from './apgcode.js';
import { findPatternFormat, patternFormats } from './formats.js';
import { knownPattern, library, patternOfNamed } from './library/library.js';
import type { Pattern, Quadtree } from './pattern.js';
import { withPlainLines } from './text.js';

/** Longest name in the library, and room for slips. */
const LONGEST_NAME = 64;
/** Bytes that a text may have in every engine. */
const MAX_TEXT = 2 ** 29 - 32;

/** The text that was read last: a system's parameters are checked, and then it is set up, with the same one. */
let last: { readonly source: string; readonly format: string; readonly pattern: Pattern | Quadtree } | undefined;

/**
 * Reads a pattern of any format, packed with gzip or not, by what it looks like; also an apgcode (`xq4_153`), and the
 * name of a pattern of the library (`gosper-glider-gun`).
 * @param format id of the format for a text that shows no sign of any, default `rle`
 * @throws InputError naming line and column
 */
export function parsePattern(
  source: string | Uint8Array,
  { format = 'rle' }: { readonly format?: string } = {},
): Pattern | Quadtree {
  if (typeof source !== 'string') return read(source, format);
  if (last?.source !== source || last.format !== format) last = { source, format, pattern: read(source, format) };
  return last.pattern;
}

function read(source: string | Uint8Array, format: string): Pattern | Quadtree {
  const text = typeof source === 'string' ? withPlainLines(source) : textOf(source);
  const short = text.length <= LONGEST_NAME ? text.trim() : '';
  const named = knownPattern(short);
  if (named) return patternOfNamed(named);
  if (isApgcode(text)) return parseApgcode(text);
  const begun = text.trimStart();
  const reader = patternFormats.find(({ isLike }) => isLike(begun)) ?? findPatternFormat(format);
  try {
    return reader.read(text);
  } catch (error) {
    const near = nearName(short);
    if (!(error instanceof InputError) || near === '') throw error;
    throw new InputError('pattern', short, `a pattern's text, or a name in the library${near}`);
  }
}

/** Text of a file: unpacked where it is packed. */
function textOf(bytes: Uint8Array): string {
  const plain = isGzip(bytes) ? unpackGzip(bytes) : bytes;
  if (plain.length > MAX_TEXT) throw new InputError('pattern', `${plain.length} bytes`, `at most ${MAX_TEXT} bytes`);
  return withPlainLines(new TextDecoder().decode(plain));
}

function nearName(text: string): string {
  const ids = library.map(({ id }) => id);
  return /[a-z]/i.test(text) ? suggestion(text.toLowerCase(), ids) : '';
}
