import type { RunList } from './runs.js';
import { CODE, patternError } from './text.js';

/** Characters of a file that draws cells: `.` dead; `O`, `o`, `*` alive, and what hands have drawn with. */
const DEAD = '._- \t\r';
const ALIVE = 'Oo*@#X';
const LOOKS = new Uint8Array(128);
for (const char of DEAD) LOOKS[char.charCodeAt(0)] = 1;
for (const char of ALIVE) LOOKS[char.charCodeAt(0)] = 2;

/** Reads one line of drawn cells. */
export function readPictureLine(text: string, from: number, end: number, at: { x: number; y: number }, runs: RunList) {
  for (let i = from; i < end; i++) {
    const look = LOOKS[text.charCodeAt(i)] ?? 0;
    if (look === 2) runs.push(at.x + i - from, at.y, 1, 1);
    else if (look !== 1) throw patternError(text, i, 'a dead cell . or a live one O or *');
  }
}

/** Whether nothing but drawn cells and blanks is in the text, with a `.`, `*` or `O` among them. */
export function isPicture(text: string): boolean {
  let drawn = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === CODE.lf || LOOKS[code] === 1) drawn ||= code === CODE.dot;
    else if (code === CODE.star || code === 79) drawn = true;
    else if (code !== 111) return false;
  }
  return drawn;
}

/** Draws cells row by row: `.` dead, `live` alive, nothing dead at a row's end, a lone `.` for an empty row. Pieces must not overlap. */
export class Picture {
  readonly #rows: string[] = [];
  #row = '';
  readonly #live: string;

  constructor(live: string) {
    this.#live = live;
  }

  put(x: number, y: number, length: number): void {
    while (this.#rows.length < y) {
      this.#rows.push(this.#row);
      this.#row = '';
    }
    this.#row += '.'.repeat(x - this.#row.length) + this.#live.repeat(length);
  }

  rows(): readonly string[] {
    return [...this.#rows, this.#row].map((row) => row || '.');
  }
}
