import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

// Patterns on the built command line: from file to file, and by name.

const MAIN = fileURLToPath(new URL('../apps/cli/bin/selforg.js', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'selforg-convert-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function selforg(line: string, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...line.split(' ')], {
    cwd,
    input,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}
function json(line: string) {
  const { code, stdout, stderr } = selforg(`${line} --json`);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}
const refused = (line: string, message: RegExp) =>
  expect(selforg(line)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
const text = (name: string) => readFileSync(join(cwd, name), 'utf8');

describe('selforg convert', () => {
  it('goes from format to format by the names’ endings, packed or not, and keeps rule and place', () => {
    writeFileSync(join(cwd, 'a.life'), '#Life 1.06\r\n#R B36/S23\r\n-3 5\r\n-2 6\r\n-4 7\r\n-3 7\r\n-2 7\r\n');
    expect(json('convert a.life b.mc.gz')).toMatchObject({
      format: 'macrocell',
      width: 3,
      height: 3,
      cells: 5,
      rule: 'B36/S23',
    });
    expect(gunzipSync(readFileSync(join(cwd, 'b.mc.gz'))).toString()).toMatch(/^\[M2\] \(selforg\)\n#R B36\/S23\n/);
    expect(selforg('convert b.mc.gz c.rle')).toMatchObject({ code: 0, stderr: 'c.rle: 5 live cells in 3×3\n' });
    expect(text('c.rle')).toBe('#CXRLE Pos=-4,5\nx = 3, y = 3, rule = B36/S23\nbo$2bo$3o!\n');
    expect(selforg('convert c.rle d.cells').code).toBe(0);
    expect(text('d.cells')).toBe('!Rule: B36/S23\n.O\n..O\nOOO\n');
    expect(selforg('convert c.rle - --format life-1.06').stdout).toContain('\n-3 5\n');
    expect(selforg('convert - - --rule B3/S23', '#Life 1.05\n#P 0 0\n***').stdout).toContain('rule = B3/S23\n3o!');
  });

  it('takes a pattern by its name, and counts what no number holds', () => {
    expect(json('convert gosper-glider-gun gun.lif')).toMatchObject({ format: 'life-1.05', cells: 36, rule: 'B3/S23' });
    const levels = Array.from({ length: 40 }, (_, n) => `${n + 4} ${n + 1} ${n + 1} ${n + 1} ${n + 1}`);
    writeFileSync(join(cwd, 'huge.mc'), `[M2]\n*$\n${levels.join('\n')}\n`);
    const side = String(2n ** 43n - 7n);
    expect(json('convert huge.mc same.mc')).toMatchObject({ cells: String(4n ** 40n), width: Number(side) });
    refused(
      'convert huge.mc huge.rle',
      /invalid pattern "8796093022201×8796093022201": expected a pattern of at most 2147483647 cells a side/,
    );
  });

  it('says what is wrong, and where', () => {
    writeFileSync(join(cwd, 'bad.lif'), '#Life 1.05\n#P 0 0\n*?\n');
    refused(
      'convert bad.lif x.rle',
      /^selforg: invalid pattern at line 3, column 2 of "bad\.lif" "\?": expected a dead cell/,
    );
    writeFileSync(join(cwd, 'cut.rle.gz'), gzipSync('3o!').subarray(0, 15));
    refused('convert cut.rle.gz x.rle', /invalid pattern of "cut\.rle\.gz" "15 bytes": expected a whole gzip file/);
    writeFileSync(join(cwd, 'colours.rle'), '.AB!');
    refused('convert colours.rle x.cells', /invalid pattern "state 2": expected a pattern of two states for plaintext/);
    refused('convert colours.rle x.xyz', /invalid OUT "x\.xyz": expected a name that ends in \.rle, \.mc, .*--format/);
    refused('convert colours.rle x.rle --format rel', /invalid format "rel": expected one of rle/);
    refused('convert nothing.rle x.rle', /invalid IN "nothing\.rle": expected an existing file/);
  });
});

describe('selforg patterns', () => {
  it('lists, searches and prints', () => {
    expect(selforg('patterns').stdout).toMatch(
      /gosper-glider-gun {2}Gosper glider gun \(gun, period 30, 5 more cells a period, Bill Gosper 1970\)/,
    );
    expect(json('patterns copperhead').patterns).toMatchObject([
      { id: 'copperhead', period: 10, discoverer: 'zdr', year: 2016 },
    ]);
    expect(selforg('patterns Glider').stdout).toBe(
      '#N Glider\n#O Richard Guy, 1969\nx = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n',
    );
    refused(
      'patterns copperhed',
      /invalid pattern "copperhed": expected a name in the library; did you mean "copperhead"\?/,
    );
  });
});
