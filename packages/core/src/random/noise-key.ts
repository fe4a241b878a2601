import type { Random } from './random.js';

/** Two draws of a stream as the 64-bit key of the chance without order that kernels make (`assembly/noise.ts`). */
export const noiseKey = (random: Random): bigint => (BigInt(random.bits()) << 32n) | BigInt(random.bits());
