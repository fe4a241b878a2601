// Where the nodes of HashLife are looked for.

// @ts-ignore: decorator
@inline
export function hash(low: u64, high: u64): u64 {
  let h = (low * 0x9e3779b97f4a7c15) ^ rotr(high * 0xc2b2ae3d27d4eb4f, 32);
  h ^= h >> 32;
  return h * 0xd6e8feb86659fd93;
}

/** Tags 0 to 5 are for nodes, 6 and 7 for leaves. */
// @ts-ignore: decorator
@inline
export function tagOf(h: u64, leaf: bool): u32 {
  return leaf ? 6 | (<u32>h & 1) : <u32>(((h & 0xffffffff) * 6) >> 32);
}

// @ts-ignore: decorator
@inline
export function pair(a: u32, b: u32): u64 {
  return (<u64>a) | ((<u64>b) << 32);
}
