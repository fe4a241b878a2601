import { noise4, rowKey } from './noise';
import { append, nextInteger, seedBits } from './spiking-synapses';
export { deliver } from './spiking-synapses';
export { heapBase } from './heap';

/**
 * Adds to each neuron's count (u16) a Poisson number: how many of the `terms` ascending thresholds lie below its random
 * bits. Thresholds (i32) and bits are shifted by 2³¹, as only signed numbers compare in one instruction.
 */
export function receive(neurons: i32, excited: usize, thresholds: usize, terms: i32, key: u64, time: f64): void {
  const row = rowKey(key, time, 0, 0);
  const low = i32x4.splat(<i32>row);
  const high = i32x4.splat(<i32>(row >> 32));
  const shift = i32x4.splat(0x80000000);
  const four = i32x4.splat(4);
  const end = thresholds + ((<usize>terms) << 2);
  let columns = i32x4(0, 1, 2, 3);
  for (let i = 0; i < neurons; i += 8, excited += 16) {
    const a = v128.xor(noise4(columns, low, high), shift);
    columns = i32x4.add(columns, four);
    const b = v128.xor(noise4(columns, low, high), shift);
    columns = i32x4.add(columns, four);
    let countA = i32x4.splat(0);
    let countB = i32x4.splat(0);
    for (let at = thresholds; at < end; at += 4) {
      const limit = v128.load_splat<i32>(at);
      countA = i32x4.sub(countA, i32x4.gt_s(a, limit));
      countB = i32x4.sub(countB, i32x4.gt_s(b, limit));
    }
    v128.store(excited, i16x8.add(v128.load(excited), i16x8.narrow_i32x4_u(countA, countB)));
  }
}

/**
 * One step of leaky integrate-and-fire neurons whose inputs are jumps of v: v decays, then what arrives is added, and
 * neurons at the threshold fire; none of it while they are refractory. `excited` and `inhibited` (u16) are the counts of
 * spikes that arrive now, and are zeroed. `constants` (f32): decay, J, g J, threshold, reset, wait.
 * Writes the neurons that fire and returns how many.
 */
export function step(neurons: i32, v: usize, wait: usize, excited: usize, inhibited: usize, spikes: usize, constants: usize): i32 {
  const decay = v128.load_splat<f32>(constants);
  const weightE = v128.load_splat<f32>(constants, 4);
  const weightI = v128.load_splat<f32>(constants, 8);
  const threshold = v128.load_splat<f32>(constants, 12);
  const reset = v128.load_splat<f32>(constants, 16);
  const pause = v128.load_splat<f32>(constants, 20);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  let list = spikes;
  for (let i = 0; i < neurons; i += 4) {
    const at = (<usize>i) << 2;
    const half = (<usize>i) << 1;
    const arrivedE = f32x4.convert_i32x4_s(v128.load16x4_u(excited + half));
    const arrivedI = f32x4.convert_i32x4_s(v128.load16x4_u(inhibited + half));
    store<u64>(excited + half, 0);
    store<u64>(inhibited + half, 0);
    const left = v128.load(wait + at);
    const old = v128.load(v + at);
    const jump = f32x4.sub(f32x4.mul(arrivedE, weightE), f32x4.mul(arrivedI, weightI));
    const now = v128.bitselect(reset, f32x4.add(f32x4.mul(old, decay), jump), f32x4.gt(left, zero));
    const fired = f32x4.ge(now, threshold);
    v128.store(v + at, v128.bitselect(reset, now, fired));
    v128.store(wait + at, v128.bitselect(pause, f32x4.pmax(f32x4.sub(left, one), zero), fired));
    if (v128.any_true(fired)) {
      const mask = neurons - i >= 4 ? 15 : (1 << (neurons - i)) - 1;
      list = append(list, i32x4.bitmask(fired) & mask, i);
    }
  }
  return <i32>((list - spikes) >> 2);
}

/** Draws `count` neurons of those from `first` on, `total` in number, none twice and never neuron i; visits each. */
// @ts-ignore: decorator
@inline
function draw(i: i32, first: i32, total: i32, count: i32, marks: usize, next: usize, targets: usize, writes: bool): void {
  for (let n = 0; n < count; ) {
    const source = <usize>(first + nextInteger(total));
    const mark = marks + (source << 2);
    if (load<i32>(mark) == i || <i32>source == i) continue;
    store<i32>(mark, i);
    const slot = next + (source << 2);
    const at = load<u32>(slot);
    store<u32>(slot, at + 1);
    if (writes) store<u16>(targets + ((<usize>at) << 1), <u16>i);
    n++;
  }
}

/**
 * Gives every neuron `fromE` inputs from the excitatory neurons (the first ones) and `fromI` from the others. The same
 * numbers are drawn twice: to count what goes out of each neuron, then to write the targets where they belong.
 * `marks` and `next` are scratch (i32 a neuron).
 */
export function connect(neurons: i32, excitatory: i32, fromE: i32, fromI: i32, key: u64, starts: usize, targets: usize, marks: usize, next: usize): void {
  for (let pass = 0; pass < 2; pass++) {
    memory.fill(marks, 255, (<usize>neurons) << 2);
    seedBits(key);
    for (let i = 0; i < neurons; i++) {
      draw(i, 0, excitatory, fromE, marks, next, targets, pass == 1);
      draw(i, excitatory, neurons - excitatory, fromI, marks, next, targets, pass == 1);
    }
    if (pass == 1) return;
    let sum: u32 = 0;
    for (let i = 0; i < neurons; i++) {
      const at = (<usize>i) << 2;
      store<u32>(starts + at, sum);
      sum += load<u32>(next + at);
      store<u32>(next + at, load<u32>(starts + at));
    }
    store<u32>(starts + ((<usize>neurons) << 2), sum);
  }
}
