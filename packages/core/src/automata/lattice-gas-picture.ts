import { dense, type Field } from '../contract/field.js';
import type { StateGrid } from '../lattice/state-grid.js';
import { particles, REST } from './lattice-gas-rules.js';

/** What each of the 256 nodes there can be has of something. */
type Quantity = Float64Array;

export type Quantities = ReturnType<typeof gasQuantities>;

/** Mass, momentum and particles at rest of each node there can be, walls included. */
export function gasQuantities(directions: readonly (readonly [number, number])[]) {
  const table = (of: (node: number) => number): Quantity =>
    Float64Array.from({ length: 256 }, (_, node) => of(node & 127));
  const along = (axis: 0 | 1) => (node: number) =>
    directions.reduce((sum, direction, i) => sum + ((node >> i) & 1) * direction[axis], 0);
  return {
    mass: table(particles),
    x: table(along(0)),
    y: table(along(1)),
    rest: table((node) => (node & REST ? 1 : 0)),
  };
}

/** Means over squares of nodes as pictures; rows of a hexagonal lattice stand √3/2 apart, and so they do here. */
export class GasPicture {
  readonly width: number;
  readonly height: number;
  readonly #grid: StateGrid;
  readonly #radius: number;
  /** The row of nodes that each row of the picture shows. */
  readonly #rows: Int32Array;
  readonly #columnSums: Float64Array;
  readonly #out: Float32Array;

  constructor(grid: StateGrid, radius: number, hexagonal: boolean) {
    this.#grid = grid;
    this.#radius = Math.min(radius, (grid.width - 1) >> 1, (grid.height - 1) >> 1);
    this.width = grid.width;
    this.height = hexagonal ? Math.max(1, Math.round((grid.height * Math.sqrt(3)) / 2)) : grid.height;
    const shown = (y: number) => Math.floor((y * grid.height) / this.height);
    this.#rows = Int32Array.from({ length: this.height }, (_, y) => shown(y));
    this.#columnSums = new Float64Array(grid.width);
    this.#out = new Float32Array(this.width * this.height);
  }

  /** Pixels between two squares that share no node, for differences; at least 1. */
  get reach(): number {
    return Math.max(1, Math.min(this.#radius, this.width >> 1, this.height >> 1));
  }

  /** First and last row of nodes that a row of the picture stands for. */
  rowsAt(y: number): readonly [number, number] {
    return [this.#rows[y], (this.#rows[y + 1] ?? this.#grid.height) - 1];
  }

  /** The mean of a quantity around each place, times `gain`. */
  mean(quantity: Quantity, gain: number, range: readonly [number, number]): Field {
    const radius = this.#radius;
    const side = 2 * radius + 1;
    const share = gain / (side * side);
    this.#columnSums.fill(0);
    // Rows enter below and leave above, so that each costs the same however wide the square is.
    for (let y = -radius; y < radius; y++) this.#addRow(quantity, y, 1);
    for (let y = 0, shown = 0; y < this.#grid.height; y++) {
      this.#addRow(quantity, y + radius, 1);
      for (; this.#rows[shown] === y; shown++) this.#writeRow(shown, share);
      this.#addRow(quantity, y - radius, -1);
    }
    return dense(this.#out, [this.height, this.width], [range]);
  }

  #addRow(quantity: Quantity, y: number, sign: number): void {
    const { width, height, pitch, plane } = this.#grid;
    const row = (((y + height) % height) + 1) * pitch + 16;
    for (let x = 0; x < width; x++) this.#columnSums[x] += sign * quantity[plane[row + x]];
  }

  #writeRow(y: number, share: number): void {
    const { width } = this;
    const [sums, radius] = [this.#columnSums, this.#radius];
    let sum = 0;
    for (let x = -radius; x < radius; x++) sum += sums[(x + width) % width];
    for (let x = 0; x < width; x++) {
      sum += sums[(x + radius) % width];
      this.#out[y * width + x] = sum * share;
      sum -= sums[(x - radius + width) % width];
    }
  }
}

/** How fast the gas flows around each place, whichever way. */
export function gasSpeed(picture: GasPicture, { x, y }: Quantities, perNode: number): Field {
  const vx = Float32Array.from(picture.mean(x, 1 / perNode, [-1, 1]).data);
  const vy = picture.mean(y, 1 / perNode, [-1, 1]).data;
  return dense(
    vx.map((speed, i) => Math.sqrt(speed * speed + vy[i] * vy[i])),
    [picture.height, picture.width],
    [[0, FASTEST]],
  );
}

/** The speed that is shown brightest, in nodes per step. */
const FASTEST = 0.4;

/** How fast the flow turns around each place: the difference of the velocity across a square, per node. */
export function gasVorticity(picture: GasPicture, { x, y }: Quantities, perNode: number): Field {
  const { width, height } = picture;
  const reach = picture.reach;
  const vx = Float32Array.from(picture.mean(x, 1 / perNode, [-1, 1]).data);
  const vy = Float32Array.from(picture.mean(y, 1 / perNode, [-1, 1]).data);
  const out = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const above = ((row - reach + height) % height) * width;
    const below = ((row + reach) % height) * width;
    for (let column = 0; column < width; column++) {
      const left = (column - reach + width) % width;
      const right = (column + reach) % width;
      const turn = vy[row * width + right] - vy[row * width + left] - vx[below + column] + vx[above + column];
      out[row * width + column] = turn / (2 * reach);
    }
  }
  return dense(out, [height, width], [[-0.02, 0.02]]);
}

/** Pixels from one arrow to the next. */
const ARROW_STEP = 16;
/** Nodes per step: slower flow drowns in the noise of the particles. */
const SLOWEST_ARROW = 0.12;

/** x, y and direction of the flow where it is clear, every few pixels; `perNode` is the mean number of particles. */
export function gasArrows(picture: GasPicture, { x, y }: Quantities, perNode: number): Field {
  const [columns, rows] = [picture.width, picture.height].map((side) => Math.ceil(side / ARROW_STEP));
  const places = Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    return [column, row].map((k, axis) => {
      return Math.min(k * ARROW_STEP + ARROW_STEP / 2, (axis === 0 ? picture.width : picture.height) - 1);
    });
  });
  const read = (quantity: Quantity) => {
    const { data } = picture.mean(quantity, 1 / perNode, [-1, 1]);
    return places.map(([px, py]) => data[py * picture.width + px]);
  };
  const [vx, vy] = [read(x), read(y)];
  const clear = places.flatMap((place, i) => {
    return Math.sqrt(vx[i] * vx[i] + vy[i] * vy[i]) >= SLOWEST_ARROW ? [...place, vx[i], vy[i]] : [];
  });
  return {
    data: Float32Array.from(clear),
    shape: [clear.length / 4, 4],
    stride: [4, 1],
    range: [
      [0, picture.width],
      [0, picture.height],
      [-1, 1],
      [-1, 1],
    ],
  };
}
