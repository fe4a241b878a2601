import { isGzip, unpackGzip } from '../../bytes/gzip.js';
import { InputError, suggestion } from '../../contract/errors.js';
import type { Dataset } from '../dataset.js';
import { ClassNames } from './class-names.js';
import { anyNumberAt, type Cell, type Dialect, dialectOf, firstRows } from './csv-dialect.js';
import { FieldScanner } from './csv-fields.js';
import { isMissingAt } from './csv-number.js';

/** A column by its name, or its number from 0 on, or from −1 backwards from the last. */
export type ColumnName = string | number;

export interface CsvOptions {
  /** Column of the classes; by default the last one where it holds words; false for none. */
  readonly label?: ColumnName | false;
  /** Columns to leave out. */
  readonly ignore?: readonly ColumnName[];
  /** Whether the first row holds the names of the columns; by default it is seen from what stands in it. */
  readonly header?: boolean;
  /** What divides the fields; by default tab, semicolon, comma or blanks, whichever the first line has. */
  readonly delimiter?: '\t' | ';' | ',' | ' ';
}

/**
 * Reads a table in text, also packed with gzip: comma, semicolon (with decimal commas), tab or blanks between the fields;
 * quotes; lines of # passed over; nothing, NA, NaN, null or ? where a value is missing, which becomes NaN, or −1 as a label.
 * A first row of counts and names of classes, as scikit-learn's own files have, is understood too.
 * @throws InputError naming the line, for a row of another length, words where numbers stand, and a file without rows
 */
export function parseCsv(source: string | Uint8Array, options: CsvOptions = {}): Dataset {
  const given = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const bytes = isGzip(given) ? unpackGzip(given, 'data') : given;
  const dialect = dialectOf(bytes, options.delimiter);
  const layout = layoutOf(firstRows(bytes, dialect), options);
  return read(bytes, dialect, layout);
}

/** What the columns are. */
interface Layout {
  readonly columns: number;
  /** Rows before the first of data. */
  readonly skipped: number;
  readonly names: readonly string[] | undefined;
  /** Of each column: where its value goes in a row, or −1 for a label or nothing. */
  readonly targets: Int32Array;
  readonly width: number;
  /** Column of the labels, or −1. */
  readonly label: number;
  /** Names of the classes that the labels count, where the file tells them. */
  readonly classes: readonly string[] | undefined;
}

function layoutOf(rows: readonly Cell[][], options: CsvOptions): Layout {
  if (rows.length === 0) throw new InputError('data', 'nothing', 'at least one row of numbers');
  const counted = options.header === undefined ? countsOf(rows) : undefined;
  const hasHeader = counted === undefined && (options.header ?? isHeader(rows));
  const skipped = counted || hasHeader ? 1 : 0;
  if (rows.length === skipped) throw new InputError('data', 'a header only', 'at least one row of numbers');
  const columns = rows[counted ? 1 : 0].length;
  const names = hasHeader ? rows[0].map(({ text }) => text) : undefined;
  const find = (name: ColumnName) => columnOf(name, columns, names);
  const ignored = new Set((options.ignore ?? []).map(find));
  const lasts = rows.slice(skipped).flatMap((row) => row[columns - 1] ?? []);
  // A word among numbers is a slip, to be told, and no class.
  const isWordy = lasts.some(({ kind }) => kind === 'text') && lasts.every(({ kind }) => kind !== 'number');
  const { label: wanted = counted || (isWordy && !ignored.has(columns - 1)) ? -1 : false } = options;
  const label = wanted === false ? -1 : find(wanted);
  const targets = new Int32Array(columns).fill(-1);
  let width = 0;
  for (let c = 0; c < columns; c++) if (c !== label && !ignored.has(c)) targets[c] = width++;
  if (width === 0) throw new InputError('data', `${columns} columns`, 'a column besides labels and what is left out');
  return { columns, skipped, names, targets, width, label, classes: counted };
}

/** Names of classes in a first row such as `150,4,setosa,versicolor,virginica`, above rows of 4 + 1 fields. */
function countsOf([first, second]: readonly Cell[][]): string[] | undefined {
  if (!second || first.length < 3 || second.length !== Number(first[1].text) + 1) return undefined;
  const isCount = /^\d+$/.test(first[0].text) && first.slice(2).every(({ kind }) => kind === 'text');
  return isCount ? first.slice(2).map(({ text }) => text) : undefined;
}

/** Words above numbers, or words alone. */
function isHeader([first, second]: readonly Cell[][]): boolean {
  const isWord = first.map(({ kind }) => kind === 'text');
  if (!second) return isWord.every(Boolean);
  return (
    isWord.some((word, c) => word && second[c] !== undefined && second[c].kind !== 'text') || isWord.every(Boolean)
  );
}

function columnOf(name: ColumnName, columns: number, names: readonly string[] = []): number {
  if (typeof name === 'string') {
    const found = names.indexOf(name);
    if (found >= 0) return found;
    const expected =
      names.length > 0 ? `one of ${names.join(', ')}${suggestion(name, names)}` : 'a number: there is no header';
    throw new InputError('column', name, expected);
  }
  const column = name < 0 ? columns + name : name;
  if (Number.isInteger(column) && column >= 0 && column < columns) return column;
  throw new InputError('column', name, `a number from 0 to ${columns - 1}, or -1 for the last`);
}

function read(bytes: Uint8Array, dialect: Dialect, layout: Layout): Dataset {
  const { columns, targets, width, label, names, classes } = layout;
  const most = mostRows(bytes, columns);
  const values = new Float32Array(most * width);
  const labels = label >= 0 ? new Int32Array(most) : undefined;
  const kinds = new ClassNames();
  const scanner = new FieldScanner(bytes, dialect.delimiter);
  for (let skipped = 0; skipped < layout.skipped; skipped++) while (scanner.next() && !scanner.endsRow);
  let rows = 0;
  let column = 0;
  while (scanner.next()) {
    const { start, end } = scanner;
    if (column >= columns) throw uneven(scanner, column, layout);
    if (targets[column] >= 0) values[rows * width + targets[column]] = valueAt(bytes, scanner, dialect, column, names);
    else if (labels && column === label) {
      labels[rows] = isMissingAt(bytes, start, end) ? -1 : kinds.indexOf(scanner.text());
    }
    column++;
    if (!scanner.endsRow) continue;
    if (column !== columns) throw uneven(scanner, column, layout);
    column = 0;
    rows++;
  }
  const features = names?.filter((_, c) => targets[c] >= 0);
  return {
    rows,
    columns: width,
    values: whole(values, rows * width),
    ...(labels && labelled(whole(labels, rows), kinds, classes)),
    ...(features && { features }),
  };
}

/** No more rows than lines, and no more fields than bytes. */
function mostRows(bytes: Uint8Array, columns: number): number {
  let lines = 1;
  for (const sign of [10, 13]) {
    let count = 1;
    for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, at + 1)) count++;
    lines = Math.max(lines, count);
  }
  return Math.min(lines, Math.ceil((bytes.length + 1) / columns));
}

/** The part that was filled: as a view, where the rest is not worth a copy. */
function whole<A extends Float32Array | Int32Array>(array: A, length: number): A {
  return (length > 0.99 * array.length ? array.subarray(0, length) : array.slice(0, length)) as A;
}

function valueAt(
  bytes: Uint8Array,
  scanner: FieldScanner,
  dialect: Dialect,
  column: number,
  names: readonly string[] | undefined,
): number {
  const { start, end } = scanner;
  const value = anyNumberAt(bytes, start, end, dialect);
  if (!Number.isNaN(value) || isMissingAt(bytes, start, end)) return value;
  const place = names ? JSON.stringify(names[column]) : column + 1;
  throw new InputError(
    `data at line ${scanner.line}, column ${place}`,
    scanner.text(),
    'a number, or nothing where it is missing',
  );
}

function uneven(scanner: FieldScanner, column: number, { columns }: Layout): InputError {
  let fields = column + (column >= columns ? 1 : 0);
  while (!scanner.endsRow && scanner.next()) fields++;
  const noun = fields === 1 ? 'field' : 'fields';
  return new InputError(`data at line ${scanner.line}`, `${fields} ${noun}`, `${columns}, as in the first row`);
}

function labelled(labels: Int32Array, kinds: ClassNames, told: readonly string[] | undefined) {
  const classes = kinds.sort(labels);
  return { labels, classes: told ? classes.map((name) => told[Number(name)] ?? name) : classes };
}
