// Who sees whom, on a cell list. Each step sorts the agents by cell (counting sort) into one array each of x, y, vx and
// vy, so that what an agent may see is a handful of contiguous runs, one a row of cells, and reads them four at a time.
// All agents of a cell share its runs. A run from beyond the edge of the torus carries the shift that brings it here.

/** The parameters of a flock and where its arrays lie: one block of memory, which the caller keeps. */
@unmanaged
export class Flock {
  /** Agents as rows of (x, y, vx, vy), in the order in which they were born: the only state. */
  agents: usize;
  count: i32;
  /** The same, sorted by cell, with room for three more (a load of four may pass the end). */
  xs: usize;
  ys: usize;
  us: usize;
  vs: usize;
  /** Which agent stands at each place of the sorted arrays. */
  order: usize;
  /** The cell of each agent. */
  cells: usize;
  /** Where each cell ends in the sorted arrays; one element earlier, where it starts. */
  ends: usize;
  /** Runs of the cell at hand: begin, end (i32), what to add to the observer's x and y (f32). */
  runs: usize;
  runsEnd: usize;
  /** Where the cell at hand ends in the sorted arrays. */
  cellEnd: i32;

  width: f32;
  height: f32;
  torus: bool;
  columns: i32;
  rows: i32;
  /** Cells to look at on each side, and whether that goes on beyond the edge. */
  reachX: i32;
  reachY: i32;
  wrapX: bool;
  wrapY: bool;
  /** The torus is so small that the shift of a run does not tell the nearest image: it is found pair by pair. */
  fold: bool;

  perception: f32;
  separation: f32;
  /** Cosine of the half angle of view, times its absolute value; -1 or less: sees all around. */
  viewLimit: f32;
  separationGain: f32;
  alignmentGain: f32;
  cohesionGain: f32;
  minSpeed: f32;
  maxSpeed: f32;
  maxForce: f32;
  wander: f32;
  seed: u32;

  // What the agent at hand sees: number of neighbours, sums of their relative positions and velocities, and the push.
  seen: i32;
  toX: f32;
  toY: f32;
  relU: f32;
  relV: f32;
  pushX: f32;
  pushY: f32;
}

/** Sorts the agents by cell. */
export function sort(flock: Flock): void {
  const agents = flock.agents;
  const count = flock.count;
  const cells = flock.cells;
  const ends = flock.ends;
  const columns = flock.columns;
  const rows = flock.rows;
  const all = columns * rows;
  memory.fill(ends - 4, 0, (<usize>(all + 1)) << 2);
  const perX = <f32>columns / flock.width;
  const perY = <f32>rows / flock.height;

  // Count the agents of each cell.
  for (let i = 0; i < count; i++) {
    const p = agents + ((<usize>i) << 4);
    const cx = min(<i32>(load<f32>(p) * perX), columns - 1);
    const cy = min(<i32>(load<f32>(p, 4) * perY), rows - 1);
    const cell = cy * columns + cx;
    store<i32>(cells + ((<usize>i) << 2), cell);
    const slot = ends + ((<usize>cell) << 2);
    store<i32>(slot, load<i32>(slot) + 1);
  }
  // From numbers to starts.
  let sum = 0;
  for (let slot = ends, end = ends + ((<usize>all) << 2); slot < end; slot += 4) {
    const n = load<i32>(slot);
    store<i32>(slot, sum);
    sum += n;
  }
  // Put each agent into its cell; that moves the cell's start to its end.
  const xs = flock.xs;
  const ys = flock.ys;
  const us = flock.us;
  const vs = flock.vs;
  const order = flock.order;
  for (let i = 0; i < count; i++) {
    const slot = ends + ((<usize>load<i32>(cells + ((<usize>i) << 2))) << 2);
    const k = load<i32>(slot);
    store<i32>(slot, k + 1);
    const p = agents + ((<usize>i) << 4);
    const at = (<usize>k) << 2;
    store<f32>(xs + at, load<f32>(p));
    store<f32>(ys + at, load<f32>(p, 4));
    store<f32>(us + at, load<f32>(p, 8));
    store<f32>(vs + at, load<f32>(p, 12));
    store<i32>(order + at, i);
  }
  flock.cellEnd = 0;
}

/** Adds the run from the `first` to the `last` cell of a row, unless it is empty; returns where the next one goes. */
// @ts-ignore: decorator
@inline
function addRun(run: usize, row: usize, first: i32, last: i32, shiftX: f32, shiftY: f32): usize {
  const begin = load<i32>(row + (<usize>first << 2) - 4);
  const end = load<i32>(row + (<usize>last << 2));
  if (begin == end) return run;
  store<i32>(run, begin);
  store<i32>(run, end, 4);
  store<f32>(run, shiftX, 8);
  store<f32>(run, shiftY, 12);
  return run + 16;
}

/** Makes the cell of the agent at place k the cell at hand: lists the runs of agents that those in it may see. */
function enterCell(flock: Flock, k: i32): void {
  const agent = load<i32>(flock.order + ((<usize>k) << 2));
  const cell = load<i32>(flock.cells + ((<usize>agent) << 2));
  const ends = flock.ends;
  const columns = flock.columns;
  const rows = flock.rows;
  const width = flock.width;
  const wrapX = flock.wrapX;
  const cy = cell / columns;
  const cx = cell - cy * columns;
  const left = cx - flock.reachX;
  const right = cx + flock.reachX;
  let run = flock.runs;
  for (let y = cy - flock.reachY, last = cy + flock.reachY; y <= last; y++) {
    let row = y;
    let shiftY: f32 = 0;
    if (y < 0 || y >= rows) {
      if (!flock.wrapY) continue;
      row = y < 0 ? y + rows : y - rows;
      shiftY = y < 0 ? flock.height : -flock.height;
    }
    const start = ends + ((<usize>(row * columns)) << 2);
    run = addRun(run, start, max(left, 0), min(right, columns - 1), 0, shiftY);
    if (wrapX && left < 0) run = addRun(run, start, left + columns, columns - 1, width, shiftY);
    if (wrapX && right >= columns) run = addRun(run, start, 0, right - columns, -width, shiftY);
  }
  flock.runsEnd = run;
  flock.cellEnd = load<i32>(ends + ((<usize>cell) << 2));
}

// @ts-ignore: decorator
@inline
function sumLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/**
 * Fills the sums for the agent at place k; after a sort, k goes from 0 up. It meets itself on the way: all of its own
 * terms are exactly zero, only the number is one too high.
 */
export function perceive(flock: Flock, k: i32): void {
  if (k == flock.cellEnd) enterCell(flock, k);
  const xs = flock.xs;
  const ys = flock.ys;
  const us = flock.us;
  const vs = flock.vs;
  const at = (<usize>k) << 2;
  const x = load<f32>(xs + at);
  const y = load<f32>(ys + at);
  const u = load<f32>(us + at);
  const v = load<f32>(vs + at);
  const u4 = f32x4.splat(u);
  const v4 = f32x4.splat(v);
  const near = f32x4.splat(flock.perception * flock.perception);
  const personal2 = flock.separation * flock.separation;
  const tooNear = f32x4.splat(personal2);
  const closest = f32x4.splat(personal2 * 0.0001);
  const hasBlindSide = flock.viewLimit > -1;
  const view = f32x4.splat(flock.viewLimit * (u * u + v * v));
  const folding = flock.fold;
  const w = f32x4.splat(flock.width);
  const h = f32x4.splat(flock.height);
  const perW = f32x4.splat(<f32>1 / flock.width);
  const perH = f32x4.splat(<f32>1 / flock.height);
  let number = i32x4.splat(0);
  let sumX = f32x4.splat(0);
  let sumY = f32x4.splat(0);
  let sumU = f32x4.splat(0);
  let sumV = f32x4.splat(0);
  let awayX = f32x4.splat(0);
  let awayY = f32x4.splat(0);

  for (let run = flock.runs, runsEnd = flock.runsEnd; run < runsEnd; run += 16) {
    const begin = load<i32>(run);
    const end = load<i32>(run, 4);
    const px = f32x4.splat(x + load<f32>(run, 8));
    const py = f32x4.splat(y + load<f32>(run, 12));
    const last = i32x4.splat(end);
    let lane = i32x4.add(i32x4.splat(begin), i32x4(0, 1, 2, 3));
    for (let p = (<usize>begin) << 2, stop = (<usize>end) << 2; p < stop; p += 16) {
      let dx = f32x4.sub(v128.load(xs + p), px);
      let dy = f32x4.sub(v128.load(ys + p), py);
      if (folding) {
        dx = f32x4.sub(dx, f32x4.mul(w, f32x4.nearest(f32x4.mul(dx, perW))));
        dy = f32x4.sub(dy, f32x4.mul(h, f32x4.nearest(f32x4.mul(dy, perH))));
      }
      const d2 = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
      let visible = i32x4.lt_s(lane, last);
      lane = i32x4.add(lane, i32x4.splat(4));
      if (hasBlindSide) {
        const ahead = f32x4.add(f32x4.mul(dx, u4), f32x4.mul(dy, v4));
        visible = v128.and(visible, f32x4.ge(f32x4.mul(ahead, f32x4.abs(ahead)), f32x4.mul(view, d2)));
      }

      const neighbour = v128.and(visible, f32x4.lt(d2, near));
      number = i32x4.sub(number, neighbour);
      sumX = f32x4.add(sumX, v128.and(dx, neighbour));
      sumY = f32x4.add(sumY, v128.and(dy, neighbour));
      sumU = f32x4.add(sumU, v128.and(f32x4.sub(v128.load(us + p), u4), neighbour));
      sumV = f32x4.add(sumV, v128.and(f32x4.sub(v128.load(vs + p), v4), neighbour));

      const crowding = v128.and(visible, f32x4.lt(d2, tooNear));
      if (v128.any_true(crowding)) {
        const weight = f32x4.sub(f32x4.div(tooNear, f32x4.max(d2, closest)), f32x4.splat(1));
        awayX = f32x4.sub(awayX, v128.and(f32x4.mul(dx, weight), crowding));
        awayY = f32x4.sub(awayY, v128.and(f32x4.mul(dy, weight), crowding));
      }
    }
  }
  flock.seen =
    i32x4.extract_lane(number, 0) + i32x4.extract_lane(number, 1) +
    i32x4.extract_lane(number, 2) + i32x4.extract_lane(number, 3) - 1;
  flock.toX = sumLanes(sumX);
  flock.toY = sumLanes(sumY);
  flock.relU = sumLanes(sumU);
  flock.relV = sumLanes(sumV);
  flock.pushX = sumLanes(awayX);
  flock.pushY = sumLanes(awayY);
}
