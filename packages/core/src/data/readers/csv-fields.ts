import { InputError } from '../../contract/errors.js';

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;

const utf8 = new TextDecoder();

/** Walks through the fields of a table in text, byte by byte and without a copy, so that its size does not matter. */
export class FieldScanner {
  /** Where the field begins and ends in the bytes, without quotes around it and blanks beside it. */
  start = 0;
  end = 0;
  isQuoted = false;
  /** Whether it is the last of its row. */
  endsRow = true;
  /** Line that the field begins in, counted from 1. */
  line = 1;
  readonly #bytes: Uint8Array;
  readonly #delimiter: number;
  #at: number;
  #nextLine = 1;

  /** @param delimiter its code; a space stands for any blanks */
  constructor(bytes: Uint8Array, delimiter: number) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    this.#at = hasMark ? 3 : 0;
  }

  /** Goes on to the next field; false at the end. Lines that are blank or begin with # are passed over. */
  next(): boolean {
    if (this.endsRow && !this.#skipToRow()) return false;
    this.line = this.#nextLine;
    this.#skipBlanks();
    this.isQuoted = this.#bytes[this.#at] === QUOTE;
    if (this.isQuoted) this.#readQuoted();
    else this.#readPlain();
    this.#passDelimiter();
    return true;
  }

  /** The text of the field. */
  text(): string {
    const text = utf8.decode(this.#bytes.subarray(this.start, this.end));
    return this.isQuoted ? text.replaceAll('""', '"') : text;
  }

  #skipToRow(): boolean {
    const bytes = this.#bytes;
    for (;;) {
      const lineStart = this.#at;
      while (isBlank(bytes[this.#at])) this.#at++;
      const code = bytes[this.#at];
      if (code === undefined) return false;
      if (code === HASH) while (this.#at < bytes.length && !isLineEnd(bytes[this.#at])) this.#at++;
      else if (!isLineEnd(code)) {
        // Blanks before a tab may be a field that is empty.
        this.#at = lineStart;
        return true;
      }
      this.#passLineEnd();
    }
  }

  #skipBlanks(): void {
    const bytes = this.#bytes;
    for (let code = bytes[this.#at]; isBlank(code) && code !== this.#delimiter; code = bytes[this.#at]) this.#at++;
    if (this.#delimiter === SPACE) while (isBlank(bytes[this.#at])) this.#at++;
  }

  #readPlain(): void {
    const bytes = this.#bytes;
    const [delimiter, length] = [this.#delimiter, bytes.length];
    let at = this.#at;
    this.start = at;
    for (; at < length; at++) {
      const code = bytes[at];
      if (code === delimiter || code === LF || code === CR || (delimiter === SPACE && code === TAB)) break;
    }
    this.#at = at;
    while (at > this.start && isBlank(bytes[at - 1])) at--;
    this.end = at;
  }

  #readQuoted(): void {
    const bytes = this.#bytes;
    this.start = ++this.#at;
    for (; ; this.#at++) {
      const code = bytes[this.#at];
      if (code === undefined) throw this.#error('a quote that ends the field');
      if (code === LF) this.#nextLine++;
      if (code !== QUOTE) continue;
      if (bytes[this.#at + 1] !== QUOTE) break;
      this.#at++;
    }
    this.end = this.#at++;
    this.#skipBlanks();
    const code = bytes[this.#at];
    const isSpace = this.#delimiter === SPACE && isBlank(bytes[this.#at - 1]);
    if (code !== undefined && code !== this.#delimiter && !isLineEnd(code) && !isSpace) {
      throw this.#error('nothing between the quote and the end of the field');
    }
  }

  /** To the beginning of the next field, or past the end of the line. */
  #passDelimiter(): void {
    const bytes = this.#bytes;
    if (this.#delimiter === SPACE) while (isBlank(bytes[this.#at])) this.#at++;
    const code = bytes[this.#at];
    this.endsRow = code === undefined || isLineEnd(code);
    if (this.endsRow) this.#passLineEnd();
    else if (this.#delimiter !== SPACE) this.#at++;
  }

  #passLineEnd(): void {
    const bytes = this.#bytes;
    if (this.#at >= bytes.length) return;
    if (bytes[this.#at] === CR && bytes[this.#at + 1] === LF) this.#at++;
    this.#at++;
    this.#nextLine++;
  }

  #error(expected: string): InputError {
    const text = utf8.decode(this.#bytes.subarray(this.start, Math.min(this.start + 40, this.#bytes.length)));
    return new InputError(`data at line ${this.line}`, text, expected);
  }
}

const isBlank = (code: number): boolean => code === SPACE || code === TAB;
const isLineEnd = (code: number): boolean => code === LF || code === CR;
