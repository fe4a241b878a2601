import { noise4, rowKey } from './noise';
import { exp4 } from './simd-math';
import { append, nextBits, seedBits } from './spiking-synapses';
export { deliver } from './spiking-synapses';
export { heapBase } from './heap';

// One f32 a neuron of v, ge, gi and `wait` (steps of the refractory time that are left), one u16 of what arrived by
// excitatory and by inhibitory synapses. Arrays are padded to a multiple of eight neurons.

/** Bits of the lanes that are neurons, of the vector that begins with neuron i. */
// @ts-ignore: decorator
@inline
function lanes(i: i32, neurons: i32): i32 {
  return neurons - i >= 4 ? 15 : (1 << (neurons - i)) - 1;
}

/** Counts of four neurons as floats, and zero in their place. */
// @ts-ignore: decorator
@inline
function take(counts: usize): v128 {
  const taken = f32x4.convert_i32x4_s(v128.load16x4_u(counts));
  store<u64>(counts, 0);
  return taken;
}

/**
 * Synapses as currents: the exact solution over one step of τ dv/dt = rest − v + ge + gi, with ge and gi decaying.
 * `constants` (f32): rest, e^(−dt/τ), share of ge and of gi that reach v, decay of ge and of gi, weights, threshold, reset, wait.
 * Writes the neurons that fire and returns how many.
 */
export function stepCurrents(neurons: i32, v: usize, ge: usize, gi: usize, wait: usize, excited: usize, inhibited: usize, spikes: usize, constants: usize): i32 {
  const rest = v128.load_splat<f32>(constants);
  const leak = v128.load_splat<f32>(constants, 4);
  const fromE = v128.load_splat<f32>(constants, 8);
  const fromI = v128.load_splat<f32>(constants, 12);
  const decayE = v128.load_splat<f32>(constants, 16);
  const decayI = v128.load_splat<f32>(constants, 20);
  const weightE = v128.load_splat<f32>(constants, 24);
  const weightI = v128.load_splat<f32>(constants, 28);
  const threshold = v128.load_splat<f32>(constants, 32);
  const reset = v128.load_splat<f32>(constants, 36);
  const pause = v128.load_splat<f32>(constants, 40);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  let list = spikes;
  for (let i = 0; i < neurons; i += 4) {
    const at = (<usize>i) << 2;
    const half = (<usize>i) << 1;
    const e = f32x4.add(v128.load(ge + at), f32x4.mul(take(excited + half), weightE));
    const n = f32x4.add(v128.load(gi + at), f32x4.mul(take(inhibited + half), weightI));
    const left = v128.load(wait + at);
    const old = v128.load(v + at);
    const flow = f32x4.add(f32x4.mul(e, fromE), f32x4.mul(n, fromI));
    const free = f32x4.add(f32x4.add(rest, f32x4.mul(f32x4.sub(old, rest), leak)), flow);
    const now = v128.bitselect(old, free, f32x4.gt(left, zero));
    const fired = f32x4.gt(now, threshold);
    v128.store(v + at, v128.bitselect(reset, now, fired));
    v128.store(ge + at, f32x4.mul(e, decayE));
    v128.store(gi + at, f32x4.mul(n, decayI));
    v128.store(wait + at, v128.bitselect(pause, f32x4.pmax(f32x4.sub(left, one), zero), fired));
    if (v128.any_true(fired)) list = append(list, i32x4.bitmask(fired) & lanes(i, neurons), i);
  }
  return <i32>((list - spikes) >> 2);
}

/**
 * Synapses as conductances, in units of the leak: τ dv/dt = rest − v + ge (Ee − v) + gi (Ei − v), with ge and gi held
 * over the step (exponential Euler). `constants` (f32): rest, dt/τ, Ee, Ei, then as above.
 */
export function stepConductances(neurons: i32, v: usize, ge: usize, gi: usize, wait: usize, excited: usize, inhibited: usize, spikes: usize, constants: usize): i32 {
  const rest = v128.load_splat<f32>(constants);
  const rate = v128.load_splat<f32>(constants, 4);
  const reversalE = v128.load_splat<f32>(constants, 8);
  const reversalI = v128.load_splat<f32>(constants, 12);
  const decayE = v128.load_splat<f32>(constants, 16);
  const decayI = v128.load_splat<f32>(constants, 20);
  const weightE = v128.load_splat<f32>(constants, 24);
  const weightI = v128.load_splat<f32>(constants, 28);
  const threshold = v128.load_splat<f32>(constants, 32);
  const reset = v128.load_splat<f32>(constants, 36);
  const pause = v128.load_splat<f32>(constants, 40);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  let list = spikes;
  for (let i = 0; i < neurons; i += 4) {
    const at = (<usize>i) << 2;
    const half = (<usize>i) << 1;
    const e = f32x4.add(v128.load(ge + at), f32x4.mul(take(excited + half), weightE));
    const n = f32x4.add(v128.load(gi + at), f32x4.mul(take(inhibited + half), weightI));
    const left = v128.load(wait + at);
    const old = v128.load(v + at);
    const total = f32x4.add(f32x4.add(one, e), n);
    const pull = f32x4.add(f32x4.add(rest, f32x4.mul(e, reversalE)), f32x4.mul(n, reversalI));
    const goal = f32x4.div(pull, total);
    const keep = exp4(f32x4.neg(f32x4.mul(rate, total)));
    const free = f32x4.add(goal, f32x4.mul(f32x4.sub(old, goal), keep));
    const now = v128.bitselect(old, free, f32x4.gt(left, zero));
    const fired = f32x4.gt(now, threshold);
    v128.store(v + at, v128.bitselect(reset, now, fired));
    v128.store(ge + at, f32x4.mul(e, decayE));
    v128.store(gi + at, f32x4.mul(n, decayI));
    v128.store(wait + at, v128.bitselect(pause, f32x4.pmax(f32x4.sub(left, one), zero), fired));
    if (v128.any_true(fired)) list = append(list, i32x4.bitmask(fired) & lanes(i, neurons), i);
  }
  return <i32>((list - spikes) >> 2);
}

/** One more excitatory spike for each neuron with probability `chance` · 2⁻³². */
export function kick(neurons: i32, excited: usize, key: u64, time: f64, chance: u32): void {
  const row = rowKey(key, time, 0, 0);
  const low = i32x4.splat(<i32>row);
  const high = i32x4.splat(<i32>(row >> 32));
  const limit = i32x4.splat(chance);
  let columns = i32x4(0, 1, 2, 3);
  for (let i = 0; i < neurons; i += 4) {
    const hits = i32x4.bitmask(i32x4.lt_u(noise4(columns, low, high), limit));
    if (hits) {
      for (let lane = 0; lane < 4; lane++) {
        const at = excited + ((<usize>(i + lane)) << 1);
        store<u16>(at, load<u16>(at) + ((hits >> lane) & 1));
      }
    }
    columns = i32x4.add(columns, i32x4.splat(4));
  }
}

/**
 * Joins every ordered pair of two neurons with probability `chance`; writes no more than `capacity` targets. Not every
 * pair is drawn, but how far it is to the next that is joined: a geometric number.
 * Returns how many synapses there are.
 */
export function connect(neurons: i32, key: u64, chance: f64, starts: usize, targets: usize, capacity: i32): i32 {
  seedBits(key);
  const scale = 1.0 / Math.log(1.0 - chance);
  const end = targets + ((<usize>capacity) << 1);
  let t = targets;
  for (let i = 0; i < neurons; i++) {
    store<u32>(starts + ((<usize>i) << 2), <u32>((t - targets) >> 1));
    if (chance == 0) continue;
    let target: f64 = -1;
    for (;;) {
      const share = (<f64>nextBits() + 1.0) * (1.0 / 4294967296.0);
      target += 1.0 + Math.floor(Math.log(share) * scale);
      if (target >= <f64>neurons) break;
      if (<i32>target == i || t >= end) continue;
      store<u16>(t, <u16>target);
      t += 2;
    }
  }
  const total = <i32>((t - targets) >> 1);
  store<u32>(starts + ((<usize>neurons) << 2), total);
  return total;
}
