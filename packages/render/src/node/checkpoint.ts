import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSnapshot, encodeSnapshot, type Recipe, type Simulation, type Snapshot } from '@selforg/core';
import { CHECKPOINT_FILE } from './folder.js';
import { writeAtomically } from './write-atomically.js';

/** Keeps the simulation's state beside its frames, to go on from after a kill. */
export function saveCheckpoint(out: string, simulation: Simulation): Promise<void> {
  return writeAtomically(join(out, CHECKPOINT_FILE), encodeSnapshot(simulation.snapshot()), { sync: true });
}

/** The checkpoint of this run; nothing where none can be read, so that the run starts at 0 again. */
export async function loadCheckpoint(out: string, { system, seed, params }: Recipe): Promise<Snapshot | undefined> {
  try {
    const snapshot = decodeSnapshot(await readFile(join(out, CHECKPOINT_FILE)));
    const isOurs = snapshot.system === system && snapshot.seed === seed;
    return isOurs && JSON.stringify(snapshot.params) === JSON.stringify(params) ? snapshot : undefined;
  } catch {
    return undefined;
  }
}

export function removeCheckpoint(out: string): Promise<void> {
  return rm(join(out, CHECKPOINT_FILE), { force: true });
}
