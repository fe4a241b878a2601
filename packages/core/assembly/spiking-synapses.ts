import { mix64 } from './noise';

// Synapses as outgoing lists: those of neuron i are `targets` (u16) from starts[i] to starts[i + 1] (u32). All
// excitatory ones are of one weight, and all inhibitory ones: a spike then only adds one to a count (u16) at each
// target, sums are exact, and the order of spikes does not matter.

/** Of the sequence that is being drawn: set by `seedBits`, meaningless between calls. */
let state: u64 = 0;

/** Random bits in sequence (SplitMix64, Steele, Lea & Flood 2014). */
// @ts-ignore: decorator
@inline
export function nextBits(): u32 {
  state += 0x9e3779b97f4a7c15;
  return <u32>(mix64(state) >> 32);
}

export function seedBits(key: u64): void {
  state = mix64(key);
}

/** An integer from 0 to below − 1. */
// @ts-ignore: decorator
@inline
export function nextInteger(below: i32): i32 {
  return <i32>((<u64>nextBits() * <u64>below) >> 32);
}

/** Adds one to the count of every target of the neurons spikes[from … to − 1] (i32). */
export function deliver(spikes: usize, from: i32, to: i32, starts: usize, targets: usize, counts: usize): void {
  const last = spikes + ((<usize>to) << 2);
  for (let s = spikes + ((<usize>from) << 2); s < last; s += 4) {
    const row = starts + ((<usize>load<i32>(s)) << 2);
    let t = targets + ((<usize>load<u32>(row)) << 1);
    const end = targets + ((<usize>load<u32>(row, 4)) << 1);
    for (; t + 8 <= end; t += 8) {
      const four = load<u64>(t);
      const a = counts + ((<usize>(four & 0xffff)) << 1);
      store<u16>(a, load<u16>(a) + 1);
      const b = counts + ((<usize>((four >> 16) & 0xffff)) << 1);
      store<u16>(b, load<u16>(b) + 1);
      const c = counts + ((<usize>((four >> 32) & 0xffff)) << 1);
      store<u16>(c, load<u16>(c) + 1);
      const d = counts + ((<usize>(four >> 48)) << 1);
      store<u16>(d, load<u16>(d) + 1);
    }
    for (; t < end; t += 2) {
      const a = counts + ((<usize>load<u16>(t)) << 1);
      store<u16>(a, load<u16>(a) + 1);
    }
  }
}

/** Appends the numbers of the lanes that fired to a list of spikes (i32); returns where the list ends then. */
// @ts-ignore: decorator
@inline
export function append(spikes: usize, fired: i32, first: i32): usize {
  while (fired) {
    store<i32>(spikes, first + <i32>ctz(fired));
    spikes += 4;
    fired &= fired - 1;
  }
  return spikes;
}
