// Rows of cells, eight a byte, the leftmost in the most significant bit.

/** Bits beyond the last cell of a row are 0, and so are this many bytes after the last row: reading on is safe. */
export const ROOM = 8;

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** How many bits are set, or set in both of two arrays. */
export function countOnes(bytes: Uint8Array, others: Uint8Array = bytes): number {
  const whole = bytes.length & ~3;
  const a = new DataView(bytes.buffer, bytes.byteOffset, whole);
  const b = new DataView(others.buffer, others.byteOffset, whole);
  let sum = 0;
  for (let i = 0; i < whole; i += 4) sum += ones32(a.getInt32(i) & b.getInt32(i));
  for (let i = whole; i < bytes.length; i++) sum += ONES[bytes[i] & others[i]];
  return sum;
}

/** Bits set in a word (Warren, Hacker's Delight, section 5-1). */
export function ones32(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** First and last set bit of a row of `length` bytes, or nothing. */
export function extent(
  bytes: Uint8Array,
  row: number,
  length: number,
): readonly [first: number, last: number] | undefined {
  let first = 0;
  while (first < length && bytes[row + first] === 0) first++;
  if (first === length) return undefined;
  let last = length - 1;
  while (bytes[row + last] === 0) last--;
  const high = Math.clz32(bytes[row + first]) - 24;
  const low = 31 - Math.clz32(bytes[row + last] & -bytes[row + last]);
  return [8 * first + high, 8 * last + 7 - low];
}

/** Writes the cells from column `first` to before `end` of a packed row one a byte: 1 where the bit is set. */
export function unpack(bytes: Uint8Array, row: number, [first, end]: readonly [number, number], out: Uint8Array): void {
  let to = 0;
  for (let column = first; column < end; ) {
    let byte = bytes[row + (column >> 3)] << (column & 7);
    for (const next = Math.min(end, (column | 7) + 1); column < next; column++) {
      out[to++] = (byte >> 7) & 1;
      byte <<= 1;
    }
  }
}

/** Compares a packed row with that of the generation before: 0 dead, 1 survived, 2 born, 3 just died. */
export function compare(now: Uint8Array, before: Uint8Array, row: number, out: Uint8Array): void {
  const width = out.length;
  let to = 0;
  for (let column = 0; column < width; ) {
    let lives = now[row + (column >> 3)];
    let lived = before[row + (column >> 3)];
    for (const next = Math.min(width, column + 8); column < next; column++) {
      const was = (lived >> 7) & 1;
      const is = (lives >> 7) & 1;
      out[to++] = 3 * was + 2 * is - 4 * (was & is);
      lives <<= 1;
      lived <<= 1;
    }
  }
}
