import { maps } from '@selforg/core';

/** What a thread works from: a map as it began, and all samples, in memory that all threads see. */
export interface Shared {
  readonly map: Uint8Array;
  readonly values: Float32Array;
  /** The units' weights as they are in this epoch, without padding: written anew between epochs. */
  readonly weights: Float32Array;
}

/** A part of the samples of one epoch. */
export interface Part {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

export interface PartSums {
  readonly index: number;
  readonly sums: Float64Array<ArrayBuffer>;
}

/** Makes a function that adds up what the samples of a part do to a map. */
export function accumulator({ map: file, values, weights }: Shared): (part: Part) => PartSums {
  const { codebook } = maps.Som.decode(file);
  const { units, dimensions, stride } = codebook;
  return ({ index, from, to }) => {
    for (let unit = 0; unit < units; unit++) {
      codebook.weights.set(weights.subarray(unit * dimensions, (unit + 1) * dimensions), unit * stride);
    }
    codebook.clearSums();
    codebook.accumulate(values.subarray(from * dimensions, to * dimensions), to - from);
    return { index, sums: codebook.sums() };
  };
}
