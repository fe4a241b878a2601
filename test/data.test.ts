import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { data } from '@selforg/core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

// The built `selforg data`, and data sets given to systems, called as users call them.

const CLI = new URL('../apps/cli/', import.meta.url);
const MAIN = fileURLToPath(new URL('bin/selforg.js', CLI));
const root = mkdtempSync(join(tmpdir(), 'selforg-data-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(root, 'test-'));
});

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** A path that must be there before Ctrl-C comes. */
  readonly interruptWhenThere?: string;
}

/** Nothing of the machine's own data sets but the system's is seen. */
function selforg(line: string, { env = {}, interruptWhenThere }: Options = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const { SELFORG_DATA: _, ...outer } = process.env;
    const child = spawn(process.execPath, [MAIN, ...line.split(' ')], {
      cwd,
      env: { ...outer, XDG_DATA_HOME: join(cwd, 'own'), ...env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    const watch = setInterval(() => {
      if (interruptWhenThere === undefined || !existsSync(join(cwd, interruptWhenThere))) return;
      clearInterval(watch);
      child.kill('SIGINT');
    }, 50);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, stdout, stderr });
    });
  });
}

async function json(line: string, options?: Options) {
  const { code, stdout, stderr } = await selforg(`${line} --json`, options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function refused(line: string, message: RegExp, options?: Options): Promise<void> {
  const { code, stdout, stderr } = await selforg(line, options);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^selforg: invalid .*: expected .*\n$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
}

const file = (name: string, content: string | Uint8Array): string => {
  mkdirSync(join(cwd, name, '..'), { recursive: true });
  writeFileSync(join(cwd, name), content);
  return name;
};

/** A small MNIST: 12 pictures of 28×28 and their digits. */
function smallMnist(folder: string): void {
  const pixels = Uint8Array.from({ length: 12 * 784 }, (_, i) => (i * 7) % 256);
  file(`${folder}/train-images-idx3-ubyte.gz`, gzipSync(data.formatIdx({ shape: [12, 28, 28], data: pixels })));
  const digits = Uint8Array.from({ length: 12 }, (_, i) => i % 10);
  file(`${folder}/train-labels-idx1-ubyte`, data.formatIdx({ shape: [12], data: digits }));
}

describe('selforg data', () => {
  it('lists what comes along, what is known, and what lies in the folder', async () => {
    smallMnist('sets/mnist');
    file('sets/mine.csv', '1,2\n3,4\n');
    file('sets/more.npy.gz', '');
    file('sets/readme.md', '');
    const { sets, folders } = await json('data list --data-dir sets');
    const where = Object.fromEntries(sets.map((set: { name: string; found: unknown }) => [set.name, set.found]));
    expect(where).toMatchObject({
      iris: 'selforg',
      digits: 'selforg',
      mnist: join('sets', 'mnist'),
      'mnist-test': null,
      mine: join('sets', 'mine.csv'),
      more: join('sets', 'more.npy.gz'),
    });
    expect(where).not.toHaveProperty('readme');
    expect(folders[0]).toBe('sets');
    const { stdout } = await selforg('data', { env: { SELFORG_DATA: 'sets' } });
    expect(stdout).toMatch(/iris +150 × 4 +CC BY 4\.0 +selforg\n/);
    expect(stdout).toMatch(/mnist-test +10000 × 784 +CC BY-SA 3\.0 +– not here\n/);
  });

  it('tells what is in a set, by name or from a file', async () => {
    expect(await json('data info iris')).toMatchObject({
      rows: 150,
      licence: 'CC BY 4.0',
      classes: [{ name: 'setosa', rows: 50 }, { rows: 50 }, { name: 'virginica', rows: 50 }],
      missing: 0,
    });
    file('a.csv', 'x;y;kind\r\n1,5;2;b\r\n;4;a\r\n');
    expect(await json('data info a.csv')).toMatchObject({
      rows: 2,
      missing: 1,
      columns: [
        { name: 'x', mean: 1.5 },
        { name: 'y', mean: 3 },
      ],
      classes: [
        { name: 'a', rows: 1 },
        { name: 'b', rows: 1 },
      ],
    });
    smallMnist('sets/mnist');
    expect(await json('data info mnist --data-dir sets')).toMatchObject({
      rows: 12,
      picture: { width: 28, height: 28 },
      licence: 'CC BY-SA 3.0',
    });
    expect((await selforg('data info digits')).stdout).toContain('each row a picture of 8×8');
  });

  it.skipIf(!existsSync('/usr/share/datasets/fashion-mnist'))('finds Debian’s Fashion-MNIST', async () => {
    expect(await json('data info fashion-mnist-test')).toMatchObject({ rows: 10_000, licence: 'MIT' });
  });

  it('reads the binary files of CIFAR-10', async () => {
    const record = (label: number) => Uint8Array.from({ length: 3073 }, (_, i) => (i === 0 ? label : i % 256));
    file('sets/cifar10/test_batch.bin', Buffer.concat([record(3), record(9)]));
    const { rows, columns, classes } = await json('data info cifar10-test --data-dir sets');
    expect([rows, columns.length, classes[3]]).toEqual([2, 3072, { name: 'cat', rows: 1 }]);
    file('sets/cifar10/test_batch.bin', record(3).subarray(0, 3000));
    await refused('data info cifar10-test --data-dir sets', /test_batch\.bin" "3000 bytes": expected records of 3073/);
  });

  it('says how to get what is not there, and which name was meant', async () => {
    await refused(
      'data info mnist --data-dir .',
      /invalid data "mnist": expected its files \(train-images.*\) in mnist; selforg data get mnist downloads them/,
    );
    await refused('data info cifar10', /cifar-10-binary\.tar\.gz/);
    await refused('data info irs', /invalid data "irs": expected one of iris, digits, mnist.*did you mean "iris"\?/);
    await refused('data info none.csv', /invalid data "none\.csv": expected an existing file/);
    await refused('data gte mnist', /invalid data "gte": expected one of list, get, info; did you mean "get"\?/);
    await refused('data --data-dir nowhere', /invalid --data-dir "nowhere": expected an existing folder/);
    await refused('data', /invalid SELFORG_DATA "nowhere": expected an existing folder/, {
      env: { SELFORG_DATA: 'nowhere' },
    });
    await refused('data get iris', /invalid data "iris": expected one of mnist/);
    await refused('data get cifar10', /for cifar10, unpack cifar-10-binary/);
    await refused('data get', /invalid NAME: expected selforg data get <name>/);
  });

  it.each<[string, string, string | Uint8Array, RegExp]>([
    ['an empty file', 'a.csv', '', /invalid data "a\.csv": expected a data set, not an empty file/],
    ['rows of different length', 'a.csv', '1,2\n3\n', /invalid data at line 2 of "a\.csv" "1 field": expected 2/],
    ['words', 'a.csv', '1,2,3\n1,two,3\n', /line 2, column 2 of "a\.csv" "two": expected a number/],
    ['binary junk', 'a.csv', Uint8Array.of(1, 0, 2, 3), /of "a\.csv" "4 bytes": expected a table in text, IDX or NPY/],
    [
      'a cut IDX',
      'a.idx',
      Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 9, 1),
      /of "a\.idx" "9 bytes": expected an IDX file of 17/,
    ],
    [
      'damaged gzip',
      'a.csv.gz',
      gzipSync('1,2\n3,4\n').subarray(0, 20),
      /of "a\.csv\.gz" "20 bytes": expected a whole gzip/,
    ],
  ])('refuses %s', async (_, name, content, message) => {
    file(name, content);
    await refused(`data info ${name}`, message);
    await refused(`run som --data ${name} --steps 1`, message);
  });
});

describe('systems learn from data sets', () => {
  it('that come along, lie in a folder, or are files', async () => {
    file('sets/two.csv', 'x,y\n0,0\n1,1\n0,1\n');
    const line = 'run som --columns 3 --rows 3 --steps 20';
    const iris = await json(`${line} --data iris`);
    expect(iris.recipe.params).toMatchObject({ data: 'iris', distribution: 'data' });
    const named = await json(`${line} --data two --data-dir sets`);
    const path = await json(`${line} --data sets/two.csv`);
    const byEnvironment = await json(`${line} --data two`, { env: { SELFORG_DATA: 'sets' } });
    expect([named.recipe.params.data, path.recipe.params.data]).toEqual(['two', 'sets/two.csv']);
    expect(path.measures).toEqual(named.measures);
    expect(byEnvironment.measures).toEqual(named.measures);
  });

  it('in frames, and from a snapshot on', async () => {
    file('two.csv', '0,0\n1,1\n0,1\n');
    const { recipe } = await json('render som --data two.csv --columns 3 --rows 3 --frames 2 --every 5 --out frames');
    writeFileSync(join(cwd, 'r.json'), JSON.stringify(recipe));
    const again = await json('render --recipe r.json --out again');
    expect(readFileSync(join(cwd, 'again', 'frame-000001.png'))).toEqual(
      readFileSync(join(cwd, 'frames', 'frame-000001.png')),
    );
    expect(again.frames).toHaveLength(2);
    const whole = await json('run som --data two.csv --steps 20');
    await json('run som --data two.csv --steps 12 --save half');
    expect((await json('run --load half --steps 8')).measures).toEqual(whole.measures);
    file('two.csv', '5,5\n6,6\n7,7\n');
    await refused('run --load half --steps 8', /invalid snapshot "other samples"/);
  });

  it('but not where values are missing', async () => {
    file('holes.csv', '0,\n1,1\n');
    await refused('run som --data holes.csv --steps 1', /invalid data "NaN in row 0, column 1": expected numbers/);
    await refused('run som --data nothere --steps 1', /invalid data "nothere": expected one of iris/);
  });
});

describe('selforg data get', () => {
  /** Stands for the known sets: two small files with their checksums. */
  const images = Buffer.from(data.formatIdx({ shape: [300, 28, 28], data: new Uint8Array(300 * 784).fill(3) }));
  const body = gzipSync(images, { level: 0 });
  const asked: (string | undefined)[] = [];

  async function serving(listener: RequestListener, work: (url: string) => Promise<void>): Promise<void> {
    asked.length = 0;
    const server = createServer((request, response) => {
      asked.push(request.headers.range);
      listener(request, response);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  /** The function behind the verb, with a file that the test made: the real ones are large. */
  async function get(from: string, hex = createHash('sha256').update(body).digest('hex'), bytes = body.length) {
    const { download } = await import(pathToFileURL(fileURLToPath(new URL('dist/data/download.js', CLI))).href);
    const seen: number[] = [];
    const outcome = await download({
      file: { name: 'a.gz', bytes, hash: { algorithm: 'sha256', hex } },
      from,
      folder: cwd,
      signal: new AbortController().signal,
      onProgress: (count: number) => seen.push(count),
    });
    return { outcome, seen };
  }

  it('downloads, checks, and knows what is there already', async () => {
    await serving(
      (_, response) => response.end(body),
      async (url) => {
        const { outcome, seen } = await get(url);
        expect(outcome).toBe('downloaded');
        expect(seen.at(-1)).toBe(body.length);
        expect(readFileSync(join(cwd, 'a.gz'))).toEqual(body);
        expect(readdirSync(cwd)).toEqual(['a.gz']);
        expect((await get(url)).outcome).toBe('there already');
        expect(asked).toHaveLength(1);
      },
    );
  });

  it('takes a broken connection up where it broke', async () => {
    await serving(
      (request, response) => {
        const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
        response.writeHead(start > 0 ? 206 : 200);
        if (start > 0) response.end(body.subarray(start));
        else response.write(body.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 50));
      },
      async (url) => {
        expect((await get(url)).outcome).toBe('downloaded');
        expect(asked).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
        expect(readFileSync(join(cwd, 'a.gz'))).toEqual(body);
      },
    );
  });

  it('goes on with a part, from the beginning where the server cannot', async () => {
    writeFileSync(join(cwd, 'a.gz.part'), body.subarray(0, 1000));
    await serving(
      (_, response) => response.end(body),
      async (url) => {
        expect((await get(url)).outcome).toBe('downloaded');
        expect(asked).toEqual(['bytes=1000-']);
      },
    );
  });

  it('keeps nothing that is not what it should be', async () => {
    await serving(
      (_, response) => response.end(body),
      async (url) => {
        await expect(get(url, '0'.repeat(64))).rejects.toThrow(
          /invalid --from .*a\.gz": expected \d+ bytes with sha256 000/,
        );
        await expect(get(url, undefined, 1000)).rejects.toThrow('expected a file of 1000 bytes, not more');
        expect(existsSync(join(cwd, 'a.gz'))).toBe(false);
      },
    );
    await serving(
      (_, response) => response.writeHead(404).end(),
      (url) => expect(get(url)).rejects.toThrow('expected a file there (status 404)'),
    );
  });

  it('on the command line: says so offline, stops on Ctrl-C, refuses what is no address', async () => {
    await serving(
      (_, response) => void response.writeHead(404).end(),
      (url) =>
        refused(
          `data get mnist-test --data-dir . --from ${url}`,
          /t10k-images.*": expected a file there \(status 404\)/,
        ),
    );
    await refused(
      'data get mnist --from http://127.0.0.1:9/ --data-dir .',
      /invalid --from "http:\/\/127\.0\.0\.1:9\/train-images-idx3-ubyte\.gz": expected an address that answers \(.*\): a network.* by hand/,
    );
    await refused('data get mnist --from ftp://x/', /invalid --from "ftp:\/\/x\/": expected an address that begins/);
    await serving(
      (_, response) => void response.writeHead(200).write(Buffer.alloc(1000)),
      async (url) => {
        const { code, stdout } = await selforg(`data get mnist-test --data-dir . --from ${url} --json`, {
          interruptWhenThere: 'mnist/t10k-images-idx3-ubyte.gz.part',
        });
        expect(code).toBe(130);
        expect(JSON.parse(stdout)).toMatchObject({ name: 'mnist-test', interrupted: true });
        expect(readdirSync(join(cwd, 'mnist'))).toEqual(['t10k-images-idx3-ubyte.gz.part']);
      },
    );
  });
});
