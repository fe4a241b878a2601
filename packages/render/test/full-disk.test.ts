import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, parseRecipe } from '@selforg/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportFrames, writeAtomically } from '../src/node.js';
import { catalogue } from './fake-systems.js';

/** Writes that still succeed before the disk is full. */
const disk = vi.hoisted(() => ({ writes: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const full = () => {
    const error = new Error('ENOSPC: no space left on device, write');
    return Object.assign(error, { code: 'ENOSPC', syscall: 'write' });
  };
  const open = async (...given: Parameters<typeof real.open>): Promise<FileHandle> => {
    const file = await real.open(...given);
    const write = file.writeFile.bind(file);
    file.writeFile = async (data, options) => {
      if (disk.writes-- > 0) return write(data, options);
      // Half of it gets there, as on a real disk.
      await write(data.slice(0, data.length / 2) as typeof data, options);
      throw full();
    };
    return file;
  };
  return { ...real, open };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selforg-full-'));
  disk.writes = Number.POSITIVE_INFINITY;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a full disk', () => {
  it.each(['png', 'gif'] as const)('is the user’s to mend, and nothing half-written stays (%s)', async (format) => {
    const recipe = parseRecipe({ system: 'counter', frames: 6 }, catalogue);
    const run = (resume: boolean) => exportFrames({ recipe, out: folder, format, resume, catalogue });
    disk.writes = 4;
    const error: unknown = await run(false).catch((reason) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain('expected a folder that can be written (ENOSPC: no space left on device)');
    const names = readdirSync(folder).sort();
    expect(names).toEqual(
      format === 'gif' ? ['recipe.json'] : ['frame-000000.png', 'frame-000001.png', 'frame-000002.png', 'recipe.json'],
    );
    disk.writes = Number.POSITIVE_INFINITY;
    expect(await run(true)).toMatchObject({ interrupted: false });
  });

  it('leaves the old file where a new one did not fit', async () => {
    const path = join(folder, 'notes.txt');
    await writeAtomically(path, 'old');
    disk.writes = 0;
    await expect(writeAtomically(path, 'a new text')).rejects.toThrow('ENOSPC');
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });
});
