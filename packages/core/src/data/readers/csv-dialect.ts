import { FieldScanner } from './csv-fields.js';
import { DECIMAL, isMissingAt, numberAt } from './csv-number.js';

/** How a file writes its table. */
export interface Dialect {
  /** Codes of what divides the fields and of the decimal sign. */
  readonly delimiter: number;
  readonly decimal: number;
}

/** A field of the first rows. */
export interface Cell {
  readonly text: string;
  readonly kind: 'number' | 'text' | 'missing';
}

const DELIMITERS = ['\t', ';', ','];
/** Rows looked at before the reading begins. */
const SHOWN = 20;
/** Bytes of the first line that are looked at for what divides it. */
const FIRST = 2 ** 16;

/** The delimiter that the first line has: a tab, else a semicolon, else a comma, else blanks. Semicolons leave the comma to decimals. */
export function dialectOf(bytes: Uint8Array, delimiter?: string): Dialect {
  const sign = delimiter ?? firstDelimiter(bytes);
  return { delimiter: sign.charCodeAt(0), decimal: sign === ';' ? DECIMAL.comma : DECIMAL.dot };
}

function firstDelimiter(bytes: Uint8Array): string {
  const lines = new TextDecoder()
    .decode(bytes.subarray(0, FIRST))
    .replace(/^\ufeff/, '')
    .split(/[\r\n]+/);
  const line = lines.find((candidate) => candidate.trim() !== '' && !candidate.trimStart().startsWith('#')) ?? '';
  const plain = line.replace(/"(?:[^"]|"")*"/g, '');
  return DELIMITERS.find((sign) => plain.includes(sign)) ?? ' ';
}

/** The first rows, cell by cell. */
export function firstRows(bytes: Uint8Array, dialect: Dialect): Cell[][] {
  const scanner = new FieldScanner(bytes, dialect.delimiter);
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  while (rows.length < SHOWN && scanner.next()) {
    row.push({ text: scanner.text(), kind: kindAt(bytes, scanner, dialect) });
    if (!scanner.endsRow) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function kindAt(bytes: Uint8Array, { start, end }: FieldScanner, dialect: Dialect): Cell['kind'] {
  if (!Number.isNaN(anyNumberAt(bytes, start, end, dialect))) return 'number';
  return isMissingAt(bytes, start, end) ? 'missing' : 'text';
}

/** Where semicolons divide, a decimal dot is one too. */
export function anyNumberAt(bytes: Uint8Array, start: number, end: number, { decimal }: Dialect): number {
  const value = numberAt(bytes, start, end, decimal);
  return Number.isNaN(value) && decimal !== DECIMAL.dot ? numberAt(bytes, start, end, DECIMAL.dot) : value;
}
