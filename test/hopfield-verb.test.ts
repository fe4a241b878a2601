import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attractors, decodePng } from '@selforg/core';
import { afterAll, describe, expect, it } from 'vitest';

// The built `selforg hopfield`, called as users call it.

const MAIN = fileURLToPath(new URL('../apps/cli/bin/selforg.js', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'selforg-hopfield-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function selforg(line: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...line.split(' ')], { cwd, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}
function json(line: string) {
  const { code, stdout, stderr } = selforg(`${line} --json`);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}
const refused = (line: string, message: RegExp) =>
  expect(selforg(line)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });

describe('selforg hopfield recall', () => {
  it('comes back to the memory that it was started from, downhill, and draws it', () => {
    const told = json(
      'hopfield recall --letters SELFORG --cue 2 --noise 0.2 --rule projection --size 24x20 --out l.png',
    );
    expect(told).toMatchObject({
      neurons: 480,
      memories: ['S', 'E', 'L', 'F', 'O', 'R', 'G'],
      overlap: { before: 0.6, after: 1 },
      nearest: { memory: 2, name: 'L', overlap: 1 },
      changed: 96,
      period: 1,
    });
    expect(told.energy.after).toBeLessThan(told.energy.before);
    const { width, height, data } = decodePng(readFileSync(join(cwd, 'l.png')));
    expect(width / height).toBe(24 / 20);
    const letter = attractors.drawLetter('L', 24, 20);
    const cell = width / 24;
    const dark = (i: number) => data[4 * ((Math.floor(i / 24) * cell + 1) * width + (i % 24) * cell + 1)] < 128;
    for (let i = 0; i < 480; i++) expect(dark(i)).toBe(letter[i] === 1);
  });

  it('stores pictures and starts from one', () => {
    for (const letter of 'AX') json(`hopfield recall --letters ${letter} --noise 0 --out ${letter}.png`);
    const told = json('hopfield recall --images A.png --images X.png --cue X.png --noise 0.3');
    expect(told).toMatchObject({ memories: ['A.png', 'X.png'], cue: 'X.png', nearest: { name: 'X.png', overlap: 1 } });
    expect(told).not.toHaveProperty('overlap');
    expect(selforg('hopfield recall --images A.png --images X.png --cue 1').stdout).toContain(
      'nearest memory           X.png',
    );
  });

  it('tells a negative from a memory', () => {
    expect(json('hopfield recall --letters JL --noise 0.8').nearest).toEqual({ memory: 0, name: 'J', overlap: -1 });
  });

  it('says what is wrong, and writes nothing', () => {
    writeFileSync(join(cwd, 'fake.png'), 'no picture');
    writeFileSync(join(cwd, 'there.png'), '');
    refused('hopfield recall --letters A! --out x.png', /invalid letters "!": expected letters A–Z and digits 0–9/);
    refused('hopfield recall --letters AB --cue 2 --out x.png', /invalid cue 2: expected a memory from 0 to 1 \(2 are/);
    refused('hopfield recall --cue none.png --out x.png', /invalid --cue "none\.png": expected an existing file/);
    refused('hopfield recall --images fake.png', /invalid --images "fake\.png".*expected a PNG image/);
    refused(
      'hopfield recall --letters AB --images fake.png',
      /invalid letters "AB": expected letters or images, not both/,
    );
    refused('hopfield recall --noise 2', /invalid noise 2: expected a number from 0 to 1/);
    refused('hopfield recall --rule heb', /invalid rule "heb": expected one of hebb, storkey, projection/);
    refused('hopfield recall --size 99x2', /invalid size "99x2": expected neurons across and down, from 1x1 to 64x64/);
    refused('hopfield recall --out there.png', /invalid --out "there\.png".*--force/);
    refused('hopfield recal', /invalid hopfield "recal": expected one of recall; did you mean "recall"\?/);
    expect(existsSync(join(cwd, 'x.png'))).toBe(false);
  });
});
