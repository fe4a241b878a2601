import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { datasetOfIdx, formatIdx, parseIdx } from '../src/data/readers/idx.js';
import { parseNpy } from '../src/data/readers/npy.js';
import { parseDataset } from '../src/data/readers/read-dataset.js';

describe('IDX', () => {
  // Written out by the description of the format: 00 00, type, dimensions, sizes and numbers with the largest byte first.
  it.each<[string, number[], number[]]>([
    ['unsigned bytes', [8, 1, 0, 0, 0, 2, 255, 1], [255, 1]],
    ['signed bytes', [9, 1, 0, 0, 0, 2, 255, 1], [-1, 1]],
    ['short integers', [11, 1, 0, 0, 0, 2, 1, 0, 255, 255], [256, -1]],
    ['integers', [12, 1, 0, 0, 0, 1, 0, 1, 0, 0], [65536]],
    ['floats', [13, 1, 0, 0, 0, 1, 0x3f, 0xc0, 0, 0], [1.5]],
    ['doubles', [14, 1, 0, 0, 0, 1, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], [1.5]],
  ])('of %s', (_, bytes, numbers) => {
    const file = Uint8Array.of(0, 0, ...bytes);
    expect([...parseIdx(file).data]).toEqual(numbers);
    expect(formatIdx(parseIdx(file))).toEqual(file);
    expect([...parseIdx(gzipSync(file)).data]).toEqual(numbers);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 6, maxLength: 6 }),
        fc.constantFrom([6], [2, 3], [1, 2, 3]),
        (data, shape) => {
          expect(parseIdx(formatIdx({ shape, data }))).toEqual({ shape, data });
        },
      ),
    );
  });

  it('makes a data set of pictures and labels', () => {
    const images = { shape: [2, 2, 3], data: Uint8Array.from({ length: 12 }, (_, i) => i) };
    const labels = { shape: [2], data: Uint8Array.of(1, 0) };
    expect(datasetOfIdx(images, labels)).toEqual({
      rows: 2,
      columns: 6,
      values: Float32Array.from({ length: 12 }, (_, i) => i),
      picture: { width: 3, height: 2 },
      labels: Int32Array.of(1, 0),
      classes: ['0', '1'],
    });
    expect(datasetOfIdx(images, labels, ['shirt', 'shoe']).classes).toEqual(['shirt', 'shoe']);
    expect(() => datasetOfIdx(images, { shape: [3], data: Uint8Array.of(0, 0, 1) })).toThrow(
      'invalid data "3 labels": expected 2, one a sample',
    );
    expect(() => datasetOfIdx(images, labels, ['shirt'])).toThrow('invalid label 1: expected the number of a class');
  });

  it('says what is wrong', () => {
    const file = formatIdx({ shape: [2, 2, 2], data: new Uint8Array(8) });
    for (const length of [23, 17, 16]) {
      expect(() => parseIdx(file.subarray(0, length))).toThrow(
        `invalid data "${length} bytes": expected an IDX file of 24`,
      );
    }
    expect(() => parseIdx(file.subarray(0, 9))).toThrow(
      'invalid data "9 bytes": expected an IDX file of at least 16 bytes',
    );
    expect(() => parseIdx(Uint8Array.of(...file, 0))).toThrow(
      'invalid data "25 bytes": expected an IDX file of 24 bytes',
    );
    expect(() => parseIdx(Uint8Array.of(0, 0, 10, 1))).toThrow('expected an IDX file: zero, zero, type, dimensions');
    expect(() => parseIdx(new Uint8Array(0))).toThrow('invalid data "0 bytes"');
    // 2³² × 2³² bytes that are not there.
    const liar = Uint8Array.of(0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255);
    expect(() => parseIdx(liar)).toThrow('invalid data "12 bytes"');
    expect(() => parseIdx(gzipSync(file).subarray(0, 20))).toThrow('expected a whole gzip file');
    expect(() => datasetOfIdx({ shape: [0, 4], data: new Uint8Array(0) })).toThrow('at least one sample');
  });

  it('unpacks pictures of nothing, a thousand to one', () => {
    const data = new Uint8Array(4_000_000);
    const packed = gzipSync(formatIdx({ shape: [1000, 4000], data }));
    expect(packed.length).toBeLessThan(5000);
    expect(parseIdx(packed).data).toHaveLength(4_000_000);
  });
});

describe('NPY', () => {
  /** A file by the description of the format: magic, version, length of the header, header, numbers. */
  const npy = (header: string, numbers: ArrayBufferView, version = 1) => {
    const text = new TextEncoder().encode(`${header}\n`);
    const head = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0];
    const data = new Uint8Array(numbers.buffer);
    return Uint8Array.of(0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...head, ...text, ...data);
  };
  const header = (descr: string, shape: string, order = 'False') =>
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`;

  it('is read in both byte orders and both orders of dimensions', () => {
    const doubles = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect(parseNpy(npy(header('<f8', '2, 3'), doubles))).toEqual({
      rows: 2,
      columns: 3,
      values: Float32Array.from(doubles),
    });
    expect(parseNpy(npy(header('<f8', '2, 3', 'True'), doubles, 2)).values).toEqual(Float32Array.of(1, 3, 5, 2, 4, 6));
    expect(parseNpy(npy(header('>i2', '2,'), Uint8Array.of(1, 0, 255, 255), 3))).toEqual({
      rows: 2,
      columns: 1,
      values: Float32Array.of(256, -1),
    });
    expect(parseNpy(npy(header('<i8', '1, 2'), BigInt64Array.of(-5n, 7n))).values).toEqual(Float32Array.of(-5, 7));
    expect(parseNpy(npy(header('|u1', '2, 2, 3'), new Uint8Array(12))).picture).toEqual({ width: 3, height: 2 });
  });

  it('says what is wrong', () => {
    expect(() => parseNpy(npy(header('<f8', '2, 3'), Float64Array.of(1)))).toThrow('expected an NPY file of');
    expect(() => parseNpy(npy(header('<c16', '1'), Float64Array.of(1, 2)))).toThrow('expected an array of b1, u1');
    expect(() => parseNpy(npy(header('<f8', '0, 3'), new Float64Array(0)))).toThrow('at least one sample');
    expect(() => parseNpy(Uint8Array.of(1, 2, 3))).toThrow('expected an NPY file of version 1 to 3');
    expect(() => parseNpy(npy(header('<f8', '1'), Float64Array.of(1)).subarray(0, 30))).toThrow('more than');
  });
});

describe('parseDataset', () => {
  it('knows a file by its beginning', () => {
    const numbers = { rows: 2, columns: 2, values: Float32Array.of(1, 2, 3, 4) };
    expect(parseDataset(formatIdx({ shape: [2, 2], data: Uint8Array.of(1, 2, 3, 4) }))).toEqual(numbers);
    expect(parseDataset(gzipSync(new TextEncoder().encode('1;2\n3;4')))).toEqual(numbers);
    expect(() => parseDataset(Uint8Array.from({ length: 100 }, (_, i) => i))).toThrow(
      'invalid data "100 bytes": expected a table in text, IDX or NPY',
    );
    expect(() => parseDataset(new TextEncoder().encode('1,2\n1e30,4'))).toThrow('numbers of at most 1000000000000000');
    expect(parseDataset(new TextEncoder().encode('1,2\n,4')).values[2]).toBeNaN();
  });
});
