import { InputError } from '../contract/errors.js';

/** A two-state outer-totalistic rule on the Moore neighbourhood; bit n of a mask stands for n live neighbours. */
export interface Rule {
  readonly birth: number;
  readonly survival: number;
}

/** Where the grid ends: `torus` wraps; outside `plane` all is dead; `box` also keeps the outermost ring of cells dead. */
export type Boundary = 'torus' | 'plane' | 'box';

/** A rule string's bounded grid, `:T256,256` (torus) or `:P256,256` (plane). */
export interface Bounds {
  readonly boundary: Boundary;
  readonly width: number;
  readonly height: number;
}

const EXPECTED = 'B<digits>/S<digits> with digits 0–8, e.g. B3/S23';

/**
 * Reads `B3/S23` (either case, either order), `23/3` (survival first) and Golly's grids `:T256,256` and `:P256,256`.
 * @throws InputError
 */
export function parseRule(text: string): Rule & { readonly bounds?: Bounds } {
  const [rule, grid, ...rest] = text.trim().split(':');
  if (rest.length > 0) throw new InputError('rule', text, EXPECTED);
  const counts = parseCounts(rule);
  if (!counts) throw new InputError('rule', text, EXPECTED);
  const parsed = { birth: mask(counts.birth), survival: mask(counts.survival) };
  return grid === undefined ? parsed : { ...parsed, bounds: parseBounds(text, grid) };
}

/** The canonical `B<digits>/S<digits>`. */
export function formatRule({ birth, survival }: Rule): string {
  return `B${digits(birth)}/S${digits(survival)}`;
}

function parseCounts(rule: string): { birth: string; survival: string } | undefined {
  const bs = /^b([0-8]*)\/s([0-8]*)$/i.exec(rule) ?? undefined;
  if (bs) return { birth: bs[1], survival: bs[2] };
  const sb = /^s([0-8]*)\/b([0-8]*)$/i.exec(rule) ?? /^([0-8]*)\/([0-8]*)$/.exec(rule);
  return sb ? { birth: sb[2], survival: sb[1] } : undefined;
}

function parseBounds(text: string, grid: string): Bounds {
  const match = /^([TP])([1-9]\d*)(?:,([1-9]\d*))?$/i.exec(grid);
  if (!match) throw new InputError('rule', text, 'a grid :T<width>,<height> (torus) or :P<width>,<height> (plane)');
  const [, kind, width, height = width] = match;
  return { boundary: kind.toUpperCase() === 'T' ? 'torus' : 'plane', width: Number(width), height: Number(height) };
}

const mask = (counts: string): number => [...counts].reduce((bits, digit) => bits | (1 << Number(digit)), 0);
const digits = (bits: number): string => [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((n) => bits & (1 << n)).join('');
