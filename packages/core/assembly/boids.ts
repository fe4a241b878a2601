export { heapBase } from './heap';

// Boids on a cell list. Each step sorts the agents by cell (counting sort) into one array each of x, y, vx and vy, so
// that what an agent may see is a handful of contiguous runs, one a row of cells, and reads them four at a time.
// All agents of a cell share its runs. A run from beyond the edge of the torus carries the shift that brings it here.

// Agents as rows of (x, y, vx, vy), in the order in which they were born: the only state.
let agents: usize = 0;
let count: i32 = 0;
// The same, sorted by cell, with room for three more (a load of four may pass the end).
let xs: usize = 0;
let ys: usize = 0;
let us: usize = 0;
let vs: usize = 0;
/** Which agent stands at each place of the sorted arrays. */
let order: usize = 0;
/** The cell of each agent. */
let cells: usize = 0;
/** Where each cell ends in the sorted arrays; one element earlier, where it starts. */
let ends: usize = 0;
/** Runs of the cell at hand: begin, end (i32), what to add to the observer's x and y (f32). */
let runs: usize = 0;
let runsEnd: usize = 0;

export function place(a: usize, n: i32, sorted: usize, o: usize, c: usize, e: usize, r: usize): void {
  agents = a;
  count = n;
  const pitch = (<usize>((n + 7) & ~3)) << 2;
  xs = sorted;
  ys = xs + pitch;
  us = ys + pitch;
  vs = us + pitch;
  order = o;
  cells = c;
  ends = e + 4;
  runs = r;
}

let width: f32 = 1;
let height: f32 = 1;
let torus: bool = true;
let columns: i32 = 1;
let rows: i32 = 1;
/** Cells to look at on each side, and whether that goes on beyond the edge. */
let reachX: i32 = 1;
let reachY: i32 = 1;
let wrapX: bool = false;
let wrapY: bool = false;
/** The torus is so small that the shift of a run does not tell the nearest image: it is found pair by pair. */
let fold: bool = false;

/** `reach` cells on each side hold all that can be seen. */
export function world(w: f32, h: f32, isTorus: bool, nx: i32, ny: i32, reach: i32): void {
  width = w;
  height = h;
  torus = isTorus;
  columns = nx;
  rows = ny;
  const most = 2 * reach + 1;
  wrapX = isTorus && nx >= most;
  wrapY = isTorus && ny >= most;
  fold = isTorus && !(wrapX && wrapY);
  // With fewer cells around the torus than a window is wide, every cell is seen, and seen once.
  reachX = nx >= most ? reach : nx;
  reachY = ny >= most ? reach : ny;
}

let perception: f32 = 0;
let separation: f32 = 0;
/** Cosine of the half angle of view, times its absolute value; -1 or less: sees all around. */
let viewLimit: f32 = -1;
let separationGain: f32 = 0;
let alignmentGain: f32 = 0;
let cohesionGain: f32 = 0;
let minSpeed: f32 = 0;
let maxSpeed: f32 = 0;
let maxForce: f32 = 0;
let wander: f32 = 0;
let seed: u32 = 0;

export function rules(r: f32, rs: f32, view: f32, gs: f32, ga: f32, gc: f32, slow: f32, fast: f32, force: f32): void {
  perception = r;
  separation = rs;
  viewLimit = view;
  separationGain = gs;
  alignmentGain = ga;
  cohesionGain = gc;
  minSpeed = slow;
  maxSpeed = fast;
  maxForce = force;
}

/** A random push on each agent at each step, up to `strength` along each axis. */
export function stir(strength: f32, s: u32): void {
  wander = strength;
  seed = s;
}

/** 32 random bits of the agent and the time (the finalizer of MurmurHash3): no state to keep. */
// @ts-ignore: decorator
@inline
function hash(agent: u32, time: u32): u32 {
  let h = (agent * 0x9e3779b1 + seed) ^ (time * 0x85ebca6b);
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

function sort(): void {
  const all = columns * rows;
  memory.fill(ends - 4, 0, (<usize>(all + 1)) << 2);
  const perX = <f32>columns / width;
  const perY = <f32>rows / height;

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
}

// @ts-ignore: decorator
@inline
function addRun(row: i32, first: i32, last: i32, shiftX: f32, shiftY: f32): void {
  const start = ends + ((<usize>(row * columns)) << 2);
  const begin = load<i32>(start + (<usize>first << 2) - 4);
  const end = load<i32>(start + (<usize>last << 2));
  if (begin == end) return;
  store<i32>(runsEnd, begin);
  store<i32>(runsEnd, end, 4);
  store<f32>(runsEnd, shiftX, 8);
  store<f32>(runsEnd, shiftY, 12);
  runsEnd += 16;
}

/** Lists the runs of agents that those of cell (cx, cy) may see. */
function findRuns(cx: i32, cy: i32): void {
  runsEnd = runs;
  const left = cx - reachX;
  const right = cx + reachX;
  for (let y = cy - reachY; y <= cy + reachY; y++) {
    let row = y;
    let shiftY: f32 = 0;
    if (y < 0 || y >= rows) {
      if (!wrapY) continue;
      row = y < 0 ? y + rows : y - rows;
      shiftY = y < 0 ? height : -height;
    }
    addRun(row, max(left, 0), min(right, columns - 1), 0, shiftY);
    if (wrapX && left < 0) addRun(row, left + columns, columns - 1, width, shiftY);
    if (wrapX && right >= columns) addRun(row, 0, right - columns, -width, shiftY);
  }
}

// What the agent at hand sees: number of neighbours, sums of their relative positions and velocities, and the push.
let seen: i32 = 0;
let toX: f32 = 0;
let toY: f32 = 0;
let relU: f32 = 0;
let relV: f32 = 0;
let pushX: f32 = 0;
let pushY: f32 = 0;

// @ts-ignore: decorator
@inline
function sumLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/**
 * Fills the sums for the agent at place k. It meets itself on the way: all of its own terms are exactly zero, only the
 * number is one too high.
 */
function perceive(k: i32): void {
  const at = (<usize>k) << 2;
  const x = load<f32>(xs + at);
  const y = load<f32>(ys + at);
  const u = load<f32>(us + at);
  const v = load<f32>(vs + at);
  const u4 = f32x4.splat(u);
  const v4 = f32x4.splat(v);
  const near = f32x4.splat(perception * perception);
  const tooNear = f32x4.splat(separation * separation);
  const closest = f32x4.splat(separation * separation * 0.0001);
  const hasBlindSide = viewLimit > -1;
  const view = f32x4.splat(viewLimit * (u * u + v * v));
  const folding = fold;
  const w = f32x4.splat(width);
  const h = f32x4.splat(height);
  const perW = f32x4.splat(<f32>1 / width);
  const perH = f32x4.splat(<f32>1 / height);
  let number = i32x4.splat(0);
  let sumX = f32x4.splat(0);
  let sumY = f32x4.splat(0);
  let sumU = f32x4.splat(0);
  let sumV = f32x4.splat(0);
  let awayX = f32x4.splat(0);
  let awayY = f32x4.splat(0);

  for (let run = runs; run < runsEnd; run += 16) {
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
  seen =
    i32x4.extract_lane(number, 0) + i32x4.extract_lane(number, 1) +
    i32x4.extract_lane(number, 2) + i32x4.extract_lane(number, 3) - 1;
  toX = sumLanes(sumX);
  toY = sumLanes(sumY);
  relU = sumLanes(sumU);
  relV = sumLanes(sumV);
  pushX = sumLanes(awayX);
  pushY = sumLanes(awayY);
}

/** Steers and moves the agent at place k by what it saw. */
function move(k: i32, time: u32): void {
  let ax = separationGain * pushX;
  let ay = separationGain * pushY;
  if (seen > 0) {
    const mean = <f32>1 / <f32>seen;
    ax += (alignmentGain * relU + cohesionGain * toX) * mean;
    ay += (alignmentGain * relV + cohesionGain * toY) * mean;
  }
  const force = sqrt(ax * ax + ay * ay);
  if (force > maxForce) {
    ax *= maxForce / force;
    ay *= maxForce / force;
  }

  const at = (<usize>k) << 2;
  const agent = load<i32>(order + at);
  if (wander > 0) {
    const bits = hash(agent, time);
    ax += wander * (<f32>(<i32>(bits & 0xffff) - 0x8000) / 0x8000);
    ay += wander * (<f32>(<i32>(bits >> 16) - 0x8000) / 0x8000);
  }
  let u = load<f32>(us + at) + ax;
  let v = load<f32>(vs + at) + ay;
  let speed = sqrt(u * u + v * v);
  if (speed == 0) {
    // Brought to a halt: keeps its heading where it may not stand still.
    u = load<f32>(us + at);
    v = load<f32>(vs + at);
    speed = sqrt(u * u + v * v);
    const scale = speed > 0 ? minSpeed / speed : 0;
    u *= scale;
    v *= scale;
  } else if (speed > maxSpeed || speed < minSpeed) {
    const scale = (speed > maxSpeed ? maxSpeed : minSpeed) / speed;
    u *= scale;
    v *= scale;
  }

  let x = load<f32>(xs + at) + u;
  let y = load<f32>(ys + at) + v;
  if (torus) {
    x = wrapped(x, width);
    y = wrapped(y, height);
  } else {
    if (x < 0 || x > width) u = -u;
    if (y < 0 || y > height) v = -v;
    x = mirrored(x, width);
    y = mirrored(y, height);
  }
  const p = agents + ((<usize>agent) << 4);
  store<f32>(p, x);
  store<f32>(p, y, 4);
  store<f32>(p, u, 8);
  store<f32>(p, v, 12);
}

// @ts-ignore: decorator
@inline
function wrapped(x: f32, size: f32): f32 {
  if (x >= 0 && x < size) return x;
  x -= size * floor(x / size);
  return x >= 0 && x < size ? x : 0;
}

// @ts-ignore: decorator
@inline
function mirrored(x: f32, size: f32): f32 {
  if (x < 0) x = -x;
  if (x > size) x = 2 * size - x;
  return max<f32>(0, min(x, size));
}

/** Takes `steps` steps, of which the first is number `time`. */
export function step(steps: u32, time: u32): void {
  for (const end = time + steps; time != end; time++) {
    sort();
    for (let cy = 0, cell = 0, k = 0; cy < rows; cy++) {
      for (let cx = 0; cx < columns; cx++, cell++) {
        const end = load<i32>(ends + ((<usize>cell) << 2));
        if (k == end) continue;
        findRuns(cx, cy);
        for (; k < end; k++) {
          perceive(k);
          move(k, time);
        }
      }
    }
  }
}

/**
 * Writes six sums over all agents: headings (x, y), speeds, neighbours, cosines of the angle between the heading and
 * the mean velocity of the neighbours, and agents that have such an angle.
 */
export function measure(out: usize): void {
  let headingX: f64 = 0;
  let headingY: f64 = 0;
  let speeds: f64 = 0;
  let neighbours: f64 = 0;
  let agreement: f64 = 0;
  let social: f64 = 0;
  sort();
  for (let cy = 0, cell = 0, k = 0; cy < rows; cy++) {
    for (let cx = 0; cx < columns; cx++, cell++) {
      const end = load<i32>(ends + ((<usize>cell) << 2));
      if (k == end) continue;
      findRuns(cx, cy);
      for (; k < end; k++) {
        perceive(k);
        const u: f64 = load<f32>(us + ((<usize>k) << 2));
        const v: f64 = load<f32>(vs + ((<usize>k) << 2));
        const speed = sqrt(u * u + v * v);
        const meanU = seen * u + relU;
        const meanV = seen * v + relV;
        const mean = sqrt(meanU * meanU + meanV * meanV);
        speeds += speed;
        neighbours += max(seen, 0);
        if (speed > 0) {
          headingX += u / speed;
          headingY += v / speed;
          if (seen > 0 && mean > 0) {
            agreement += (u * meanU + v * meanV) / (speed * mean);
            social += 1;
          }
        }
      }
    }
  }
  store<f64>(out, headingX);
  store<f64>(out, headingY, 8);
  store<f64>(out, speeds, 16);
  store<f64>(out, neighbours, 24);
  store<f64>(out, agreement, 32);
  store<f64>(out, social, 40);
}
