import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, parseCsv } from '../src/data/readers/csv.js';
import { numberAt } from '../src/data/readers/csv-number.js';

const rowsOf = (text: string, options?: CsvOptions) => {
  const { rows, columns, values } = parseCsv(text, options);
  return Array.from({ length: rows }, (_, r) => Array.from(values.subarray(r * columns, (r + 1) * columns)));
};

describe('parseCsv', () => {
  it.each([
    ['commas', '1,2.5\n-3,4e2\n'],
    ['semicolons and decimal commas', '1;2,5\n-3;4e2\n'],
    ['semicolons and decimal points', '1;2.5\n-3;4e2\n'],
    ['tabs', '1\t2.5\n-3\t4e2'],
    ['blanks, any number of them', '  1   2.5\n-3 \t 4e2  \n'],
    ['spaces beside the fields', ' 1 , 2.5 \n -3,400\t\n'],
    ['Windows line ends', '1,2.5\r\n-3,400\r\n'],
    ['line ends of old Macs', '1,2.5\r-3,400\r'],
    ['blank lines and remarks', '# made today\n\n1,2.5\n\n# half\n-3,400\n\n'],
    ['a byte-order mark', '\ufeff1,2.5\n-3,400'],
    ['quotes', '"1","2.5"\n"-3" , "400"\n'],
  ])('reads %s', (_, text) => {
    expect(rowsOf(text)).toEqual([
      [1, 2.5],
      [-3, 400],
    ]);
  });

  it('reads gzip', () => {
    expect(parseCsv(gzipSync(new TextEncoder().encode('1,2\n3,4'))).values).toEqual(Float32Array.of(1, 2, 3, 4));
  });

  it('sees a header by the words in it', () => {
    const set = parseCsv('length,"width, in ""cm"""\n1,2\n3,4\n');
    expect(set).toMatchObject({ rows: 2, columns: 2, features: ['length', 'width, in "cm"'] });
    expect(parseCsv('2020,2021\n1,2\n', { header: true })).toMatchObject({ rows: 1, features: ['2020', '2021'] });
    expect(parseCsv('1,2\n3,4\n')).not.toHaveProperty('features');
  });

  it('takes a last column of words as labels, in the order of their letters', () => {
    const set = parseCsv('x;kind\n1,5;b\n2,5;a\n3,5;\n4,5;b\n');
    expect(set).toMatchObject({ rows: 4, columns: 1, features: ['x'], classes: ['a', 'b'] });
    expect([...(set.labels ?? [])]).toEqual([1, 0, -1, 1]);
    expect([...set.values]).toEqual([1.5, 2.5, 3.5, 4.5]);
  });

  it('takes labels from the column that it is told, numbers by their size', () => {
    const text = 'id,digit,ink\n1,10,.5\n2,9,.25\n';
    for (const label of ['digit', 1, -2]) {
      expect(parseCsv(text, { label, ignore: ['id'] })).toMatchObject({
        columns: 1,
        classes: ['9', '10'],
        labels: Int32Array.of(1, 0),
        features: ['ink'],
      });
    }
    expect(parseCsv('1,2\n3,4', { label: -1 })).toMatchObject({ columns: 1, classes: ['2', '4'] });
    expect(parseCsv('1,a\n3,b', { label: false, ignore: [1] })).not.toHaveProperty('labels');
  });

  it('understands a first row of counts and names of classes', () => {
    expect(parseCsv('3,2,cat,dog\n1,2,0\n3,4,1\n5,6,1\n')).toMatchObject({
      rows: 3,
      columns: 2,
      classes: ['cat', 'dog'],
      labels: Int32Array.of(0, 1, 1),
    });
    // The same length as the rows, as of iris.
    expect(parseCsv('2,3,a,b\n1,2,7,1\n3,4,7,0\n').classes).toEqual(['a', 'b']);
  });

  it('marks what is missing by NaN', () => {
    expect(rowsOf('1,,3\nNA,2,nan\n?,null,N/A\n')).toEqual([
      [1, Number.NaN, 3],
      [Number.NaN, 2, Number.NaN],
      [Number.NaN, Number.NaN, Number.NaN],
    ]);
    expect(rowsOf('1\t\t3\n\t2\t\n')).toEqual([
      [1, Number.NaN, 3],
      [Number.NaN, 2, Number.NaN],
    ]);
    expect(rowsOf('1,2,')).toEqual([[1, 2, Number.NaN]]);
  });

  it.each<[string, string, CsvOptions, string]>([
    ['an empty file', '', {}, 'invalid data "nothing": expected at least one row of numbers'],
    ['blank lines', '\n \n# 1,2\n', {}, 'invalid data "nothing"'],
    ['a header alone', 'a,b\n', {}, 'invalid data "a header only"'],
    ['a short row', '1,2,3\n4,5,6\n7,8\n', {}, 'invalid data at line 3 "2 fields": expected 3, as in the first row'],
    ['a long row', '1,2\n\n3,4,5,6\n', {}, 'invalid data at line 3 "4 fields": expected 2, as in the first row'],
    ['a row of one', 'a,b\n1,2\n3\n', {}, 'invalid data at line 3 "1 field": expected 2'],
    ['words', 'a,b\n1,2\n3,x\n', { label: 'a' }, 'invalid data at line 3, column "b" "x": expected a number'],
    ['words without a header', '1,2,3\n3,x,4\n', {}, 'invalid data at line 2, column 2 "x": expected a number'],
    ['a slip in the last column', '1,2\n3,inf\n', {}, 'invalid data at line 2, column 2 "inf": expected a number'],
    ['hexadecimals', '1,2,3\n3,0x1F,4\n', {}, 'column 2 "0x1F": expected a number'],
    ['thousands', '1;1.234,5\n', { label: false }, 'column 2 "1.234,5": expected a number'],
    ['an open quote', '1,"2\n3,4\n', {}, 'invalid data at line 1 "2\\n3,4\\n": expected a quote that ends the field'],
    ['more after a quote', '1,"2"x\n', {}, 'expected nothing between the quote and the end of the field'],
    [
      'no such column',
      'abc,b\n1,2\n',
      { label: 'abd' },
      'invalid column "abd": expected one of abc, b; did you mean "abc"?',
    ],
    ['no name to find', '1,2\n', { label: 'x' }, 'invalid column "x": expected a number: there is no header'],
    ['no such number', '1,2\n', { label: 2 }, 'invalid column 2: expected a number from 0 to 1, or -1 for the last'],
    ['labels alone', '1\n2\n', { label: 0 }, 'invalid data "1 columns"'],
  ])('refuses %s', (_, text, options, message) => {
    expect(() => parseCsv(text, options)).toThrow(message);
  });

  it('refuses damaged gzip', () => {
    const packed = gzipSync(new TextEncoder().encode('1,2\n3,4\n'.repeat(100)));
    expect(() => parseCsv(packed.subarray(0, packed.length - 9))).toThrow('expected a whole gzip file');
  });

  it('reads any table that is written', () => {
    const cell = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    const tables = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(tables, fc.constantFrom(',', ';', '\t', ' '), fc.constantFrom('\n', '\r\n'), (table, sign, end) => {
        const text = table.map((row) => row.map((x) => `${x}`).join(sign)).join(end);
        expect(rowsOf(text)).toEqual(table.map((row) => row.map((x) => Math.fround(x) + 0)));
      }),
    );
  });

  it('never fails otherwise than by an error of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'12,;\t "\n\r.e-#xNA?') }), (text) => {
        try {
          const { rows, columns, values } = parseCsv(text);
          expect(values).toHaveLength(rows * columns);
        } catch (error) {
          expect(error).toHaveProperty('name', 'InputError');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('numberAt', () => {
  const parse = (text: string) => numberAt(new TextEncoder().encode(text), 0, text.length, 46);
  it('is the number that JavaScript reads, to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        for (const text of [String(x), x.toExponential(5), x.toPrecision(17)]) expect(parse(text)).toBe(Number(text));
      }),
    );
    for (const text of [
      '.5',
      '5.',
      '+1',
      '007',
      '1E+05',
      '123456789012345678901234567890',
      '0.000000000000000000000001',
    ]) {
      expect(parse(text)).toBe(Number(text));
    }
  });
  it.each(['', '.', '-', 'e5', '1e', '1e+', '1.2.3', '1 2', '0x10', 'Infinity', 'NaN', '1e12345', '--1', '1-'])(
    'takes no number from "%s"',
    (text) => {
      expect(parse(text)).toBeNaN();
    },
  );
});
