import type { Simulation, Snapshot } from '@selforg/core';
import { loadCheckpoint, removeCheckpoint, saveCheckpoint } from './checkpoint.js';
import type { ExportJob } from './export-job.js';
import { type ExportedFrame, type Manifest, type Run, writeManifest } from './manifest.js';

// What a checkpoint may take to write; one that takes longer is written more seldom.
const CHEAP_MS = 250;

/** How far a run has got, on disk: its manifest and, now and then, a checkpoint to go on from. */
export interface Logbook {
  /** State to jump ahead to on the way to `time`, if an earlier attempt left one. */
  restore(time: number): void;
  save(status: Manifest['status']): Promise<void>;
  /** Saves when the last time was long enough ago. */
  saveNowAndThen(): Promise<void>;
  /** The last entry; the checkpoint goes. */
  close(measures: Manifest['measures']): Promise<void>;
}

/** @param isResumed whether the folder holds this run already; a checkpoint beside anything else is not believed */
export async function openLogbook(
  { out, recipe, checkpointMs }: ExportJob,
  run: Run,
  simulation: Simulation,
  { listed, isResumed }: { listed: () => readonly ExportedFrame[]; isResumed: boolean },
): Promise<Logbook> {
  const checkpoint: Snapshot | undefined = isResumed ? await loadCheckpoint(out, recipe) : undefined;
  let savedAt = performance.now();
  let savedTime = checkpoint?.time ?? 0;
  let interval = checkpointMs;

  // The manifest first: killed between the two, an older checkpoint costs steps, a newer one would cost frames.
  async function save(status: Manifest['status']): Promise<void> {
    const started = performance.now();
    await writeManifest(out, { ...run, status, frames: listed() });
    if (simulation.time > savedTime) await saveCheckpoint(out, simulation);
    savedTime = Math.max(savedTime, simulation.time);
    savedAt = performance.now();
    interval = checkpointMs * Math.max(1, (savedAt - started) / CHEAP_MS);
  }

  return {
    restore(time) {
      if (checkpoint && checkpoint.time > simulation.time && checkpoint.time <= time) simulation.restore(checkpoint);
    },
    save,
    async saveNowAndThen() {
      if (performance.now() - savedAt >= interval) await save('running');
    },
    async close(measures) {
      await writeManifest(out, { ...run, status: 'complete', ...(measures ? { measures } : {}), frames: listed() });
      await removeCheckpoint(out);
    },
  };
}
