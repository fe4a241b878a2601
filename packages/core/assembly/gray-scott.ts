export { heapBase } from './heap';

// Two planes of f32 with a margin: row y of w cells starts at plane + ((y + 1) * pitch + MARGIN) * 4, pitch = w rounded
// up to 4, plus 8. The cells just outside (one row above and below, one cell left and right) are filled before each step.

const MARGIN = 4;
/** Below it v is set to 0: products of smaller values leave the normal numbers, which slows a processor down manyfold. */
const VANISHING: f32 = 1e-18;

// @ts-ignore: decorator
@inline
function rowStart(plane: usize, pitch: i32, y: i32): usize {
  return plane + ((<usize>((y + 1) * pitch + MARGIN)) << 2);
}

/** Copies the opposite edge (torus) or the edge itself (mirror: nothing flows through it) just outside the grid. */
export function fillHalo(plane: usize, pitch: i32, w: i32, h: i32, mirror: bool): void {
  const last = (<usize>(w - 1)) << 2;
  for (let y = 0; y < h; y++) {
    const row = rowStart(plane, pitch, y);
    store<f32>(row - 4, load<f32>(mirror ? row : row + last));
    store<f32>(row + last + 4, load<f32>(mirror ? row + last : row));
  }
  const bytes = (<usize>pitch) << 2;
  const top = rowStart(plane, pitch, 0) - (MARGIN << 2);
  const bottom = top + bytes * <usize>(h - 1);
  memory.copy(top - bytes, mirror ? top : bottom, bytes);
  memory.copy(bottom + bytes, mirror ? bottom : top, bytes);
}

/**
 * One step of u' = u + Du ∇²u − u v² + F (1 − u), v' = v + Dv ∇²v + u v² − (F + k) v from (u, v) to (u2, v2).
 * ∇² is the nine-point stencil (1 4 1; 4 −20 4; 1 4 1) / 6. With S = above + below and T = S + 4 centre it is
 * (T left + T right + 4 S − 20 centre) / 6, so that each cell is loaded once and its neighbours come by shuffles.
 * A step never uses up more u than there is: v² counts for 1 at most, and u stays at 0 or above. Neither touches a state
 * with v ≤ 1, as all of Pearson's are; without them, rates in the corners of their ranges run off to infinity.
 */
export function step(
  u: usize,
  v: usize,
  u2: usize,
  v2: usize,
  pitch: i32,
  w: i32,
  h: i32,
  mirror: bool,
  Du: f32,
  Dv: f32,
  F: f32,
  k: f32,
): void {
  fillHalo(u, pitch, w, h, mirror);
  fillHalo(v, pitch, w, h, mirror);
  const four = f32x4.splat(4);
  const twenty = f32x4.splat(20);
  const du = f32x4.splat(Du / 6);
  const dv = f32x4.splat(Dv / 6);
  const feed = f32x4.splat(F);
  const loss = f32x4.splat(F + k);
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const vanishing = f32x4.splat(VANISHING);
  const up = (<usize>pitch) << 2;
  for (let y = 0; y < h; y++) {
    let a = rowStart(u, pitch, y);
    let b = rowStart(v, pitch, y);
    const shiftU = u2 - u;
    const shiftV = v2 - v;
    let uc = v128.load(a);
    let uS = f32x4.add(v128.load(a - up), v128.load(a + up));
    let uT = f32x4.add(uS, f32x4.mul(four, uc));
    let uLeft = f32x4.add(f32x4.add(v128.load(a - up - 16), v128.load(a + up - 16)), f32x4.mul(four, v128.load(a - 16)));
    let vc = v128.load(b);
    let vS = f32x4.add(v128.load(b - up), v128.load(b + up));
    let vT = f32x4.add(vS, f32x4.mul(four, vc));
    let vLeft = f32x4.add(f32x4.add(v128.load(b - up - 16), v128.load(b + up - 16)), f32x4.mul(four, v128.load(b - 16)));
    for (let end = a + ((<usize>w) << 2); a < end; a += 16, b += 16) {
      const un = v128.load(a, 16);
      const uSn = f32x4.add(v128.load(a - up, 16), v128.load(a + up, 16));
      const uTn = f32x4.add(uSn, f32x4.mul(four, un));
      const vn = v128.load(b, 16);
      const vSn = f32x4.add(v128.load(b - up, 16), v128.load(b + up, 16));
      const vTn = f32x4.add(vSn, f32x4.mul(four, vn));
      const uSides = f32x4.add(v128.shuffle<f32>(uLeft, uT, 3, 4, 5, 6), v128.shuffle<f32>(uT, uTn, 1, 2, 3, 4));
      const vSides = f32x4.add(v128.shuffle<f32>(vLeft, vT, 3, 4, 5, 6), v128.shuffle<f32>(vT, vTn, 1, 2, 3, 4));
      const uLap = f32x4.sub(f32x4.add(uSides, f32x4.mul(four, uS)), f32x4.mul(twenty, uc));
      const vLap = f32x4.sub(f32x4.add(vSides, f32x4.mul(four, vS)), f32x4.mul(twenty, vc));
      const reaction = f32x4.mul(uc, f32x4.pmin(f32x4.mul(vc, vc), one));
      const uGain = f32x4.add(f32x4.sub(f32x4.mul(du, uLap), reaction), f32x4.mul(feed, f32x4.sub(one, uc)));
      const vGain = f32x4.sub(f32x4.add(f32x4.mul(dv, vLap), reaction), f32x4.mul(loss, vc));
      const vNew = f32x4.add(vc, vGain);
      v128.store(a + shiftU, f32x4.pmax(f32x4.add(uc, uGain), zero));
      v128.store(b + shiftV, v128.and(vNew, f32x4.ge(vNew, vanishing)));
      uLeft = uT;
      uT = uTn;
      uS = uSn;
      uc = un;
      vLeft = vT;
      vT = vTn;
      vS = vSn;
      vc = vn;
    }
  }
}

/** Writes the mean of u, the mean of v and the standard deviation of v, as f64. */
export function measure(u: usize, v: usize, out: usize, pitch: i32, w: i32, h: i32): void {
  let sumU: f64 = 0;
  let sumV: f64 = 0;
  let squares: f64 = 0;
  for (let y = 0; y < h; y++) {
    const a = rowStart(u, pitch, y);
    const b = rowStart(v, pitch, y);
    for (let x: usize = 0; x < (<usize>w) << 2; x += 4) {
      const value = <f64>load<f32>(b + x);
      sumU += <f64>load<f32>(a + x);
      sumV += value;
      squares += value * value;
    }
  }
  const n = <f64>w * <f64>h;
  const mean = sumV / n;
  store<f64>(out, sumU / n);
  store<f64>(out, mean, 8);
  store<f64>(out, sqrt(max(0, squares / n - mean * mean)), 16);
}
