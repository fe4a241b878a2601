import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = new URL('../examples/', import.meta.url).pathname;

/** What each example must print, by its number; the facts are those of the literature. */
const EXPECTED: Record<string, RegExp> = {
  '01': /generation 1103: 116 cells/,
  '02': /overlap with the memory 1\.00\n$/m,
  '03': /step 2000: the same bits/,
  '04': /^20 frames in/,
  '05': /: 5000000000036 cells.*\n.*settles at 1103: .*8 Block/i,
  '06': /trustworthiness 0\.9.*\n9\d % of 451 new digits/,
  '07': /spikes at .*\nMorris–Lecar classI: .*\nMorris–Lecar classII: /,
  '08': /0\.1 Hz \+0 %.*50 Hz \+7\d %[\s\S]*memory of 1 s: 9\d % right[\s\S]*0\.05 s: 50 % right/,
};

describe('examples', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.mjs')))('%s is short and runs', (file) => {
    expect(readFileSync(join(folder, file), 'utf8').split('\n').length).toBeLessThan(60);
    const out = mkdtempSync(join(tmpdir(), 'selforg-example-'));
    try {
      const printed = execFileSync(process.execPath, [join(folder, file), join(out, 'frames')], { encoding: 'utf8' });
      expect(printed).toMatch(EXPECTED[file.slice(0, 2)]);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
