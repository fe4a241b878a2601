export { heapBase } from './heap';

// Addresses are rows of `bytes` bytes, a multiple of 16, bits that are not used 0. Counters are rows of `bits` i32, a multiple
// of 4, one a bit of the data.

// @ts-ignore: decorator
@inline
function distance(a: usize, b: usize, bytes: i32): i32 {
  let sum = i32x4.splat(0);
  for (let end = a + <usize>bytes; a < end; a += 16, b += 16) {
    const ones = i8x16.popcnt(v128.xor(v128.load(a), v128.load(b)));
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(ones)));
  }
  return (
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
  );
}

/** Writes the numbers of the locations within the radius of an address, and returns how many there are. */
export function within(addresses: usize, count: i32, bytes: i32, address: usize, radius: i32, out: usize): i32 {
  let found = 0;
  for (let i = 0; i < count; i++, addresses += <usize>bytes) {
    if (distance(addresses, address, bytes) > radius) continue;
    store<i32>(out + ((<usize>found) << 2), i);
    found++;
  }
  return found;
}

/** Adds a row of ±1 to the counters of some locations. */
export function write(counters: usize, bits: i32, locations: usize, count: i32, data: usize): void {
  const row = (<usize>bits) << 2;
  for (let n = 0; n < count; n++) {
    const at = counters + <usize>load<i32>(locations + ((<usize>n) << 2)) * row;
    for (let o: usize = 0; o < row; o += 16) {
      v128.store(at + o, i32x4.add(v128.load(at + o), v128.load(data + o)));
    }
  }
}

/** Adds up the counters of some locations, one sum a bit. */
export function read(counters: usize, bits: i32, locations: usize, count: i32, sums: usize): void {
  const row = (<usize>bits) << 2;
  memory.fill(sums, 0, row);
  for (let n = 0; n < count; n++) {
    const at = counters + <usize>load<i32>(locations + ((<usize>n) << 2)) * row;
    for (let o: usize = 0; o < row; o += 16) {
      v128.store(sums + o, i32x4.add(v128.load(sums + o), v128.load(at + o)));
    }
  }
}
