// Larger than Life (Evans 2001) and its kin: `R5,C0,M1,S34..58,B34..45,NM`, `R2,C2,S6-9,11,B7-8,N+`, `5,34,45,34,58`.

import type { Refusal } from './block-notation.js';
import type { LargerThanLifeRule, Ranges } from './rule.js';

const MAX_RADIUS = 500;

const EXPECTED =
  'R<radius>,C<states>,M<0 or 1>,S<least>..<most>,B<least>..<most>,N<M, N, C, 2, +, X, *, B, D, H or @hex>, e.g. R5,C0,M1,S34..58,B34..45,NM';

/** Whether a cell at an offset is a neighbour. */
type Shape = (dx: number, dy: number, radius: number) => boolean;

/** Neighbourhoods by the letter after N. */
const SHAPES: Readonly<Record<string, Shape>> = {
  m: () => true,
  n: (dx, dy, radius) => Math.abs(dx) + Math.abs(dy) <= radius,
  // nearer than radius + ½
  c: (dx, dy, radius) => dx * dx + dy * dy <= radius * radius + radius,
  '2': (dx, dy, radius) => dx * dx + dy * dy <= radius * radius,
  '+': (dx, dy) => dx === 0 || dy === 0,
  x: (dx, dy) => Math.abs(dx) === Math.abs(dy),
  '*': (dx, dy) => dx === 0 || dy === 0 || Math.abs(dx) === Math.abs(dy),
  b: (dx, dy) => (dx + dy) % 2 !== 0,
  d: (dx, dy) => (dx + dy) % 2 === 0,
  h: (dx, dy, radius) => Math.abs(dx - dy) <= radius,
};

/** Reads a rule in lower case without spaces; tells what is expected where it has this form but cannot be read. */
export function parseLargerThanLife(text: string): LargerThanLifeRule | Refusal {
  const evans = /^(\d+),(\d+),(\d+),(\d+),(\d+)$/.exec(text);
  if (evans) {
    const [, r, bmin, bmax, smin, smax] = evans;
    return parseLargerThanLife(`r${r},c0,m1,s${smin}..${smax},b${bmin}..${bmax},nm`);
  }
  if (!/^r\d+,/.test(text)) return undefined;
  const given = fieldsOf(text);
  if (!given) return { expected: EXPECTED };
  const radius = number(given.r, 1, MAX_RADIUS);
  const states = number(given.c ?? '0', 0, 256);
  const centre = number(given.m ?? '0', 0, 1);
  if (radius === undefined) return { expected: `R and a radius from 1 to ${MAX_RADIUS}` };
  if (states === undefined) return { expected: 'C and a number of states from 0 to 256 (0 and 1 mean 2)' };
  if (centre === undefined) return { expected: 'M0, or M1 where the cell counts itself' };
  const shape = shapeOf(given.n ?? 'm', radius);
  if (!shape) return { expected: `${EXPECTED}; @ takes ${radius * (radius + 1)} hexadecimal digits for this radius` };
  const neighbourhood = spansOf(shape, radius, centre === 1);
  const most = neighbourhood.flat().reduce((sum, [from, to]) => sum + to - from, 0);
  const survival = rangesOf(given.s, most);
  const birth = rangesOf(given.b, most);
  if (!survival || !birth) {
    return { expected: `S and B with rising counts from 0 to ${most}, e.g. S2..3,B3..3 or S2-3,6,B3` };
  }
  const rule = { radius, states: Math.max(2, states), countsCentre: centre === 1, survival, birth, neighbourhood };
  return { kind: 'larger-than-life', name: nameOf(rule, given.n ?? 'm'), ...rule };
}

/** The fields by their letters; S and B go on over commas, as in `S2-3,6`. */
function fieldsOf(
  text: string,
): (Partial<Record<string, string>> & { readonly r: string; s: string; b: string }) | undefined {
  const fields: Record<string, string> = {};
  let last = '';
  for (const part of text.split(',')) {
    const key = part[0] ?? '';
    if (/^\d/.test(part) && (last === 's' || last === 'b')) {
      fields[last] += `,${part}`;
      continue;
    }
    if (!'rcmsbn'.includes(key) || key === '' || Object.hasOwn(fields, key)) return undefined;
    fields[key] = part.slice(1);
    last = key;
  }
  const { r, s, b } = fields;
  return r === undefined || s === undefined || b === undefined ? undefined : { ...fields, r, s, b };
}

function number(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return /^\d{1,6}$/.test(text) && value >= min && value <= max ? value : undefined;
}

/** `34..58`, `34-58`, `3`, and several of them with commas; joined where they touch. */
function rangesOf(text: string, most: number): Ranges | undefined {
  const ranges: [number, number][] = [];
  for (const part of text === '' ? [] : text.split(',')) {
    const [, low, high = low] = /^(\d{1,7})(?:(?:\.\.|-)(\d{1,7}))?$/.exec(part) ?? [];
    if (low === undefined || Number(low) > Number(high) || Number(high) > most) return undefined;
    ranges.push([Number(low), Number(high)]);
  }
  const joined: [number, number][] = [];
  for (const [low, high] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  return joined;
}

/** A named neighbourhood, or one drawn by the bits of hexadecimal digits, row by row, the centre left out. */
function shapeOf(text: string, radius: number): Shape | undefined {
  if (Object.hasOwn(SHAPES, text)) return SHAPES[text];
  if (!/^@[0-9a-f]+$/.test(text) || text.length !== 1 + radius * (radius + 1)) return undefined;
  const side = 2 * radius + 1;
  const centre = (side * side - 1) / 2;
  return (dx, dy) => {
    const cell = (dy + radius) * side + dx + radius;
    const bit = cell > centre ? cell - 1 : cell;
    return ((Number.parseInt(text[1 + (bit >> 2)], 16) >> (3 - (bit & 3))) & 1) === 1;
  };
}

function spansOf(shape: Shape, radius: number, countsCentre: boolean): Ranges[] {
  const rows: [number, number][][] = [];
  for (let dy = -radius; dy <= radius; dy++) {
    const spans: [number, number][] = [];
    for (let dx = -radius; dx <= radius; dx++) {
      if (!(dx === 0 && dy === 0 ? countsCentre : shape(dx, dy, radius))) continue;
      const last = spans.at(-1);
      if (last && last[1] === dx) last[1]++;
      else spans.push([dx, dx + 1]);
    }
    rows.push(spans);
  }
  return rows;
}

type Unnamed = Omit<LargerThanLifeRule, 'kind' | 'name'>;

/** As MCell and Golly write it; where a condition has no range or several, as lists. */
function nameOf({ radius, states, countsCentre, survival, birth }: Unnamed, shape: string): string {
  const plain = survival.length === 1 && birth.length === 1;
  const list = (ranges: Ranges): string =>
    ranges.map(([low, high]) => (plain ? `${low}..${high}` : low === high ? low : `${low}-${high}`)).join(',');
  const letters = `R${radius},C${states === 2 ? 0 : states},M${Number(countsCentre)}`;
  return `${letters},S${list(survival)},B${list(birth)},N${shape.startsWith('@') ? shape : shape.toUpperCase()}`;
}
