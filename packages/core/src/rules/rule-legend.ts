// @NAMES and @COLORS: how states are called and shown.

import { integerAt, type Line, lineError, wordsOf } from './rule-text.js';

export type Colour = readonly [number, number, number];

/** Names by state, from 0 up to the last that has one; none where the section names no state. */
export function namesOf(body: string, states: number): string[] {
  const given: string[] = [];
  for (const line of body.split('\n')) {
    const [number] = /^\s*\d{1,3}(?=[\s:])/.exec(line) ?? [];
    if (number !== undefined && Number(number) < states) {
      given[Number(number)] = line
        .slice(number.length)
        .replace(/^[\s:]+/, '')
        .trimEnd();
    }
  }
  return Array.from(given, (name) => name ?? '');
}

/** Golly's colours of states whose colour is not given: dark grey, then from red to yellow. */
const REST: Colour = [48, 48, 48];
const FIRST: Colour = [255, 0, 0];
const LAST: Colour = [255, 255, 0];

/**
 * Colours of all states: `3 255 128 0 orange` gives one, `0 0 255 255 0 0` a gradient from state 1 to the last.
 * @throws InputError with line and column
 */
export function coloursOf(lines: readonly Line[], states: number): Colour[] {
  let ends: readonly [Colour, Colour] = [FIRST, LAST];
  const given: Colour[] = [REST];
  for (const line of lines) {
    const words = wordsOf(line).filter(({ word }) => word !== '=');
    const text = words.findIndex(({ word }) => !/^\d+$/.test(word));
    const count = text < 0 ? words.length : text;
    if (count === 0) continue;
    if (count < 4) throw lineError(line, line.text.length, 'a state, red, green and blue');
    const byte = (i: number): number => integerAt(line, words[i].column, words[i].word, [0, 255]);
    const three = (i: number): Colour => [byte(i), byte(i + 1), byte(i + 2)];
    if (count >= 6) {
      ends = [three(0), three(3)];
      given.length = 1; // What was said of states before is overwritten, but for that of state 0.
    } else if (Number(words[0].word) < states) given[Number(words[0].word)] = three(1);
  }
  return [given[0], ...gradient(...ends, states - 1).map((colour, i) => given[i + 1] ?? colour)];
}

function gradient(first: Colour, last: Colour, length: number): Colour[] {
  return Array.from({ length }, (_, i) => {
    const share = length > 1 ? i / (length - 1) : 0;
    const mix = (channel: 0 | 1 | 2): number => Math.round(first[channel] + (last[channel] - first[channel]) * share);
    return [mix(0), mix(1), mix(2)];
  });
}
