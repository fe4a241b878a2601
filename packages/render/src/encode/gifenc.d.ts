// gifenc ships no types: what is used of it.
declare module 'gifenc' {
  type Colour = readonly number[];

  interface Encoder {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: { palette?: readonly Colour[]; delay?: number; repeat?: number; colorDepth?: number },
    ): void;
    finish(): void;
    readonly stream: { bytes(): Uint8Array<ArrayBuffer>; reset(): void };
  }

  export function GIFEncoder(options?: { initialCapacity?: number }): Encoder;
  export function quantize(rgba: Uint8Array, colours: number): Colour[];
  export function applyPalette(rgba: Uint8Array, palette: readonly Colour[]): Uint8Array;
}
