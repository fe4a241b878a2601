import type { Edit, RecipeInput } from '@selforg/core';
import type { Camera, Frame, FrameRequest, Reply, Request } from './worker/protocol.js';

export interface SessionEvents {
  created(run: number): void;
  refused(run: number, message: string, field: string | undefined): void;
  frame(frame: Frame): void;
  /** The worker died or cannot be trusted any more: only {@link Session.restart} helps. */
  broken(message: string): void;
}

/** The page's end of a simulation that runs in a worker. */
export class Session {
  /** Number of the latest recipe; what belongs to an earlier one is dropped. */
  run = 0;
  #worker: Worker | undefined;
  /** The recipe that the worker took last. */
  #live = 0;
  #asked: number | undefined;
  #stills: { resolve: (png: Uint8Array<ArrayBuffer>) => void; reject: (error: Error) => void }[] = [];
  readonly #events: SessionEvents;

  constructor(events: SessionEvents) {
    this.#events = events;
    this.restart();
  }

  /** A new worker, with nothing in it. */
  restart(): void {
    this.close();
    const worker = new Worker(new URL('./worker/simulation.ts', import.meta.url), {
      type: 'module',
      name: 'simulation',
    });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#break(event.message || 'its worker could not be started');
    };
    worker.onmessageerror = () => this.#break('a message was damaged');
    this.#worker = worker;
  }

  /** In a new worker where the last one died. */
  create(recipe: RecipeInput): number {
    if (!this.#worker) this.restart();
    this.run++;
    this.#asked = undefined;
    this.#post({ kind: 'create', run: this.run, recipe });
    return this.run;
  }

  /** Asks for a frame; one at a time. */
  ask(request: Omit<FrameRequest, 'kind'>): void {
    if (!this.#worker) return;
    this.#asked = performance.now();
    this.#post({ kind: 'frame', ...request }, [...request.returned]);
  }

  /** Milliseconds since a frame was asked for that has not come; nothing when none is due. */
  waiting(): number | undefined {
    return this.#asked === undefined ? undefined : performance.now() - this.#asked;
  }

  edit(edits: readonly Edit[]): void {
    this.#post({ kind: 'edit', edits });
  }

  look(view: string, palette: string): void {
    this.#post({ kind: 'look', view, palette });
  }

  /** What is seen now, as a PNG; the camera counts where the whole is not seen. */
  still(camera: Camera): Promise<Uint8Array<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      this.#stills.push({ resolve, reject });
      this.#post({ kind: 'still', camera });
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#asked = undefined;
    for (const { reject } of this.#stills.splice(0)) reject(new Error('the simulation was stopped'));
  }

  #hear(message: Reply): void {
    switch (message.kind) {
      case 'created':
        this.#live = message.run;
        if (message.run === this.run) this.#events.created(message.run);
        return;
      case 'refused':
        if (message.run !== this.run) return;
        this.run = this.#live;
        this.#events.refused(message.run, message.message, message.field);
        return;
      case 'frame':
        this.#asked = undefined;
        this.#events.frame(message);
        return;
      case 'still':
        this.#stills.shift()?.resolve(message.png);
        return;
      case 'broken':
        this.#break(message.message);
    }
  }

  #break(message: string): void {
    this.close();
    this.#events.broken(message);
  }

  #post(request: Request, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(request, transfer);
  }
}
