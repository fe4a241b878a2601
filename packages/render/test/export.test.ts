import { fork, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulation, type Dataset, InputError, parseRecipe, type RecipeInput } from '@selforg/core';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toRgba } from '../src/index.js';
import { openLogbook } from '../src/node/logbook.js';
import { type ExportOptions, exportFrames, type Manifest, renderFrame, writeAtomically } from '../src/node.js';
import { catalogue, work } from './fake-systems.js';
import { decodeGif } from './gif-decoder.js';

const CHECKPOINT = 'selforg-checkpoint.bin';
const LOCK = 'selforg-export.lock';
const FRAMES = 9;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selforg-export-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const recipe = (more: Partial<RecipeInput> = {}) =>
  parseRecipe({ system: 'counter', frames: FRAMES, seed: 5, ...more }, catalogue);
const run = (out: string, more: Partial<ExportOptions> = {}) => {
  return exportFrames({ recipe: recipe(), out: at(out), catalogue, ...more });
};
const manifestIn = (out: string): Manifest => JSON.parse(readFileSync(at(out, 'recipe.json'), 'utf8'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Everything in a folder, hidden files too, by name. */
function contents(out: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(at(out))
      .sort()
      .map((name) => [name, sha256(readFileSync(at(out, name)))]),
  );
}

describe('exportFrames', () => {
  it('writes what the simulation shows at times 0, every, 2·every …, and what made it', async () => {
    const report = await run('a');
    const simulation = createSimulation(recipe(), { catalogue });
    const names = Array.from({ length: FRAMES }, (_, k) => `frame-00000${k}.png`);
    expect(readdirSync(at('a')).sort()).toEqual([...names, 'recipe.json']);
    names.forEach((name, k) => {
      if (k > 0) simulation.step(3); // the pace of the system
      const png = PNG.sync.read(readFileSync(at('a', name)));
      const frame = renderFrame(simulation, recipe(), { catalogue });
      expect([png.width, png.height]).toEqual([frame.width, frame.height]);
      expect(sha256(png.data)).toBe(sha256(toRgba(frame)));
    });
    const manifest = manifestIn('a');
    const files = names.map((file, k) => ({ file, time: 3 * k, sha256: sha256(readFileSync(at('a', file))) }));
    expect(manifest).toMatchObject({
      format: 'png',
      status: 'complete',
      frames: files,
      measures: simulation.measures(),
    });
    expect(manifest.versions).toMatchObject({ recipe: 1, node: process.versions.node });
    expect(manifest.recipe).toEqual({ ...recipe(), every: 3, view: 'noise', palette: 'states' });
    expect(report).toMatchObject({
      frames: files,
      time: 24,
      measures: simulation.measures(),
      interrupted: false,
      reused: 0,
    });
  });

  it('makes the same bytes of the recipe that it wrote', async () => {
    await run('a', { recipe: recipe({ view: 'drawing', every: 2 }) });
    await run('b', { recipe: parseRecipe(manifestIn('a').recipe, catalogue) });
    expect(contents('b')).toEqual(contents('a'));
  });

  it('counts frames from the steps where no number is given', async () => {
    const { frames } = await exportFrames({
      recipe: parseRecipe({ system: 'counter', steps: 10, every: 4 }, catalogue),
      out: at('a'),
      catalogue,
    });
    expect(frames.map(({ time }) => time)).toEqual([0, 4, 8]);
  });

  it('tells how far it is, from nothing to all', async () => {
    const seen: [number, number][] = [];
    await run('a', { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual(Array.from({ length: FRAMES + 1 }, (_, k) => [k, FRAMES]));
  });

  it('lets signals through between frames', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort());
    const report = await run('a', { recipe: recipe({ frames: 100_000 }), signal: controller.signal });
    expect(report.interrupted).toBe(true);
  });
});

describe('resume', () => {
  it.each([0, Number.POSITIVE_INFINITY])(
    'after a kill at any frame gives the same folder (a checkpoint every %d ms)',
    async (checkpointMs) => {
      // What lies on the disk at that moment is what a kill would leave.
      const killed: string[] = [];
      const onProgress = (done: number) => {
        killed.push(`killed-${done}`);
        cpSync(at('whole'), at(`killed-${done}`), { recursive: true });
      };
      await run('whole', { checkpointMs, onProgress });
      for (const out of killed.slice(0, -1)) expect(manifestIn(out).status).toBe('running');
      for (const out of killed) {
        await run(out, { resume: true });
        expect(contents(out), out).toEqual(contents('whole'));
      }
    },
  );

  it('after an interrupt goes on where it stopped', async () => {
    await run('whole');
    for (const stop of [0, 1, 4, FRAMES - 1]) {
      const out = `stopped-${stop}`;
      const controller = new AbortController();
      const stopped = await run(out, {
        signal: controller.signal,
        onProgress: (done) => done === stop && controller.abort(),
      });
      expect(stopped).toMatchObject({ interrupted: true, reused: 0 });
      expect(stopped.frames).toHaveLength(stop);
      expect(readdirSync(at(out))).not.toContain(LOCK);
      expect(manifestIn(out)).toMatchObject({ status: 'interrupted', frames: stopped.frames });
      work.steps = 0;
      const resumed = await run(out, { resume: true });
      expect(work.steps).toBe(24 - stopped.time);
      expect(resumed).toMatchObject({ interrupted: false, reused: stop, time: 24 });
      expect(contents(out)).toEqual(contents('whole'));
    }
  });

  it('can be interrupted again and again', async () => {
    await run('whole');
    for (let k = 1; k <= FRAMES; k++) {
      const controller = new AbortController();
      const signal = controller.signal;
      await run('a', { resume: true, signal, onProgress: (done) => done === k && controller.abort() });
    }
    await run('a', { resume: true });
    expect(contents('a')).toEqual(contents('whole'));
  });

  it('interrupted at once keeps an older checkpoint', async () => {
    const first = new AbortController();
    await run('a', { signal: first.signal, onProgress: (done) => done === 5 && first.abort() });
    const checkpoint = readFileSync(at('a', CHECKPOINT));
    await run('a', { resume: true, signal: AbortSignal.abort() });
    expect(readFileSync(at('a', CHECKPOINT))).toEqual(checkpoint);
  });

  it('makes damaged and missing frames again, and leaves the others alone', async () => {
    await run('a');
    const before = contents('a');
    truncateSync(at('a', 'frame-000002.png'), 20);
    rmSync(at('a', 'frame-000005.png'));
    const untouched = statSync(at('a', 'frame-000003.png'), { bigint: true }).mtimeNs;
    const report = await run('a', { resume: true });
    expect(report.reused).toBe(FRAMES - 2);
    expect(contents('a')).toEqual(before);
    expect(statSync(at('a', 'frame-000003.png'), { bigint: true }).mtimeNs).toBe(untouched);
  });

  it('of a complete run does nothing but say so', async () => {
    const whole = await run('a');
    const times = () => readdirSync(at('a')).map((name) => statSync(at('a', name), { bigint: true }).mtimeNs);
    const before = times();
    work.steps = 0;
    const again = await run('a', { resume: true });
    expect(work.steps).toBe(0);
    expect(times()).toEqual(before);
    expect({ ...again, elapsedMs: 0 }).toEqual({ ...whole, elapsedMs: 0, reused: FRAMES });
  });

  it('mistrusts a damaged checkpoint, one of another run and one ahead of the frames', async () => {
    await run('whole');
    const stopAt = (out: string, stop: number, more: Partial<ExportOptions> = {}) => {
      const controller = new AbortController();
      return run(out, {
        signal: controller.signal,
        onProgress: (done) => done === stop && controller.abort(),
        ...more,
      });
    };
    await stopAt('damaged', 4);
    truncateSync(at('damaged', CHECKPOINT), 100);
    await stopAt('other', 4, { recipe: recipe({ seed: 6 }) });
    await stopAt('foreign', 4);
    cpSync(at('other', CHECKPOINT), at('foreign', CHECKPOINT));
    await stopAt('late', 7);
    await stopAt('ahead', 2);
    cpSync(at('late', CHECKPOINT), at('ahead', CHECKPOINT));
    for (const out of ['damaged', 'foreign', 'ahead']) {
      await run(out, { resume: true });
      expect(contents(out), out).toEqual(contents('whole'));
    }
  });

  it('clears away what a kill left half-written', async () => {
    await run('a');
    const before = contents('a');
    writeFileSync(at('a', '.frame-000003.png.4242.tmp'), 'half');
    writeFileSync(at('a', '.recipe.json.4242.tmp'), 'half');
    await run('a', { resume: true });
    expect(contents('a')).toEqual(before);
  });

  it('in an empty folder starts from nothing', async () => {
    expect(await run('a', { resume: true })).toMatchObject({ interrupted: false, reused: 0 });
  });
});

const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (reason) => reason,
  );

describe('a folder', () => {
  const refused = async (promise: Promise<unknown>, message: RegExp) => {
    const error = await rejection(promise);
    expect(error).toBeInstanceOf(InputError);
    expect(error.field).toBe('out');
    expect(error.message).toMatch(message);
  };

  it('with this very run asks for --resume or --force', async () => {
    await run('a');
    const before = contents('a');
    await refused(run('a'), /this very run, complete; --resume goes on with it, --force starts again$/);
    expect(contents('a')).toEqual(before);
  });

  it.each([
    ['seed', { recipe: () => recipe({ seed: 6 }) }],
    ['frames', { recipe: () => recipe({ frames: 4 }) }],
    ['params', { recipe: () => recipe({ params: { side: 9 } }) }],
    ['palette', { recipe: () => recipe({ palette: 'ink' }) }],
  ])('with a run of another %s is refused, with --resume too', async (key, { recipe: other }) => {
    await run('a');
    const before = contents('a');
    for (const resume of [false, true]) {
      await refused(
        run('a', { recipe: other(), resume }),
        new RegExp(`another run \\(its ${key} differs\\); --force replaces it$`),
      );
    }
    expect(contents('a')).toEqual(before);
  });

  it('with the run as another format, on other data or by another Selforg is refused', async () => {
    const offset = (value: number, [rows, columns] = [2, 3]): Record<string, Dataset> => ({
      offset: { rows, columns, values: new Float32Array(6).fill(value) },
    });
    await run('a', { data: offset(1) });
    await refused(run('a', { data: offset(1), format: 'gif', resume: true }), /holds the run as png/);
    await refused(run('a', { data: offset(2), resume: true }), /holds a run on other data/);
    await refused(run('a', { data: offset(1, [3, 2]), resume: true }), /holds a run on other data/);
    await run('a', { data: offset(1), resume: true });
    const manifest = manifestIn('a');
    writeFileSync(
      at('a', 'recipe.json'),
      JSON.stringify({ ...manifest, versions: { ...manifest.versions, selforg: '0.0.0' } }),
    );
    await refused(run('a', { data: offset(1), resume: true }), /holds frames of Selforg 0\.0\.0/);
  });

  it('with frames of unknown origin or a foreign recipe.json is refused', async () => {
    mkdirSync(at('a'));
    writeFileSync(at('a', 'frame-000000.png'), 'mine');
    await refused(run('a', { resume: true }), /a folder without frames \(it holds frame-000000\.png\)/);
    mkdirSync(at('b'));
    for (const foreign of ['{"cake": ["flour"]}', 'no JSON', 'null', '{"recipe":{"system":"life"},"frames":3}']) {
      writeFileSync(at('b', 'recipe.json'), foreign);
      await refused(run('b', { resume: true }), /a folder without another recipe\.json/);
      expect(readFileSync(at('b', 'recipe.json'), 'utf8')).toBe(foreign);
    }
  });

  it('with other things only is fine, and they stay', async () => {
    mkdirSync(at('a'));
    writeFileSync(at('a', 'notes.txt'), 'mine');
    await run('a');
    expect(readFileSync(at('a', 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('forced loses the frames of the earlier run and nothing else', async () => {
    await run('a', { recipe: recipe({ frames: 12, seed: 6 }) });
    const mine = ['notes.txt', 'frame.png', 'frame-1.png.bak', 'my-frame-000001.png', 'counter.gif'];
    for (const name of mine) writeFileSync(at('a', name), 'mine');
    // A manifest is only a file: names in it lead nowhere else.
    writeFileSync(at('outside.png'), 'mine');
    const manifest = manifestIn('a');
    const lying = { ...manifest, frames: [...manifest.frames, { file: '../outside.png', time: 0, sha256: '' }] };
    writeFileSync(at('a', 'recipe.json'), JSON.stringify(lying));
    await run('a', { force: true });
    await run('b');
    for (const name of mine) {
      expect(readFileSync(at('a', name), 'utf8')).toBe('mine');
      rmSync(at('a', name));
    }
    expect(existsSync(at('outside.png'))).toBe(true);
    expect(contents('a')).toEqual(contents('b'));
  });

  it('with force and resume goes on with the same run and replaces another', async () => {
    await run('a');
    expect((await run('a', { force: true, resume: true })).reused).toBe(FRAMES);
    expect((await run('a', { recipe: recipe({ seed: 6 }), force: true, resume: true })).reused).toBe(0);
    await run('a', { format: 'gif', force: true });
    expect(readdirSync(at('a')).sort()).toEqual(['counter.gif', 'recipe.json']);
    await run('a', { force: true });
    expect(existsSync(at('a', 'counter.gif'))).toBe(false);
  });

  it('that cannot be one is refused before anything is written', async () => {
    writeFileSync(at('file'), '');
    await refused(run('file'), /a folder that can be written \((EEXIST|ENOTDIR): .*\)$/);
    await refused(run('file/below'), /a folder that can be written \(ENOTDIR: .*\)$/);
    await expect(run('a', { recipe: { ...recipe(), palette: 'inc' } })).rejects.toThrow('did you mean "ink"?');
    await expect(run('a', { format: 'bmp' as 'png' })).rejects.toThrow('invalid format "bmp": expected png or gif');
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

describe('two exports into one folder', () => {
  const isRefused = (error: unknown, pid: number | undefined) => {
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ field: 'out' });
    expect(String(error)).toMatch(
      new RegExp(`expected a folder that no other export is writing \\(process ${pid} is\\)$`),
    );
  };

  it.each(['png', 'gif'] as const)('at once: the second is refused and touches nothing (%s)', async (format) => {
    await run('whole', { format });
    symlinkSync(at('a'), at('alias'));
    const seconds: Promise<unknown>[] = [];
    const onProgress = (done: number) => {
      if (done !== 3) return;
      for (const out of ['a', 'alias']) {
        for (const more of [{}, { resume: true }, { force: true, recipe: recipe({ seed: 6 }) }]) {
          seconds.push(rejection(run(out, { format, ...more })));
        }
      }
    };
    await run('a', { format, onProgress });
    expect(seconds).toHaveLength(6);
    for (const error of await Promise.all(seconds)) isRefused(error, process.pid);
    expect(contents('a')).toEqual(contents('whole'));
  });

  it('of two processes: refused while the first lives, let in once it was killed', async () => {
    await run('whole');
    const child = fork(new URL('endless-export.ts', import.meta.url), [at('a')], {
      execArgv: ['--conditions=selforg:source', '--import', new URL('typescript.mjs', import.meta.url).href],
    });
    try {
      await once(child, 'message');
      const before = contents('a');
      for (const more of [{}, { resume: true }, { force: true }]) {
        isRefused(await rejection(run('a', more)), child.pid);
      }
      expect(contents('a')).toEqual(before);
      expect(before).toHaveProperty([LOCK]);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(readdirSync(at('a'))).toContain(LOCK);
    expect(await run('a', { resume: true })).toMatchObject({ interrupted: false, reused: 4 });
    expect(contents('a')).toEqual(contents('whole'));
  });

  it('takes over a lock whose process is gone', async () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    const stale = ['', 'nonsense', `${gone} 0 unknown\n`, `${gone} 0 12345\n`, `${process.pid} 0 unknown\n`];
    // A number that another process has by now, as after a restart of the machine.
    if (process.platform === 'linux') stale.push(`${process.ppid} 0 1\n`);
    for (const lock of stale) {
      writeFileSync(at(LOCK), lock);
      await run('.', { force: true });
      expect(readdirSync(folder), lock).toHaveLength(FRAMES + 1);
    }
  });

  it('lets in only one of many that find the same stale lock', async () => {
    mkdirSync(at('a'));
    writeFileSync(at('a', LOCK), '');
    const results = await Promise.all(Array.from({ length: 8 }, () => rejection(run('a'))));
    expect(results.filter((error) => error === undefined)).toHaveLength(1);
    expect(readdirSync(at('a'))).toHaveLength(FRAMES + 1);
  });

  it('never share a temporary file', async () => {
    const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(100_000));
    await Promise.all(texts.map((text) => writeAtomically(at('notes.txt'), text)));
    expect(texts).toContain(readFileSync(at('notes.txt'), 'utf8'));
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });
});

describe('a long export', () => {
  it.each([{ frames: 1_000_001 }, { steps: 2_000_000, every: 1 }])('has at most a million frames: %j', async (more) => {
    const long = parseRecipe({ system: 'counter', ...more }, catalogue);
    const error = await rejection(exportFrames({ recipe: long, out: at('a'), catalogue, signal: AbortSignal.abort() }));
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(/invalid frames \d+: expected at most 1000000 for one export$/);
    expect(existsSync(at('a'))).toBe(false);
  });

  it('writes its list more seldom the longer that takes', async () => {
    let clock = 0;
    let writes = 0;
    let cost = 0;
    const listed = () => {
      clock += cost;
      writes++;
      return [];
    };
    const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    try {
      const simulation = createSimulation(recipe(), { catalogue });
      const job = { recipe: recipe(), out: folder, checkpointMs: 5000 } as Parameters<typeof openLogbook>[0];
      const described = { recipe: recipe(), format: 'png', versions: { selforg: '0', recipe: 1, node: '0' } } as const;
      const logbook = await openLogbook(job, described, simulation, { listed, isResumed: false });
      // Each write costs, then comes the wait until the next.
      for (const [takes, waits] of [
        [10, 5000],
        [250, 5000],
        [1000, 20_000],
        [4000, 80_000],
        [10, 5000],
      ]) {
        cost = takes;
        await logbook.save('running');
        const before = writes;
        clock += waits - 1;
        await logbook.saveNowAndThen();
        expect(writes).toBe(before);
        clock += 1;
        await logbook.saveNowAndThen();
        expect(writes).toBe(before + 1);
      }
    } finally {
      now.mockRestore();
    }
  });
});

describe('GIF export', () => {
  it('is one file of all frames', async () => {
    const report = await run('a', { format: 'gif' });
    expect(readdirSync(at('a')).sort()).toEqual(['counter.gif', 'recipe.json']);
    const bytes = readFileSync(at('a', 'counter.gif'));
    expect(report.frames).toEqual([{ file: 'counter.gif', time: 24, sha256: sha256(bytes) }]);
    expect(manifestIn('a')).toMatchObject({ format: 'gif', status: 'complete', frames: report.frames });
    const gif = decodeGif(bytes);
    const simulation = createSimulation(recipe(), { catalogue });
    expect(gif.frames).toHaveLength(FRAMES);
    for (const { rgb } of gif.frames) {
      const expected = toRgba(renderFrame(simulation, recipe(), { catalogue })).filter((_, i) => i % 4 !== 3);
      expect(sha256(Uint8Array.from(rgb))).toBe(sha256(expected));
      simulation.step(3);
    }
  });

  it('interrupted or killed leaves no half file, and is made again whole', async () => {
    await run('whole', { format: 'gif' });
    const controller = new AbortController();
    const onProgress = (done: number) => {
      if (done !== 4) return;
      cpSync(at('a'), at('killed'), { recursive: true });
      controller.abort();
    };
    const stopped = await run('a', { format: 'gif', signal: controller.signal, onProgress });
    expect(stopped).toMatchObject({ interrupted: true, frames: [] });
    expect(readdirSync(at('a'))).toEqual(['recipe.json']);
    expect(readdirSync(at('killed'))).not.toContain('counter.gif');
    for (const out of ['a', 'killed']) {
      await run(out, { format: 'gif', resume: true });
      expect(contents(out)).toEqual(contents('whole'));
    }
    work.steps = 0;
    expect((await run('a', { format: 'gif', resume: true })).reused).toBe(1);
    expect(work.steps).toBe(0);
  });
});
