import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Threads that stay between tasks, each with what it needs for all of them. */
export interface Crew<Task, Result> {
  /** Has the tasks done, in whatever order they get done; a signal that aborts ends it at once, whatever is being done. */
  share(tasks: readonly Task[], onResult: (result: Result) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A crew of threads that each run a module: it answers each message, a task, with one, its result. */
export function crewOf<Task, Result>(module: URL, workerData: unknown, size: number): Crew<Task, Result> {
  const workers = Array.from({ length: size }, () => new Worker(module, { workerData }));
  for (const worker of workers) worker.setMaxListeners(0);
  return {
    async share(tasks, onResult, signal) {
      const left = [...tasks].reverse();
      const next = () => (signal.aborted ? undefined : left.pop());
      const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      await Promise.race([stopped, Promise.all(workers.map((worker) => feed(worker, next, onResult)))]);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function feed<Task, Result>(
  worker: Worker,
  next: () => Task | undefined,
  onResult: (result: Result) => void,
): Promise<void> {
  for (let task = next(); task !== undefined; task = next()) {
    onResult(
      await new Promise<Result>((resolve, reject) => {
        const done = (result: Result) => {
          worker.off('error', failed);
          resolve(result);
        };
        const failed = (error: unknown) => {
          worker.off('message', done);
          reject(error);
        };
        worker.once('message', done);
        worker.once('error', failed);
        worker.postMessage(task);
      }),
    );
  }
}

/** The same without threads: signals get their turn between tasks. */
export function alone<Task, Result>(work: (task: Task) => Result): Crew<Task, Result> {
  return {
    async share(tasks, onResult, signal) {
      for (const task of tasks) {
        await setImmediate();
        if (signal.aborted) return;
        onResult(work(task));
      }
    },
    async close() {},
  };
}
