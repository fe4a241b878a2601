import { dense, type Field, type ImageLayer } from '@selforg/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paint, paletteColours } from '../src/index.js';
import { pixels } from './rasters.js';

const image = (as: ImageLayer['as']): ImageLayer => ({ kind: 'image', field: 'any', as });
const greys = (field: Field) => pixels(paint(field, image('scalar'), 'grey')).filter((_, i) => i % 4 === 0);

describe('paint', () => {
  it('shows bits on the memory of the field', () => {
    const data = Uint8Array.of(0b10100000, 0b01000000);
    const raster = paint({ data, shape: [2, 3], stride: [1, 1], packing: 'bits' }, image('bits'), 'grey');
    const [black, white] = [
      [0, 0, 0, 255],
      [255, 255, 255, 255],
    ];
    expect(pixels(raster)).toEqual([white, black, white, black, white, black].flat());
    expect(raster.data.buffer).toBe(data.buffer);
    expect(raster.palette).toEqual(paletteColours('grey', 2));
  });

  it('takes the padding off rows of bits', () => {
    const data = Uint8Array.of(0b11000000, 7, 7, 0b01000000, 7, 7);
    const raster = paint({ data, shape: [2, 2], stride: [3, 1], packing: 'bits' }, image('bits'), 'grey');
    expect([...raster.data]).toEqual([0b11000000, 0b01000000]);
  });

  it('spreads the range over the palette, and cuts off what lies beyond', () => {
    const values = Float32Array.of(-1, 0, 0.5, 1, 9, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    expect(greys(dense(values, [2, 4], [[0, 1]]))).toEqual([0, 0, 128, 255, 255, 0, 255, 0]);
  });

  it('without a range takes that of the finite values', () => {
    const values = Float32Array.of(-2, Number.NaN, 0, 2, Number.POSITIVE_INFINITY, -2);
    expect(greys(dense(values, [2, 3]))).toEqual([0, 0, 128, 255, 255, 0]);
  });

  it('paints constant and empty fields', () => {
    expect(greys(dense(new Float32Array(4).fill(3), [2, 2]))).toEqual([0, 0, 0, 0]);
    expect(greys(dense(new Float32Array(4).fill(Number.NaN), [2, 2]))).toEqual([0, 0, 0, 0]);
    expect(greys(dense(new Float32Array(1).fill(3), [1, 1], [[3, 3]]))).toEqual([0]);
  });

  it('honours strides: a padded field looks like the dense one', () => {
    const arbitrary = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 5 }),
    );
    fc.assert(
      fc.property(arbitrary, ([width, height, padding]) => {
        const stride = width + padding;
        const padded = Float32Array.from({ length: stride * height }, (_, i) => (i * 37) % 11);
        const plain = Float32Array.from(
          { length: width * height },
          (_, i) => padded[Math.floor(i / width) * stride + (i % width)],
        );
        const field = { data: padded, shape: [height, width], stride: [stride, 1], range: [[0, 10]] } as const;
        expect(greys(field)).toEqual(greys(dense(plain, [height, width], [[0, 10]])));
        const states = paint(field, image('states'), 'states');
        expect([...states.data]).toEqual([...plain]);
      }),
    );
  });

  it('gives each state its colour, from the lowest of the range on', () => {
    const field = dense(Int8Array.of(-1, 1, 0, 1), [2, 2], [[-1, 1]]);
    const raster = paint(field, image('states'), 'states');
    expect([...raster.data]).toEqual([0, 2, 1, 2]);
    expect(raster.palette).toEqual(paletteColours('states', 3));
    const bytes = Uint8Array.of(0, 1, 2, 3);
    expect(paint(dense(bytes, [2, 2], [[0, 3]]), image('states'), 'changes').data.buffer).toBe(bytes.buffer);
  });

  it('shows colours as they are: bytes, shares of one, or a range a channel', () => {
    const rgb = (field: Field) => pixels(paint(field, image('rgb'), 'grey'));
    expect(rgb(dense(Uint8Array.of(1, 2, 3), [1, 1, 3]))).toEqual([1, 2, 3, 255]);
    expect(rgb(dense(Float32Array.of(0, 0.5, 2), [1, 1, 3]))).toEqual([0, 128, 255, 255]);
    expect(
      rgb(
        dense(
          Float32Array.of(-1, 5, 3),
          [1, 1, 3],
          [
            [-1, 1],
            [0, 5],
            [0, 6],
          ],
        ),
      ),
    ).toEqual([0, 255, 128, 255]);
  });
});
