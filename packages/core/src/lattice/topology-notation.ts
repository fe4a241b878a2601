import { InputError } from '../contract/errors.js';
import { type Topology, UNBOUNDED } from './topology.js';

const LONGEST_SIDE = 2_000_000_000;

const EXPECTED =
  'a grid such as T256,256 (torus), P256,256 (plane), K256*,256 (Klein bottle), C256,256 (cross-surface) or S256 (sphere)';

/**
 * Reads the bounded grid of a rule string as Golly writes it, with or without the colon: `T30,20` torus, `T256` square,
 * `T30,0` without end in one direction, `T30+5,20` and `T30,20-2` shifted, `K30*,20` and `K30,20*` Klein bottle,
 * `K30*+1,20` shifted, `C30,20` cross-surface, `S30` sphere, `P30,20` plane with dead border.
 *
 * As in Golly a Klein bottle without a star is twisted vertically; whatever its shift, it is one cell, and none on an odd
 * side, where it would change nothing. Shifts beyond a side start again from 0.
 * A torus with a star is read as the Klein bottle or cross-surface that it is.
 * @throws InputError
 */
export function parseTopology(text: string): Topology {
  const compact = text.replace(/\s+/g, '');
  const match = /^:?([ptkcs])(\d+)(\*?)([+-]\d+)?(?:,(\d+)(\*?)([+-]\d+)?)?$/i.exec(compact);
  if (compact === '' || compact === ':' || !match) throw new InputError('rule', text, EXPECTED);
  const [, letter, width, starX, shiftX = '0', height = width, starY = '', shiftY = '0'] = match;
  const edges = {
    width: Number(width),
    height: Number(height),
    shiftX: Number(shiftX),
    shiftY: Number(shiftY),
    starX: starX === '*',
    starY: starY === '*',
  };
  const expected = refusal(letter.toUpperCase(), edges);
  if (expected) throw new InputError('rule', text, expected);
  return joined(letter.toUpperCase(), edges);
}

interface Edges {
  readonly width: number;
  readonly height: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly starX: boolean;
  readonly starY: boolean;
}

function refusal(letter: string, { width, height, shiftX, shiftY, starX, starY }: Edges): string | undefined {
  const twisted = starX || starY;
  const shifted = shiftX !== 0 || shiftY !== 0;
  const endless = width === 0 || height === 0;
  if (Math.max(width, height) > LONGEST_SIDE) return `sides of at most ${LONGEST_SIDE} cells`;
  if (letter === 'S' && (width !== height || twisted || shifted)) return 'a sphere with one side length, e.g. S256';
  if (letter === 'P' && (twisted || shifted)) return 'a plane without twist or shift, e.g. P256,256';
  if (letter === 'C' && (twisted || shifted)) return 'a cross-surface without star or shift, e.g. C256,256';
  if (letter === 'K' && starX && starY) return 'a Klein bottle with one star; C256,256 is twisted both ways';
  if (endless && (twisted || shifted || 'KCS'.includes(letter))) return 'sides above 0, unless it is a plain T or P';
  if (shiftX && shiftY) return 'a shift on one pair of edges only';
  if (starX && starY && shifted) return 'a cross-surface without shift, e.g. C256,256';
  if (twisted && ((shiftX && !starX) || (shiftY && !starY))) return 'the shift on the twisted edges, e.g. K256*+1,256';
  if (letter === 'K' && !twisted && shiftX) return 'the shift on the twisted edges, e.g. K256*+1,256';
  return undefined;
}

function joined(letter: string, { width, height, shiftX, shiftY, starX, starY }: Edges): Topology {
  const bare = { width, height, shiftX: 0, shiftY: 0, twist: 'none' } as const;
  if (width === 0 && height === 0) return UNBOUNDED;
  if (letter === 'P') return { ...bare, kind: 'plane' };
  if (letter === 'S') return { ...bare, kind: 'sphere' };
  if (letter === 'C' || (starX && starY)) return { ...bare, kind: 'cross-surface' };
  const parity = (side: number, shift: number): number => (side % 2 || shift % side === 0 ? 0 : 1);
  if (starX) return { ...bare, kind: 'klein', twist: 'horizontal', shiftX: parity(width, shiftX) };
  if (starY || letter === 'K') return { ...bare, kind: 'klein', twist: 'vertical', shiftY: parity(height, shiftY) };
  // the remainder of a shift may be −0, which is no zero to a test of equality
  const rest = (shift: number, side: number): number => (side ? shift % side || 0 : 0);
  return { ...bare, kind: 'torus', shiftX: rest(shiftX, width), shiftY: rest(shiftY, height) };
}

/** The canonical notation of a grid, without the colon; empty for the plane without end. */
export function formatTopology({ kind, width, height, shiftX, shiftY, twist }: Topology): string {
  if (kind === 'sphere') return `S${width}`;
  if (kind === 'plane' && width === 0 && height === 0) return '';
  const letter = { plane: 'P', torus: 'T', klein: 'K', 'cross-surface': 'C' }[kind];
  const x = (twist === 'horizontal' ? '*' : '') + signed(shiftX);
  const y = (twist === 'vertical' ? '*' : '') + signed(shiftY);
  return `${letter}${width}${x},${height}${y}`;
}

const signed = (shift: number): string => (shift === 0 ? '' : shift > 0 ? `+${shift}` : String(shift));
