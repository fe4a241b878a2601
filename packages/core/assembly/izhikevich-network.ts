import { noise4, rowKey } from './noise';
import { normal4, otherNormals } from './spiking-noise';
import { append, nextBits, nextInteger, seedBits } from './spiking-synapses';
export { heapBase } from './heap';

// One f32 a neuron of v, u, a, b, c, d, input and noise; arrays are padded to a multiple of eight neurons.

/** input = noise · a normal number, for each neuron. */
export function drive(neurons: i32, input: usize, noise: usize, key: u64, time: f64): void {
  const row = rowKey(key, time, 0, 0);
  const low = i32x4.splat(<i32>row);
  const high = i32x4.splat(<i32>(row >> 32));
  let columns = i32x4(0, 1, 2, 3);
  const end = input + ((<usize>neurons) << 2);
  for (; input < end; input += 32, noise += 32) {
    const bits = noise4(columns, low, high);
    columns = i32x4.add(columns, i32x4.splat(4));
    const normals = normal4(bits, noise4(columns, low, high));
    columns = i32x4.add(columns, i32x4.splat(4));
    v128.store(input, f32x4.mul(normals, v128.load(noise)));
    v128.store(input, f32x4.mul(otherNormals(), v128.load(noise, 16)), 16);
  }
}

/** Adds the rows of weights (`pitch` f32 a neuron, a multiple of eight) of all neurons in the list of spikes. */
export function deliverAll(spikes: usize, count: i32, weights: usize, pitch: i32, input: usize): void {
  const bytes = (<usize>pitch) << 2;
  for (let s = 0; s < count; s++) {
    const row = weights + <usize>load<i32>(spikes + ((<usize>s) << 2)) * bytes;
    for (let o: usize = 0; o < bytes; o += 32) {
      v128.store(input + o, f32x4.add(v128.load(input + o), v128.load(row + o)));
      v128.store(input + o, f32x4.add(v128.load(input + o, 16), v128.load(row + o, 16)), 16);
    }
  }
}

/** The same where each neuron reaches `fanOut` others: pairs of a target (i32) and a weight (f32). */
export function deliverSome(spikes: usize, count: i32, synapses: usize, fanOut: i32, input: usize): void {
  const bytes = (<usize>fanOut) << 3;
  for (let s = 0; s < count; s++) {
    const first = synapses + <usize>load<i32>(spikes + ((<usize>s) << 2)) * bytes;
    const end = first + bytes;
    for (let at = first; at < end; at += 8) {
      const target = input + ((<usize>load<i32>(at)) << 2);
      store<f32>(target, load<f32>(target) + load<f32>(at, 4));
    }
  }
}

/** Half a millisecond of v by Euler's method; held to ±10 000, far beyond any spike, so that no setting overflows. */
// @ts-ignore: decorator
@inline
function half(v: v128, u: v128, input: v128): v128 {
  const square = f32x4.mul(f32x4.mul(f32x4.splat(0.04), v), v);
  const slope = f32x4.add(f32x4.sub(f32x4.add(f32x4.add(square, f32x4.mul(f32x4.splat(5), v)), f32x4.splat(140)), u), input);
  const next = f32x4.add(v, f32x4.mul(f32x4.splat(0.5), slope));
  return f32x4.pmax(f32x4.pmin(next, f32x4.splat(10000)), f32x4.splat(-10000));
}

/**
 * One millisecond: two half steps of v, one of u; neurons at 30 mV fire and are reset.
 * Writes the neurons that fire and returns how many.
 */
export function update(neurons: i32, v: usize, u: usize, a: usize, b: usize, c: usize, d: usize, input: usize, spikes: usize): i32 {
  const peak = f32x4.splat(30);
  let list = spikes;
  for (let i = 0; i < neurons; i += 4) {
    const at = (<usize>i) << 2;
    const current = v128.load(input + at);
    const recovery = v128.load(u + at);
    const now = half(half(v128.load(v + at), recovery, current), recovery, current);
    const pull = f32x4.sub(f32x4.mul(v128.load(b + at), now), recovery);
    const next = f32x4.add(recovery, f32x4.mul(v128.load(a + at), pull));
    const fired = f32x4.ge(now, peak);
    v128.store(v + at, v128.bitselect(v128.load(c + at), now, fired));
    v128.store(u + at, v128.bitselect(f32x4.add(next, v128.load(d + at)), next, fired));
    if (v128.any_true(fired)) {
      const mask = neurons - i >= 4 ? 15 : (1 << (neurons - i)) - 1;
      list = append(list, i32x4.bitmask(fired) & mask, i);
    }
  }
  return <i32>((list - spikes) >> 2);
}

// @ts-ignore: decorator
@inline
function strength(i: i32, excitatory: i32, toE: f32, toI: f32): f32 {
  const share = <f32>(nextBits() >> 8) * <f32>(1.0 / 16777216.0);
  return i < excitatory ? toE * share : -(toI * share);
}

/** Random weights from every neuron to every one: up to `weightE` from the excitatory ones (the first), down to −`weightI` from the others. */
export function connectAll(neurons: i32, excitatory: i32, weightE: f32, weightI: f32, key: u64, weights: usize, pitch: i32): void {
  seedBits(key);
  for (let i = 0; i < neurons; i++) {
    const row = weights + (((<usize>i) * <usize>pitch) << 2);
    for (let j = 0; j < neurons; j++) store<f32>(row + ((<usize>j) << 2), strength(i, excitatory, weightE, weightI));
  }
}

/** Such weights from every neuron to `fanOut` others, none twice. `marks` is scratch (i32 a neuron). */
export function connectSome(neurons: i32, excitatory: i32, weightE: f32, weightI: f32, key: u64, synapses: usize, fanOut: i32, marks: usize): void {
  seedBits(key);
  memory.fill(marks, 255, (<usize>neurons) << 2);
  let at = synapses;
  for (let i = 0; i < neurons; i++) {
    for (let n = 0; n < fanOut; ) {
      const target = nextInteger(neurons);
      const mark = marks + ((<usize>target) << 2);
      if (load<i32>(mark) == i) continue;
      store<i32>(mark, i);
      store<i32>(at, target);
      store<f32>(at + 4, strength(i, excitatory, weightE, weightI));
      at += 8;
      n++;
    }
  }
}
