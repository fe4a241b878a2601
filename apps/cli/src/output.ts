import { type MeasureInfo, type Measures, toJson } from '@selforg/core';
import pc from 'picocolors';

/** Colours for stdout: none in a pipe or a file. */
export const colours = pc.createColors(process.stdout.isTTY === true && pc.isColorSupported);

/** The one object that `--json` promises. */
export function printJson(value: unknown): void {
  process.stdout.write(`${toJson(value)}\n`);
}

export function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** A remark beside the result, for people only. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Six digits at most: 0.0312345, 118, 1.5e+15; a bigint whole, and a dash for what is not told. */
export function short(value: number | bigint | undefined): string {
  if (typeof value !== 'number') return value === undefined ? '–' : String(value);
  return Number.isInteger(value) && Math.abs(value) < 1e12 ? String(value) : String(Number(value.toPrecision(6)));
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** `1 frame`, `2 frames`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/**
 * Columns as wide as their widest cell, numbers to the right.
 * @param texts the columns that hold words, to the left
 */
export function table(rows: readonly (readonly string[])[], texts: readonly number[] = []): string[] {
  const widths = rows[0].map((_, column) => rows.reduce((width, row) => Math.max(width, row[column].length), 0));
  const pad = (cell: string, column: number): string =>
    texts.includes(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}

/** One line a measure that is told: title, value, unit. */
export function measureLines(all: readonly MeasureInfo[], values: Measures): string[] {
  const infos = all.filter(({ id }) => id in values);
  const width = Math.max(0, ...infos.map(({ title }) => title.length));
  return infos.map(({ id, title, unit }) => {
    return `  ${title.padEnd(width)}  ${colours.bold(short(values[id]))}${unit ? ` ${unit}` : ''}`;
  });
}

/** Words broken into lines of at most `width` characters, each after `indent`. */
export function wrap(text: string, indent: string, width = Math.min(process.stdout.columns ?? 100, 100)): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

/** Names and what they mean, in two columns. */
export function definitions(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length)) + 4;
  return entries.flatMap(([name, text]) => {
    const [first, ...rest] = wrap(text, ' '.repeat(width));
    return [`  ${name.padEnd(width - 2)}${first.trimStart()}`, ...rest];
  });
}
