import { locate, type Topology } from './topology.js';

/** Byte offset and bit of a cell. */
type Spot = readonly [offset: number, bit: number];

interface BorderCell {
  readonly source: Spot | undefined;
  readonly target: Spot;
}

const DEAD_BORDER = 64;

/**
 * The border cells of a grid as `assembly/dense.ts` fills them, for any topology: first those that lie in the plane's halo
 * (offsets from the plane), then those of the columns beyond the sides (offsets from the left one).
 */
export function borderLists(topology: Topology): Uint8Array {
  const { width, height } = topology;
  const n = Math.ceil(width / 128);
  const strip = (height + 2) * 16;
  const padded = width < n * 128;
  const spot = (x: number, y: number): Spot => {
    const bit = Math.floor(x / n);
    return [(x % n) * strip + (y + 1) * 16 + (bit >> 3), bit & 7];
  };
  const cell = (x: number, y: number, target: Spot): BorderCell => {
    const place = locate(topology, x, y);
    return { source: place && spot(place.x, place.y), target };
  };
  const columns = Array.from({ length: width }, (_, x) => x);
  const rows = Array.from({ length: height + 2 }, (_, i) => i - 1);
  const ends = [-1, height].flatMap((y) => columns.map((x) => cell(x, y, spot(x, y))));
  const left = rows.map((y) => cell(-1, y, [(y + 1) * 16, 0]));
  // Cell W is padding of the plane where there is any, else the last bit of the column beyond.
  const right = rows.map((y) => cell(width, y, padded ? spot(width, y) : [strip + (y + 1) * 16 + 15, 7]));
  const lists = padded ? [[...ends, ...right], left] : [ends, [...left, ...right]];
  const [inPlane, besides] = lists.map(listBytes);
  const bytes = new Uint8Array(inPlane.length + besides.length);
  bytes.set(inPlane);
  bytes.set(besides, inPlane.length);
  return bytes;
}

/** The count in a vector of its own; then all sources, all targets, all bits; rounded up to whole vectors. */
function listBytes(cells: readonly BorderCell[]): Uint8Array {
  const count = cells.length;
  const bytes = new Uint8Array(16 + Math.ceil((count * 9) / 16) * 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, count, true);
  cells.forEach(({ source, target }, i) => {
    view.setUint32(16 + 4 * i, source?.[0] ?? 0, true);
    view.setUint32(16 + 4 * (count + i), target[0], true);
    bytes[16 + 8 * count + i] = (source ? source[1] : DEAD_BORDER) | (target[1] << 3);
  });
  return bytes;
}
