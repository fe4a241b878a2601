import { InputError, suggestion } from '../contract/errors.js';
import { formatLife105, parseLife105 } from './life-105.js';
import { formatLife106, parseLife106 } from './life-106.js';
import { formatMacrocell, parseMacrocell } from './macrocell.js';
import type { Pattern, Quadtree } from './pattern.js';
import { isPicture } from './picture.js';
import { formatPlaintext, parsePlaintext } from './plaintext.js';
import { isQuadtree, patternOfTree, treeOfPattern } from './quadtree.js';
import { formatRle, parseRle } from './rle.js';
import { CODE, lineEnd, skipBlanks } from './text.js';

/** A way to write patterns down. One entry in {@link patternFormats} puts it everywhere. */
export interface PatternFormat {
  readonly id: string;
  readonly title: string;
  /** Endings of file names, the usual one first; each may have `.gz` after it. */
  readonly endings: readonly string[];
  /** Whether a text, given from its first character that is not blank, shows that it is of this format. */
  readonly isLike: (text: string) => boolean;
  readonly read: (text: string) => Pattern | Quadtree;
  readonly write: (pattern: Pattern | Quadtree) => string;
}

const flat =
  (write: (pattern: Pattern) => string) =>
  (pattern: Pattern | Quadtree): string =>
    write(asPattern(pattern));

/** Where the first line begins that is neither a comment nor blank. */
function belowComments(text: string): number {
  let start = 0;
  while (text.charCodeAt(start) === CODE.hash) start = skipBlanks(text, lineEnd(text, start), text.length);
  return start;
}

/** Whether that line is the `x = …` of RLE, or nothing but tags and counts come before a `$`, which no other format has. */
function isRunLengths(text: string): boolean {
  const start = belowComments(text);
  return /^(?:x\s*=|[\dbo.A-X][\dbop-yA-X.\s]*\$)/.test(text.slice(start, start + 400));
}

/** Whether that line draws cells as Life 1.05 does, and there is a comment before it. */
function isDrawnBelowComments(text: string): boolean {
  const start = belowComments(text);
  const end = lineEnd(text, start);
  let at = start;
  while (at < end && (text.charCodeAt(at) === CODE.dot || text.charCodeAt(at) === CODE.star)) at++;
  return start > 0 && at > start && skipBlanks(text, at, end) === end;
}

/** Every format of files; the first is what a text is taken for that shows no sign of any. */
export const patternFormats: readonly PatternFormat[] = [
  {
    id: 'rle',
    title: 'Run-length encoding, extended to many states',
    endings: ['.rle'],
    isLike: isRunLengths,
    read: parseRle,
    write: flat(formatRle),
  },
  {
    id: 'macrocell',
    title: 'Macrocell (trees of squares)',
    endings: ['.mc'],
    isLike: (text) => text.startsWith('[M2]'),
    read: parseMacrocell,
    write: formatMacrocell,
  },
  {
    id: 'life-1.06',
    title: 'Life 1.06 (coordinates)',
    endings: ['.life'],
    isLike: (text) => /^#Life\s+1\.06/i.test(text),
    read: parseLife106,
    write: flat(formatLife106),
  },
  {
    id: 'life-1.05',
    title: 'Life 1.05 (blocks)',
    endings: ['.lif'],
    isLike: (text) => /^#Life\s+1\.05/i.test(text) || isDrawnBelowComments(text),
    read: parseLife105,
    write: flat(formatLife105),
  },
  {
    id: 'plaintext',
    title: 'Plaintext (a drawing)',
    endings: ['.cells', '.txt'],
    isLike: (text) => text.startsWith('!') || isPicture(text),
    read: parsePlaintext,
    write: flat(formatPlaintext),
  },
];

/** @throws InputError for an unknown id, with the nearest one */
export function findPatternFormat(id: string): PatternFormat {
  const format = patternFormats.find((candidate) => candidate.id === id);
  if (format) return format;
  const ids = patternFormats.map((candidate) => candidate.id);
  throw new InputError('format', id, `one of ${ids.join(', ')}${suggestion(id, ids)}`);
}

/** The format that a file's name tells by its ending, and whether it is packed; nothing for other names. */
export function formatOfFile(name: string): { readonly format: PatternFormat; readonly gzip: boolean } | undefined {
  const lower = name.toLowerCase();
  const gzip = lower.endsWith('.gz');
  const bare = gzip ? lower.slice(0, -3) : lower;
  const format = patternFormats.find(({ endings }) => endings.some((ending) => bare.endsWith(ending)));
  return format && { format, gzip };
}

/**
 * Writes a pattern in the format of that id.
 * @throws InputError for an unknown id, and for a pattern that the format cannot hold or that needs too much of it
 */
export function formatPattern(pattern: Pattern | Quadtree, format: string): string {
  return findPatternFormat(format).write(pattern);
}

/**
 * The pattern as runs, whatever it was read as.
 * @throws InputError where a tree takes more than `maxRuns` runs (default 2²³)
 */
export function asPattern(pattern: Pattern | Quadtree, maxRuns?: number): Pattern {
  return isQuadtree(pattern) ? patternOfTree(pattern, maxRuns) : pattern;
}

/** The pattern as a tree, whatever it was read as. */
export const asQuadtree = (pattern: Pattern | Quadtree): Quadtree =>
  isQuadtree(pattern) ? pattern : treeOfPattern(pattern);
