// Self-organizing maps: search, online and batch learning on one thread, against plain JavaScript and, where Rscript has
// the package kohonen (Debian: r-cran-kohonen), against that: same data, same start, and in batch the same weights after.
// MNIST where SELFORG_DATA has it. `node --experimental-wasm-relaxed-simd bench/som.mjs` shows relaxed SIMD on Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createRandom, maps } from '@selforg/core';
import { rate, report } from './measure.mjs';

const random = createRandom(1);
const folder = mkdtempSync(join(tmpdir(), 'selforg-som-'));
const uniform = (rows, d) => Float32Array.from({ length: rows * d }, random.uniform);

try {
  search();
  online();
  for (const [name, values] of [
    ['uniform', uniform(100000, 16)],
    ['20 clusters', clusters(100000, 16)],
  ]) {
    batch(name, values);
  }
  mnist();
} finally {
  rmSync(folder, { recursive: true });
}

function search() {
  for (const [units, d, rows] of [
    [400, 64, 20000],
    [2500, 16, 20000],
    [400, 784, 4000],
  ]) {
    const values = uniform(rows, d);
    const winners = new Int32Array(rows);
    const work = 2 * rows * units * d;
    const run = (relaxed) => {
      const codebook = start(values, units, d, { relaxed });
      return [codebook, rate(() => codebook.bestMatches(values, rows, { winners }), work)];
    };
    const weights = start(values, units, d).weights;
    const few = values.subarray(0, Math.ceil(rows / 20) * d);
    const plain = rate(() => plainWinners(weights, units, d, few), work / 20);
    const [relaxed, fused] = run(true);
    const rates = [
      ['WebAssembly SIMD', run(false)[1]],
      ...(relaxed.relaxed ? [['relaxed SIMD', fused]] : []),
      ['plain JavaScript', plain],
    ];
    report(`search, ${units} units, ${d} columns (operations per second, 2 a unit and column)`, rates);
  }
}

function online() {
  const [units, d, rows] = [400, 64, 10000];
  const values = uniform(rows, d);
  const samples = Array.from({ length: rows }, (_, i) => values.subarray(i * d, (i + 1) * d));
  const codebook = start(values, units, d);
  const weights = codebook.weights.slice();
  const spreads = [10, 7.75, 5.5, 3.25, 1].map((radius) => gaussian(20, radius));
  // Radius 10 → 1 in the course of a pass, in five steps for us and at every sample for R.
  const fast = rate(() => {
    samples.forEach((x, i) => void codebook.train(x, spreads[Math.floor((5 * i) / rows)], 0.05));
  }, rows);
  const few = rows / 10;
  const plain = rate(() => {
    for (let i = 0; i < few; i++) plainTrain(weights, 20, d, samples[i], spreads[Math.floor((5 * i) / few)], 0.05);
  }, few);
  const r = kohonen({ values, start: start(values, units, d).weights, d, side: 20, mode: 'online', radius: [10, 1] });
  report('online, 20×20 units, 64 columns (steps per second)', [
    ['WebAssembly SIMD', fast],
    ...(r ? [['R kohonen, mode = "online"', rows / r.seconds]] : []),
    ['plain JavaScript', plain],
  ]);
}

/** One pass through the data at radius 5, and ten from 25 to 1. */
function batch(name, values) {
  const [side, d, rows] = [50, 16, values.length / 16];
  const units = side * side;
  const first = start(values, units, d).weights.slice();
  const codebook = start(values, units, d);
  const wide = gaussian(side, 5);
  const epoch = (book, spread) => {
    book.accumulate(values, rows);
    book.update(spread, 1);
  };
  epoch(codebook, wide);
  const fast = rate(() => epoch(codebook, wide), rows);
  const fresh = start(values, units, d);
  const ten = seconds(() => {
    for (let n = 0; n < 10; n++) epoch(fresh, gaussian(side, 25 - (24 * n) / 9));
  });
  const { passedOver } = fresh.effort();
  const few = values.subarray(0, 4000 * d);
  const plain = rate(() => plainEpoch(first.slice(), side, d, few, wide), 4000);
  const r = kohonen({ values, start: first, d, side, mode: 'pbatch', radius: [5, 5] });
  report(`batch, 50×50 units, 100 000 × 16, ${name} (samples per second)`, [
    ['WebAssembly SIMD, ten passes, radius 25 to 1', (10 * rows) / ten, `${ten.toFixed(2)} s`],
    ['one pass again and again, radius 5', fast],
    ...(r ? [['R kohonen, mode = "pbatch", one core', rows / r.seconds]] : []),
    ['plain JavaScript', plain],
  ]);
  const share = passedOver / (10 * rows * units);
  console.log(`  in the ten, pruning passed over ${(100 * share).toFixed(0)} % of all pairs`);
  if (!r) return;
  const ours = start(values, units, d);
  ours.accumulate(values, rows);
  ours.update(largestStep(side, 5), 1);
  const gap = r.weights.reduce((most, w, i) => Math.max(most, Math.abs(w - ours.weights[i])), 0);
  console.log(
    `  largest difference from the weights of R after a pass, with its neighbourhood: ${gap.toExponential(1)}`,
  );
}

function mnist() {
  const file = join(process.env.SELFORG_DATA ?? '', 'mnist', 'train-images-idx3-ubyte.gz');
  if (!process.env.SELFORG_DATA || !existsSync(file))
    return console.log('\nMNIST: set SELFORG_DATA to a folder with mnist/');
  const pixels = gunzipSync(readFileSync(file)).subarray(16);
  const values = Float32Array.from(pixels, (pixel) => pixel / 255);
  const [side, d, rows] = [20, 784, values.length / 784];
  for (const relaxed of [false, true]) {
    const codebook = start(values, side * side, d, { relaxed });
    if (relaxed && !codebook.relaxed) continue;
    const passes = [10, 6, 3, 1].map((radius) => {
      return seconds(() => {
        codebook.accumulate(values, rows);
        codebook.update(gaussian(side, radius), 1);
      });
    });
    const { passedOver, decidedAnew } = codebook.effort();
    console.log(`\nbatch, MNIST 60 000 × 784, 20×20 units${relaxed ? ', relaxed SIMD' : ''}`);
    console.log(`  seconds a pass at radius 10, 6, 3, 1: ${passes.map((s) => s.toFixed(2)).join(', ')}`);
    const pairs = 4 * rows * side * side;
    console.log(
      `  passed over ${((100 * passedOver) / pairs).toFixed(0)} %, decided anew ${((25 * decidedAnew) / rows).toFixed(1)} %`,
    );
  }
}

/** Units that start at samples. */
function start(values, units, d, options = {}) {
  const codebook = new maps.Codebook({ units, dimensions: d, distance: 'euclidean', ...options });
  const rows = values.length / d;
  for (let unit = 0; unit < units; unit++) {
    const row = (unit * 7919) % rows;
    codebook.weights.set(values.subarray(row * d, (row + 1) * d), unit * codebook.stride);
  }
  return codebook;
}

function clusters(rows, d) {
  const centres = Float32Array.from({ length: 20 * d }, () => 5 * random.normal());
  const values = new Float32Array(rows * d);
  for (let i = 0; i < rows; i++) {
    const centre = random.integer(20) * d;
    for (let j = 0; j < d; j++) values[i * d + j] = centres[centre + j] + random.normal();
  }
  return values;
}

function gaussian(side, radius) {
  const table = Float64Array.from({ length: side * side }, (_, k) => {
    return Math.exp(-((Math.floor(k / side) - (k % side)) ** 2) / (2 * radius * radius));
  });
  return { kind: 'product', sides: [side, side], tables: [table, table] };
}

/** The Gaussian of R's kohonen: of the larger of the steps along the two axes. */
function largestStep(side, radius) {
  const h = new Float32Array(side * side);
  const row = (winner) => {
    const column = winner % side;
    const line = Math.floor(winner / side);
    for (let unit = 0; unit < h.length; unit++) {
      const step = Math.max(Math.abs((unit % side) - column), Math.abs(Math.floor(unit / side) - line));
      h[unit] = Math.exp((-step * step) / (2 * radius * radius));
    }
    return h;
  };
  return { kind: 'rows', row };
}

/** Of the processor, for this once. */
function seconds(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

// Plain JavaScript, as one would write it with typed arrays.
function plainWinner(weights, units, d, values, at) {
  let winner = 0;
  let least = Infinity;
  for (let unit = 0, w = 0; unit < units; unit++) {
    let sum = 0;
    for (let j = at; j < at + d; j++, w++) {
      const gap = values[j] - weights[w];
      sum += gap * gap;
    }
    if (sum < least) {
      least = sum;
      winner = unit;
    }
  }
  return winner;
}

function plainWinners(weights, units, d, values) {
  return Int32Array.from({ length: values.length / d }, (_, i) => plainWinner(weights, units, d, values, i * d));
}

function plainTrain(weights, side, d, sample, { tables: [table] }, rate) {
  const winner = plainWinner(weights, side * side, d, sample, 0);
  const column = (winner % side) * side;
  const row = Math.floor(winner / side) * side;
  for (let unit = 0, w = 0; unit < side * side; unit++) {
    const by = rate * table[column + (unit % side)] * table[row + Math.floor(unit / side)];
    for (let j = 0; j < d; j++, w++) weights[w] += by * (sample[j] - weights[w]);
  }
}

/** With sums for each winner, and the neighbourhood along one axis after the other: the same algorithm. */
function plainEpoch(weights, side, d, values, { tables: [table] }) {
  const units = side * side;
  const span = d + 1;
  let sums = new Float64Array(units * span);
  for (let at = 0; at < values.length; at += d) {
    const sum = plainWinner(weights, units, d, values, at) * span;
    for (let j = 0; j < d; j++) sums[sum + j] += values[at + j];
    sums[sum + d]++;
  }
  for (const step of [1, side]) {
    const next = new Float64Array(sums.length);
    for (let unit = 0; unit < units; unit++) {
      const at = Math.floor(unit / step) % side;
      for (let other = 0; other < side; other++) {
        const h = table[at * side + other];
        const from = (unit + (other - at) * step) * span;
        for (let j = 0; j < span; j++) next[unit * span + j] += h * sums[from + j];
      }
    }
    sums = next;
  }
  for (let unit = 0; unit < units; unit++) {
    for (let j = 0; j < d; j++) weights[unit * d + j] = sums[unit * span + j] / sums[unit * span + d];
  }
}

/** One pass of kohonen::som: seconds of the processor, and the weights after it; nothing where R or it is missing. */
function kohonen({ values, start: weights, d, side, mode, radius }) {
  const program = `
    library(kohonen)
    read <- function(name, n) matrix(readBin(name, "numeric", n, size = 4), ncol = ${d}, byrow = TRUE)
    x <- read("values", ${values.length})
    start <- list(read("start", ${weights.length}))
    grid <- somgrid(${side}, ${side}, "rectangular", neighbourhood.fct = "gaussian")
    before <- proc.time()
    map <- som(x, grid, rlen = 1, mode = "${mode}", cores = 1, radius = c(${radius}), init = start, keep.data = FALSE)
    spent <- proc.time() - before
    writeBin(as.vector(t(map$codes[[1]])), "weights", size = 8)
    cat(spent[["user.self"]] + spent[["sys.self"]])`;
  writeFileSync(join(folder, 'values'), values);
  writeFileSync(join(folder, 'start'), weights);
  const { status, stdout } = spawnSync('Rscript', ['-e', program], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) {
    console.log('\n(no Rscript with the package kohonen here: without that peer)');
    return undefined;
  }
  const bytes = readFileSync(join(folder, 'weights'));
  return { seconds: Number(stdout), weights: new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8) };
}
