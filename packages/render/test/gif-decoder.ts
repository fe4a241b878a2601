/** A GIF as its specification (GIF89a, CompuServe 1990) has it read: for tests, plain rather than fast. */
export interface Gif {
  readonly width: number;
  readonly height: number;
  /** 0 is for ever; undefined is once. */
  readonly loops: number | undefined;
  readonly frames: readonly { readonly delay: number; readonly rgb: readonly number[] }[];
}

export function decodeGif(bytes: Uint8Array): Gif {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const text = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
  if (text(0, 6) !== 'GIF89a') throw new Error('no GIF89a');
  const table = (at: number, flags: number) => bytes.subarray(at, at + 3 * 2 ** ((flags & 7) + 1));
  const global = bytes[10] & 128 ? table(13, bytes[10]) : new Uint8Array(0);
  let at = 13 + global.length;
  let delay = 0;
  let loops: number | undefined;
  const frames: { delay: number; rgb: number[] }[] = [];

  const blocks = (): number[] => {
    const joined: number[] = [];
    for (; bytes[at] > 0; at += 1 + bytes[at]) joined.push(...bytes.subarray(at + 1, at + 1 + bytes[at]));
    at++;
    return joined;
  };
  for (; bytes[at] !== 0x3b; ) {
    const kind = bytes[at++];
    if (kind === 0x21) {
      const label = bytes[at++];
      if (label === 0xf9) delay = view.getUint16(at + 2, true) * 10;
      if (label === 0xff && text(at + 1, 11) === 'NETSCAPE2.0') loops = view.getUint16(at + 14, true);
      blocks();
    } else if (kind === 0x2c) {
      const flags = bytes[at + 8];
      const pixels = view.getUint16(at + 4, true) * view.getUint16(at + 6, true);
      at += 9;
      const local = flags & 128 ? table(at, flags) : undefined;
      at += local?.length ?? 0;
      const codeSize = bytes[at++];
      const indices = unpack(blocks(), codeSize);
      if (indices.length !== pixels) throw new Error(`${indices.length} of ${pixels} pixels`);
      const palette = local ?? global;
      frames.push({ delay, rgb: indices.flatMap((i) => [...palette.subarray(3 * i, 3 * i + 3)]) });
    } else throw new Error(`block ${kind} at ${at - 1}`);
  }
  if (at !== bytes.length - 1) throw new Error('bytes behind the trailer');
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), loops, frames };
}

/** LZW with codes that grow, as appendix F has it. */
function unpack(data: readonly number[], start: number): number[] {
  const clear = 2 ** start;
  let words: number[][] = [];
  let size = start + 1;
  let last: number[] | undefined;
  const out: number[] = [];
  for (let bit = 0; ; ) {
    let code = 0;
    for (let i = 0; i < size; i++, bit++) code |= ((data[bit >> 3] >> (bit & 7)) & 1) << i;
    if (code === clear + 1) return out;
    if (code === clear) {
      words = Array.from({ length: clear + 2 }, (_, i) => (i < clear ? [i] : []));
      size = start + 1;
      last = undefined;
      continue;
    }
    const word: number[] = words[code] ?? [...(last ?? []), (last ?? [])[0]];
    out.push(...word);
    if (last && words.length < 4096) words.push([...last, word[0]]);
    if (words.length === 2 ** size && size < 12) size++;
    last = word;
  }
}
