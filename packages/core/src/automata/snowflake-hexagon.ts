/** Pixels from one cell to the next in a row. */
const SCALE = 2;
const ROW = Math.sqrt(3) / 2;

/** A hexagon of cells in axial coordinates: (q, r) from 0 to 2 · radius each, the middle at (radius, radius). */
export interface Hexagon {
  readonly radius: number;
  /** Cells from one row to the next in memory. */
  readonly pitch: number;
  readonly length: number;
  index(q: number, r: number): number;
  /** Size of its picture. */
  readonly width: number;
  readonly height: number;
  /** The index of the cell at each pixel of the picture; -1 outside the hexagon. */
  readonly pixels: Int32Array;
}

/** @param radius rings around the middle */
export function hexagon(radius: number): Hexagon {
  const side = 2 * radius + 1;
  const pitch = Math.ceil(side / 4) * 4 + 8;
  const index = (q: number, r: number) => (r + 1) * pitch + 4 + q;
  const width = SCALE * side;
  const height = Math.ceil(SCALE * ROW * side);
  const pixels = Int32Array.from({ length: width * height }, (_, i) => {
    const x = ((i % width) + 0.5 - width / 2) / SCALE;
    const y = (Math.floor(i / width) + 0.5 - height / 2) / SCALE;
    const [q, r] = nearestCell(x, y);
    const isInside = Math.max(Math.abs(q), Math.abs(r), Math.abs(q + r)) <= radius;
    return isInside ? index(q + radius, r + radius) : -1;
  });
  return { radius, pitch, length: (side + 2) * pitch, index, width, height, pixels };
}

/** Whether (q, r) lies in the hexagon. */
export function isInHexagon({ radius }: Hexagon, q: number, r: number): boolean {
  return q >= 0 && r >= 0 && q <= 2 * radius && r <= 2 * radius && q + r >= radius && q + r <= 3 * radius;
}

/** The axial coordinates of the cell around a place, the middle at (0, 0): of the three roundings, the worst gives way. */
function nearestCell(x: number, y: number): readonly [q: number, r: number] {
  const r = y / ROW;
  const q = x - r / 2;
  const rounded = [q, r, -q - r].map((value) => Math.round(value));
  const [dq, dr, ds] = [q, r, -q - r].map((value, i) => Math.abs(value - rounded[i]));
  if (dq > dr && dq > ds) return [-rounded[1] - rounded[2], rounded[1]];
  return dr > ds ? [rounded[0], -rounded[0] - rounded[2]] : [rounded[0], rounded[1]];
}
