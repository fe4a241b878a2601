// What the parts of the codebook kernel share: the parameters of a codebook and where its arrays lie.

/** How far a sample x and weights w are apart: Σ(x − w)², 1 − cos(x, w), Σ|x − w| or max|x − w|. */
export const SQUARED: i32 = 0;
export const COSINE: i32 = 1;
export const MANHATTAN: i32 = 2;
export const CHEBYSHEV: i32 = 3;

// Types that only tell functions apart: a generic function is compiled for each, with nothing to decide in its loops
// (constants passed to an inlined function are folded too late for that).
/** Scores from products, from sums or from maxima of differences. */
export type Products = f32;
export type Sums = i32;
export type Maxima = i64;
/** Samples that may lack columns, and those that do not. */
export type Masked = i32;
export type Whole = f32;

/** Samples that are searched together, one a lane of two vectors. */
export const GROUP: i32 = 8;
/** Whether the search is for the best unit, or for the two best. */
export type One = f32;
export type Two = i32;

/**
 * Bytes of the state of a group's search, 8 lanes each: the least score and the next to it (f32), the slot of the least
 * (i32), and in a search for two the third score and the slot of the second.
 */
export const STATE: usize = 160;
/** Where in a state they are; the least is first. */
export const NEXT: usize = 32;
export const AT: usize = 64;
export const THIRD: usize = 96;
export const NEXT_AT: usize = 128;
/** Bytes of a tile's shape. */
export const SHAPE: usize = 64;
/** Rounding of f32, half a unit in the last place of 1. */
export const ROUNDING: f32 = 5.9604645e-8;
/** Above what sums of squares lose when they become too small for f32. */
export const LITTLE: f32 = 1e-37;
/** More than every score: fills the place of units that do not exist. */
export const NEVER: f32 = 3e38;

/** One block of memory, which the caller keeps. Rows of weights and samples are `stride` f32, padded with zeros. */
@unmanaged
export class Book {
  units: i32;
  dimensions: i32;
  stride: i32;
  /** Of a row. */
  bytes: usize;
  metric: i32;
  missing: bool;
  /** Samples that are searched in one call, at most; a multiple of GROUP. */
  chunk: i32;
  /** f64 of one unit's sums: columns, then their count (and padding), or with missing values one count a column. */
  span: i32;

  weights: usize;
  /** Sums of the samples that each unit won, and room for what the neighbourhood makes of them. */
  sums: usize;
  filtered: usize;

  // Weights as the search wants them: centred, in slots sorted into tiles of units that lie near one another.
  /** Units of a tile, a multiple of 4, and tiles of this search. */
  tileSize: i32;
  tiles: i32;
  /** Slots, a multiple of 4; those without a unit can never win. */
  slots: i32;
  /** The unit of each slot (i32), its weights (four slots interleaved column by column) and ½‖w‖². */
  slotUnits: usize;
  slotRows: usize;
  halves: usize;
  /** What is taken off weights and samples, so that ½‖w‖² − x·w loses little to rounding. */
  centre: usize;
  /** The largest ‖w‖ of all slots. */
  reach: f32;
  /** Four rows for each tile, interleaved likewise: the mean of its units and three axes along which they spread. */
  tileRows: usize;
  /** What else bounds a tile: SHAPE bytes each, laid out in codebook-tiles.ts. */
  tileShapes: usize;
  /** Room for those four rows one after the other, and for the units of a tile. */
  axisRows: usize;
  members: usize;

  // A chunk of samples.
  rows: usize;
  /** Rows without missing values, in the order in which they are searched (i32); those with some follow. */
  places: usize;
  complete: i32;
  /** Whether the best unit after the winner is searched for, too. */
  second: bool;
  /** Complete rows, centred and transposed: 8 lanes a column, group by group; their ‖x‖². */
  groups: usize;
  norms: usize;
  states: usize;
  winners: usize;
  seconds: usize;
  distances: usize;
  /** Scores of one sample, a unit each. */
  scores: usize;
  /** What no unit of a tile can be below, 8 lanes a tile, for each group; sorted anew for one group; room to sort. */
  tileScores: usize;
  bounds: usize;
  nearest: usize;
  sorted: usize;
  tallies: usize;
  /** Chunks to search in full before pruning is tried again, and how many the next failure will cost. */
  patience: i32;
  penalty: i32;

  /** Four rows of the neighbourhood (f32, a unit each); weights along the axes of a grid (f64). */
  spread: usize;
  axes: usize;
}

/** By what share of the numbers that went into them two scores may change places through rounding: (d + 2) roundings each, and some to spare. */
// @ts-ignore: decorator
@inline
export function slack(book: Book): f32 {
  return <f32>(book.stride + 32) * 2 * ROUNDING;
}

/** Units of a tile: a multiple of 16, so that tiles are about as many as units a tile, or up to four times as many. */
function tileSizeFor(units: i32): i32 {
  let size = 16;
  while (size * size * 4 < units) size *= 2;
  return size;
}

/** Sets the parameters, lays the arrays out behind the book and returns the bytes of all, which may pass 4 GiB. */
export function open(book: Book, units: i32, dimensions: i32, metric: i32, missing: bool, chunk: i32): f64 {
  const stride = (dimensions + 3) & ~3;
  book.units = units;
  book.dimensions = dimensions;
  book.stride = stride;
  book.bytes = (<usize>stride) << 2;
  book.metric = metric;
  book.missing = missing;
  book.chunk = chunk;
  book.span = missing ? 2 * stride : stride + 2;
  const tileSize = tileSizeFor(units);
  book.tileSize = tileSize;
  book.patience = 0;
  book.penalty = 1;

  const start = changetype<usize>(book);
  const tiles = <u64>((units + tileSize - 1) / tileSize + 3) & ~3;
  const slots = <u64>((units + 3) & ~3);
  const row = (<u64>stride) << 2;
  const n = <u64>chunk;
  let end = (<u64>start) + ((offsetof<Book>() + 15) & ~15);
  book.weights = <usize>end; end += (<u64>units) * row;
  book.sums = <usize>end; end += ((<u64>units) * (<u64>book.span)) << 3;
  book.filtered = <usize>end; end += ((<u64>units) * (<u64>book.span)) << 3;
  book.slotUnits = <usize>end; end += slots << 2;
  book.slotRows = <usize>end; end += slots * row;
  book.halves = <usize>end; end += slots << 2;
  book.centre = <usize>end; end += row;
  book.tileRows = <usize>end; end += 4 * tiles * row;
  book.tileShapes = <usize>end; end += tiles * SHAPE;
  book.axisRows = <usize>end; end += 4 * row;
  book.members = <usize>end; end += (<u64>tileSize) * row;
  book.rows = <usize>end; end += n * row;
  book.places = <usize>end; end += n << 2;
  book.groups = <usize>end; end += n * row;
  book.norms = <usize>end; end += n << 2;
  book.states = <usize>end; end += (n / GROUP) * STATE;
  book.winners = <usize>end; end += n << 2;
  book.seconds = <usize>end; end += n << 2;
  book.distances = <usize>end; end += n << 3;
  book.scores = <usize>end; end += slots << 2;
  book.tileScores = <usize>end; end += (n * tiles) << 2;
  book.bounds = <usize>end; end += (tiles * GROUP) << 2;
  book.nearest = <usize>end; end += n << 2;
  book.sorted = <usize>end; end += n << 2;
  book.tallies = <usize>end; end += (((tiles + 1) << 2) + 12) & ~15;
  book.spread = <usize>end; end += slots << 4;
  book.axes = <usize>end; end += (slots + 4) << 3;
  return <f64>(end - <u64>start);
}
