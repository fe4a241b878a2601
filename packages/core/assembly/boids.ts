import { Flock, perceive, sort } from './boids-sight';

export { heapBase } from './heap';

/** Bytes of a flock's parameters: `place` to `stir` fill them, `step` and `measure` read them. */
export function flockSize(): usize {
  return offsetof<Flock>();
}

/** Where the arrays of the flock's `n` agents lie. */
export function place(
  flock: Flock,
  agents: usize,
  n: i32,
  sorted: usize,
  order: usize,
  cells: usize,
  ends: usize,
  runs: usize,
): void {
  flock.agents = agents;
  flock.count = n;
  const pitch = (<usize>((n + 7) & ~3)) << 2;
  flock.xs = sorted;
  flock.ys = sorted + pitch;
  flock.us = sorted + 2 * pitch;
  flock.vs = sorted + 3 * pitch;
  flock.order = order;
  flock.cells = cells;
  flock.ends = ends + 4;
  flock.runs = runs;
}

/** `reach` cells on each side hold all that can be seen. */
export function world(flock: Flock, width: f32, height: f32, torus: bool, columns: i32, rows: i32, reach: i32): void {
  flock.width = width;
  flock.height = height;
  flock.torus = torus;
  flock.columns = columns;
  flock.rows = rows;
  const most = 2 * reach + 1;
  flock.wrapX = torus && columns >= most;
  flock.wrapY = torus && rows >= most;
  flock.fold = torus && !(flock.wrapX && flock.wrapY);
  // With fewer cells around the torus than a window is wide, every cell is seen, and seen once.
  flock.reachX = columns >= most ? reach : columns;
  flock.reachY = rows >= most ? reach : rows;
}

/** How far and how wide agents see. */
export function sight(flock: Flock, perception: f32, separation: f32, viewLimit: f32): void {
  flock.perception = perception;
  flock.separation = separation;
  flock.viewLimit = viewLimit;
}

export function rules(
  flock: Flock,
  separation: f32,
  alignment: f32,
  cohesion: f32,
  slowest: f32,
  fastest: f32,
  maxForce: f32,
): void {
  flock.separationGain = separation;
  flock.alignmentGain = alignment;
  flock.cohesionGain = cohesion;
  flock.minSpeed = slowest;
  flock.maxSpeed = fastest;
  flock.maxForce = maxForce;
}

/** A random push on each agent at each step, up to `strength` along each axis, beyond the largest force. */
export function stir(flock: Flock, strength: f32, seed: u32): void {
  flock.wander = strength;
  flock.seed = seed;
}

/** 32 random bits of the agent and the time (the finalizer of MurmurHash3): no state to keep. */
// @ts-ignore: decorator
@inline
function hash(agent: u32, time: u32, seed: u32): u32 {
  let h = (agent * 0x9e3779b1 + seed) ^ (time * 0x85ebca6b);
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** Steers and moves the agent at place k by what it saw. */
function move(flock: Flock, k: i32, time: u32): void {
  let ax = flock.separationGain * flock.pushX;
  let ay = flock.separationGain * flock.pushY;
  if (flock.seen > 0) {
    const mean = <f32>1 / <f32>flock.seen;
    ax += (flock.alignmentGain * flock.relU + flock.cohesionGain * flock.toX) * mean;
    ay += (flock.alignmentGain * flock.relV + flock.cohesionGain * flock.toY) * mean;
  }
  const force = sqrt(ax * ax + ay * ay);
  if (force > flock.maxForce) {
    ax *= flock.maxForce / force;
    ay *= flock.maxForce / force;
  }

  const at = (<usize>k) << 2;
  const agent = load<i32>(flock.order + at);
  if (flock.wander > 0) {
    const bits = hash(agent, time, flock.seed);
    ax += flock.wander * (<f32>(<i32>(bits & 0xffff) - 0x8000) / 0x8000);
    ay += flock.wander * (<f32>(<i32>(bits >> 16) - 0x8000) / 0x8000);
  }
  let u = load<f32>(flock.us + at) + ax;
  let v = load<f32>(flock.vs + at) + ay;
  let speed = sqrt(u * u + v * v);
  if (speed == 0) {
    // Brought to a halt: keeps its heading where it may not stand still.
    u = load<f32>(flock.us + at);
    v = load<f32>(flock.vs + at);
    speed = sqrt(u * u + v * v);
    const scale = speed > 0 ? flock.minSpeed / speed : 0;
    u *= scale;
    v *= scale;
  } else if (speed > flock.maxSpeed || speed < flock.minSpeed) {
    const scale = (speed > flock.maxSpeed ? flock.maxSpeed : flock.minSpeed) / speed;
    u *= scale;
    v *= scale;
  }

  let x = load<f32>(flock.xs + at) + u;
  let y = load<f32>(flock.ys + at) + v;
  if (flock.torus) {
    x = wrapped(x, flock.width);
    y = wrapped(y, flock.height);
  } else {
    if (x < 0 || x > flock.width) u = -u;
    if (y < 0 || y > flock.height) v = -v;
    x = mirrored(x, flock.width);
    y = mirrored(y, flock.height);
  }
  const p = flock.agents + ((<usize>agent) << 4);
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
export function step(flock: Flock, steps: u32, time: u32): void {
  for (const end = time + steps; time != end; time++) {
    sort(flock);
    for (let k = 0; k < flock.count; k++) {
      perceive(flock, k);
      move(flock, k, time);
    }
  }
}

/**
 * Writes six sums over all agents: headings (x, y), speeds, neighbours, cosines of the angle between the heading and
 * the mean velocity of the neighbours, and agents that have such an angle.
 */
export function measure(flock: Flock, out: usize): void {
  let headingX: f64 = 0;
  let headingY: f64 = 0;
  let speeds: f64 = 0;
  let neighbours: f64 = 0;
  let agreement: f64 = 0;
  let social: f64 = 0;
  sort(flock);
  for (let k = 0; k < flock.count; k++) {
    perceive(flock, k);
    const seen = flock.seen;
    const u: f64 = load<f32>(flock.us + ((<usize>k) << 2));
    const v: f64 = load<f32>(flock.vs + ((<usize>k) << 2));
    const speed = sqrt(u * u + v * v);
    const meanU = seen * u + flock.relU;
    const meanV = seen * v + flock.relV;
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
  store<f64>(out, headingX);
  store<f64>(out, headingY, 8);
  store<f64>(out, speeds, 16);
  store<f64>(out, neighbours, 24);
  store<f64>(out, agreement, 32);
  store<f64>(out, social, 40);
}
