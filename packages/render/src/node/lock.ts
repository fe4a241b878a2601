import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { InputError } from '@selforg/core';
import { temporaryName } from './write-atomically.js';

export const LOCK_FILE = 'selforg-export.lock';
const GRACE_MS = 200;
const MAX_TRIES = 20;

const UNKNOWN = 'unknown';

/** The locks of this thread: one with its number that is not here was left by another life of that number, or copied. */
const held = new Set<string>();

/**
 * Makes this export the only one of this machine that writes into the folder, until the returned function is called.
 *
 * A lock whose process is gone, killed or before a restart of the machine, is taken over.
 * @throws InputError field `out` while another export holds the folder, which stays as it is
 */
export async function lockFolder(out: string): Promise<() => void> {
  const path = join(realpathSync(out), LOCK_FILE);
  for (let tries = 1; !makeLock(path); tries++) {
    if (tries > MAX_TRIES) throw new InputError('out', out, `a folder whose ${LOCK_FILE} can be replaced`);
    const found = await readLock(path);
    if (found === undefined) continue; // Gone in this very moment.
    const holder = holderOf(path, found);
    if (holder !== undefined) {
      throw new InputError('out', out, `a folder that no other export is writing (process ${holder} is)`);
    }
    takeAway(path, found);
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** Whether the lock was free: its file is made, and written before anything else of this process runs, or not at all. */
function makeLock(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid} ${threadId} ${birthOf(process.pid)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    if ((error as NodeJS.ErrnoException).syscall === 'write') rmSync(path, { force: true });
    throw error;
  }
}

/** What a lock says; an empty one was made this moment, unless it stays empty: then a crash or a full disk left it. */
async function readLock(path: string): Promise<string | undefined> {
  const read = () => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const text = read();
  if (text !== '') return text;
  await setTimeout(GRACE_MS);
  return read();
}

/** The process that holds a lock; nothing when it is gone. */
function holderOf(path: string, lock: string): number | undefined {
  const [, pid, thread, birth] = /^([1-9]\d*) (\d+) (\w+)\n$/.exec(lock) ?? [];
  if (pid === undefined) return undefined;
  const born = birthOf(Number(pid));
  if (born === undefined || (born !== birth && born !== UNKNOWN && birth !== UNKNOWN)) return undefined;
  const isOurs = Number(pid) === process.pid && Number(thread) === threadId;
  return isOurs && !held.has(path) ? undefined : Number(pid);
}

/** When a process started, in the system's own count, as far as can be known; nothing when no such process lives. */
function birthOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    // Linux, proc(5): after the name in brackets come the state, Z for one that is dead and not yet buried, and, 19
    // fields on, the start.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return UNKNOWN;
  }
}

/** Removes a stale lock, and only that one: another export may have put its own in the place meanwhile. */
function takeAway(path: string, stale: string): void {
  const aside = temporaryName(path);
  try {
    if (readFileSync(path, 'utf8') !== stale) return;
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === stale) rmSync(aside);
  else renameSync(aside, path);
}
