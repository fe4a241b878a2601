// Many inner products at once. Weights of units, rows of `stride` f32 (a multiple of 4, padded with zeros), are packed in
// panels of eight units: panel p holds, for each input in turn, the eight weights of units 8p … 8p + 7. Four samples times
// one panel then need eight sums, which stay in registers, and a panel of a thousand inputs stays in the nearest cache.

/** Units a panel. */
export const LANES = 8;

/** sign(w) |w|^exponent of four weights. */
// @ts-ignore: decorator
@inline
function powers(w: v128, exponent: f32): v128 {
  if (exponent == 1) return w;
  if (exponent == 2) return f32x4.mul(w, f32x4.abs(w));
  let result = f32x4.splat(power(f32x4.extract_lane(w, 0), exponent));
  result = f32x4.replace_lane(result, 1, power(f32x4.extract_lane(w, 1), exponent));
  result = f32x4.replace_lane(result, 2, power(f32x4.extract_lane(w, 2), exponent));
  return f32x4.replace_lane(result, 3, power(f32x4.extract_lane(w, 3), exponent));
}

function power(w: f32, exponent: f32): f32 {
  if (w == 0) return 0;
  return <f32>copysign<f64>(Math.pow(<f64>abs<f32>(w), <f64>exponent), <f64>w);
}

/**
 * Packs sign(w) |w|^exponent of all weights; `weights` has rows for a whole number of panels, those beyond the units zero.
 */
export function pack(weights: usize, panelCount: i32, stride: i32, panels: usize, exponent: f32): void {
  const row = (<usize>stride) << 2;
  for (let half = 0; half < 2 * panelCount; half++) {
    let a = weights + <usize>(4 * half) * row;
    let to = panels + <usize>(half >> 1) * row * LANES + ((half & 1) << 4);
    for (const end = a + row; a < end; a += 16, to += 4 * 4 * LANES) {
      // Four units by four inputs, turned over.
      const w0 = powers(v128.load(a), exponent);
      const w1 = powers(v128.load(a + row), exponent);
      const w2 = powers(v128.load(a + 2 * row), exponent);
      const w3 = powers(v128.load(a + 3 * row), exponent);
      const low01 = v128.shuffle<f32>(w0, w1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(w2, w3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(w0, w1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(w2, w3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
      v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 4 * LANES);
      v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 8 * LANES);
      v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 12 * LANES);
    }
  }
}

/**
 * Inner products of every sample with every unit: row s of `out` holds panelCount · 8 numbers.
 * @param rows samples, a multiple of 4, each `stride` f32
 */
export function products(samples: usize, rows: i32, stride: i32, panels: usize, panelCount: i32, out: usize): void {
  const row = (<usize>stride) << 2;
  const outRow = (<usize>(panelCount * LANES)) << 2;
  for (let p = 0; p < panelCount; p++) {
    const panel = panels + <usize>p * row * LANES;
    let to = out + <usize>p * LANES * 4;
    let x = samples;
    for (let s = 0; s < rows; s += 4, x += 4 * row, to += 4 * outRow) {
      let a0 = f32x4.splat(0);
      let a1 = f32x4.splat(0);
      let b0 = f32x4.splat(0);
      let b1 = f32x4.splat(0);
      let c0 = f32x4.splat(0);
      let c1 = f32x4.splat(0);
      let d0 = f32x4.splat(0);
      let d1 = f32x4.splat(0);
      let w = panel;
      for (let at = x, end = x + row; at < end; at += 4, w += 4 * LANES) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        const a = v128.load32_splat(at);
        a0 = f32x4.add(a0, f32x4.mul(a, w0));
        a1 = f32x4.add(a1, f32x4.mul(a, w1));
        const b = v128.load32_splat(at + row);
        b0 = f32x4.add(b0, f32x4.mul(b, w0));
        b1 = f32x4.add(b1, f32x4.mul(b, w1));
        const c = v128.load32_splat(at + 2 * row);
        c0 = f32x4.add(c0, f32x4.mul(c, w0));
        c1 = f32x4.add(c1, f32x4.mul(c, w1));
        const d = v128.load32_splat(at + 3 * row);
        d0 = f32x4.add(d0, f32x4.mul(d, w0));
        d1 = f32x4.add(d1, f32x4.mul(d, w1));
      }
      v128.store(to, a0);
      v128.store(to, a1, 16);
      v128.store(to + outRow, b0);
      v128.store(to + outRow, b1, 16);
      v128.store(to + 2 * outRow, c0);
      v128.store(to + 2 * outRow, c1, 16);
      v128.store(to + 3 * outRow, d0);
      v128.store(to + 3 * outRow, d1, 16);
    }
  }
}

/** to += scale · from, over `stride` f32. */
// @ts-ignore: decorator
@inline
export function addScaled(to: usize, from: usize, scale: f32, stride: i32): void {
  const factor = f32x4.splat(scale);
  for (const end = to + ((<usize>stride) << 2); to < end; to += 16, from += 16) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(factor, v128.load(from))));
  }
}

/**
 * change −= drive · w for every unit, and the largest change in magnitude: what is left of Hebb's term after the decay
 * that keeps weights bounded.
 */
export function decayAndLargest(change: usize, weights: usize, drive: usize, units: i32, stride: i32): f32 {
  let largest = f32x4.splat(0);
  const row = (<usize>stride) << 2;
  for (let unit = 0; unit < units; unit++) {
    const factor = f32x4.splat(load<f32>(drive + ((<usize>unit) << 2)));
    for (const end = change + row; change < end; change += 16, weights += 16) {
      const value = f32x4.sub(v128.load(change), f32x4.mul(factor, v128.load(weights)));
      v128.store(change, value);
      largest = f32x4.max(largest, f32x4.abs(value));
    }
  }
  return max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  );
}
