import type { Session } from './session.js';
import type { Stage } from './stage/stage.js';
import type { Frame } from './worker/protocol.js';

export interface PlayerEvents {
  /** After each frame is drawn. */
  shown(frame: Frame): void;
  changed(): void;
  /** No frame came for a long time. */
  silent(): void;
}

/** Share of a frame that stepping may take, and its limits in milliseconds. */
const SHARE = 0.6;
const LEAST_BUDGET = 2;
const MOST_BUDGET = 12;
const SILENCE = 8000;
/** Milliseconds between two figures of frames and steps a second. */
const WINDOW = 500;
/** Beyond it, steps are no longer counted exactly. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

/**
 * Asks for the next frame when the last one has come, and draws when the screen does. At a frame's budget the worker stops
 * stepping, so that a speed beyond the machine lowers the steps and not the frame rate.
 */
export class Player {
  isPlaying = false;
  /** Steps a frame that are wished for; below one, steps are this much of a frame apart. */
  speed = 1;
  /** Frames and steps a second, as measured; 0 when paused. */
  fps = 0;
  rate = 0;
  /** Where a run with a given number of steps ends. */
  end = FOREVER;
  time = 0;
  readonly #session: Session;
  readonly #stage: Stage;
  readonly #events: PlayerEvents;
  #owed = 0;
  /** Whether the frame that was asked for pays back steps owed: one on its way before that does not. */
  #isPaying = false;
  #credit = 0;
  #isStale = false;
  #isMeasureDue = false;
  #arrived: Frame | undefined;
  #budget = 8;
  #period = 1000 / 60;
  #last = 0;
  #counted = { since: 0, frames: 0, steps: 0 };
  #handle = 0;
  #isSilent = false;

  constructor(session: Session, stage: Stage, events: PlayerEvents) {
    this.#session = session;
    this.#stage = stage;
    this.#events = events;
    this.#handle = requestAnimationFrame((now) => this.#tick(now));
  }

  /** Goes on, past the end of the run where that is reached: it is where the run stops first. */
  play(): void {
    if (this.isPlaying) return;
    if (this.time >= this.end) this.end = FOREVER;
    this.isPlaying = true;
    this.#credit = 1;
    this.#counted = { since: performance.now(), frames: 0, steps: 0 };
    this.#events.changed();
  }

  pause(): void {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.fps = 0;
    this.rate = 0;
    this.refresh();
    this.#events.changed();
  }

  step(count: number): void {
    this.pause();
    this.#owed += count;
  }

  /** Shows the state as it is, without a step. */
  refresh(): void {
    this.#isStale = true;
    this.#isMeasureDue = true;
  }

  /** Another simulation takes the place of this one. */
  restarted(): void {
    this.time = 0;
    this.#owed = 0;
    this.#arrived = undefined;
    this.#isSilent = false;
    this.refresh();
  }

  /** A frame has come from the worker: it is drawn when the screen is. */
  receive(frame: Frame): void {
    if (frame.run !== this.#session.run) return;
    this.time = frame.time;
    this.#isSilent = false;
    if (this.#isPaying) this.#owed = Math.max(0, this.#owed - frame.steps);
    this.#counted.steps += frame.steps;
    this.#arrived = frame;
    if (this.isPlaying && this.time >= this.end) this.pause();
  }

  close(): void {
    cancelAnimationFrame(this.#handle);
  }

  #tick(now: number): void {
    this.#handle = requestAnimationFrame((next) => this.#tick(next));
    this.#adapt(now);
    const frame = this.#arrived;
    this.#arrived = undefined;
    if (frame) this.#stage.show(frame);
    // Ask first: the worker computes the next frame while this one is drawn.
    const kept = this.#ask();
    this.#stage.isMoving = this.isPlaying;
    this.#stage.draw();
    if (frame) this.#events.shown(frame);
    if (this.isPlaying) this.#count(now, kept);
  }

  /** False when the worker was not ready in time for this frame. */
  #ask(): boolean {
    const waiting = this.#session.waiting();
    if (waiting !== undefined) {
      if (waiting > SILENCE && !this.#isSilent) {
        this.#isSilent = true;
        this.#events.silent();
      }
      return false;
    }
    const steps = this.#dueSteps();
    this.#isPaying = this.#owed > 0;
    if (steps === 0 && !this.#isStale && !this.#stage.isBehind) return true;
    const returned = this.#stage.spent.splice(0);
    this.#session.ask({
      steps,
      budget: this.#budget,
      measure: this.#isMeasureDue || (steps > 0 && !this.isPlaying),
      returned,
      camera: this.#stage.camera,
      tracking: this.#stage.tracking,
      ratio: this.#stage.ratio,
      isDrawn: this.#stage.renderer === 'canvas',
    });
    this.#isStale = false;
    this.#isMeasureDue = false;
    return true;
  }

  #dueSteps(): number {
    if (this.#owed > 0) return this.#owed;
    if (!this.isPlaying) return 0;
    this.#credit = Math.min(this.#credit + Math.min(this.speed, 1), 2);
    if (this.#credit < 1) return 0;
    this.#credit -= 1;
    return Math.min(Math.max(1, Math.round(this.speed)), this.end - this.time);
  }

  /** Follows the screen's own period, and gives stepping less of it while frames come late. */
  #adapt(now: number): void {
    const delta = now - this.#last;
    this.#last = now;
    if (delta <= 0 || delta > 250) return;
    if (delta < this.#period) this.#period += (delta - this.#period) * 0.2;
    else this.#period += (Math.min(delta, 1000 / 50) - this.#period) * 0.01;
    const most = Math.min(MOST_BUDGET, this.#period * SHARE);
    this.#budget = delta > this.#period * 1.4 ? this.#budget * 0.93 : this.#budget + 0.05;
    this.#budget = Math.min(most, Math.max(LEAST_BUDGET, this.#budget));
  }

  #count(now: number, kept: boolean): void {
    const counted = this.#counted;
    if (kept) counted.frames++;
    const elapsed = now - counted.since;
    if (elapsed < WINDOW) return;
    this.fps = (1000 * counted.frames) / elapsed;
    this.rate = (1000 * counted.steps) / elapsed;
    this.#counted = { since: now, frames: 0, steps: 0 };
    this.#events.changed();
  }
}
