export { heapBase } from './heap';

// Units and samples are rows of `stride` f32, a multiple of 4 padded with zeros; unit (i, j) is row j * columns + i.

// @ts-ignore: decorator
@inline
function squaredDistance(a: usize, b: usize, stride: i32): f32 {
  let sum = f32x4.splat(0);
  for (let end = a + ((<usize>stride) << 2); a < end; a += 16, b += 16) {
    const d = f32x4.sub(v128.load(a), v128.load(b));
    sum = f32x4.add(sum, f32x4.mul(d, d));
  }
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

/** Index of the unit nearest to the sample; the first of equals. */
export function bestMatch(weights: usize, units: i32, stride: i32, sample: usize): i32 {
  let best = 0;
  let least = f32.MAX_VALUE;
  for (let unit = 0; unit < units; unit++) {
    const distance = squaredDistance(weights + ((<usize>(unit * stride)) << 2), sample, stride);
    if (distance < least) {
      least = distance;
      best = unit;
    }
  }
  return best;
}

/** out[i] = scale * exp(−(i − centre)² / 2 radius²). */
function gaussian(out: usize, length: i32, centre: i32, radius: f64, scale: f64): void {
  for (let i = 0; i < length; i++) {
    const d = <f64>(i - centre) / radius;
    store<f32>(out + ((<usize>i) << 2), <f32>(scale * Math.exp(-0.5 * d * d)));
  }
}

/**
 * Kohonen's rule for one sample: w += rate * h * (x − w), h Gaussian in the distance to the best match on the map.
 * The Gaussian is a product of one over columns and one over rows; `gx` and `gy` are scratch for them.
 */
export function train(
  weights: usize,
  columns: i32,
  rows: i32,
  stride: i32,
  sample: usize,
  rate: f64,
  radius: f64,
  gx: usize,
  gy: usize,
): void {
  const best = bestMatch(weights, columns * rows, stride, sample);
  gaussian(gx, columns, best % columns, radius, 1);
  gaussian(gy, rows, best / columns, radius, rate);
  let w = weights;
  const bytes = (<usize>stride) << 2;
  for (let j = 0; j < rows; j++) {
    const hy = load<f32>(gy + ((<usize>j) << 2));
    for (let i = 0; i < columns; i++) {
      const h = f32x4.splat(hy * load<f32>(gx + ((<usize>i) << 2)));
      for (let o: usize = 0; o < bytes; o += 16, w += 16) {
        const old = v128.load(w);
        v128.store(w, f32x4.add(old, f32x4.mul(h, f32x4.sub(v128.load(sample + o), old))));
      }
    }
  }
}

/**
 * Over all samples: writes the mean distance to the best match (quantization error) and the share of samples whose
 * two best matches are no neighbours, diagonal ones included (topographic error), as f64.
 */
export function quality(weights: usize, columns: i32, rows: i32, stride: i32, samples: usize, count: i32, out: usize): void {
  const bytes = (<usize>stride) << 2;
  let distances: f64 = 0;
  let errors = 0;
  for (let s = 0; s < count; s++, samples += bytes) {
    let best = 0;
    let second = 0;
    let least = f32.MAX_VALUE;
    let next = f32.MAX_VALUE;
    let w = weights;
    for (let unit = 0; unit < columns * rows; unit++, w += bytes) {
      const distance = squaredDistance(w, samples, stride);
      if (distance < least) {
        next = least;
        second = best;
        least = distance;
        best = unit;
      } else if (distance < next) {
        next = distance;
        second = unit;
      }
    }
    distances += sqrt(<f64>least);
    const dx = abs(best % columns - second % columns);
    const dy = abs(best / columns - second / columns);
    if (dx > 1 || dy > 1) errors++;
  }
  store<f64>(out, distances / <f64>count);
  store<f64>(out, <f64>errors / <f64>count, 8);
}

/** U-matrix (Ultsch & Siemon 1990): each unit's mean distance to its neighbours in the same row or column. */
export function distances(weights: usize, columns: i32, rows: i32, stride: i32, out: usize): void {
  const bytes = (<usize>stride) << 2;
  const row = bytes * <usize>columns;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const w = weights + <usize>j * row + <usize>i * bytes;
      let sum: f32 = 0;
      let count: f32 = 0;
      if (i > 0) { sum += sqrt(squaredDistance(w, w - bytes, stride)); count++; }
      if (i < columns - 1) { sum += sqrt(squaredDistance(w, w + bytes, stride)); count++; }
      if (j > 0) { sum += sqrt(squaredDistance(w, w - row, stride)); count++; }
      if (j < rows - 1) { sum += sqrt(squaredDistance(w, w + row, stride)); count++; }
      store<f32>(out, count > 0 ? sum / count : 0);
      out += 4;
    }
  }
}
