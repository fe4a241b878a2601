import { Worker } from 'node:worker_threads';

interface Sharing<Task, Result> {
  /** The module that answers each message, a task, with one, its result. */
  readonly module: URL;
  /** What the module finds as `workerData`. */
  readonly data: unknown;
  readonly tasks: readonly Task[];
  /** Threads to share the tasks among. */
  readonly workers: number;
  /** Aborting it stops at once; what a thread was at is lost. */
  readonly signal: AbortSignal;
  readonly onResult: (result: Result) => void;
}

/** Has threads do the tasks, in whatever order they get done. */
export async function shareOut<Task, Result>(sharing: Sharing<Task, Result>): Promise<void> {
  const { signal, workers, tasks } = sharing;
  const left = [...tasks].reverse();
  const next = () => (signal.aborted ? undefined : left.pop());
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const threads = Array.from({ length: Math.min(workers, tasks.length) }, async () => {
    try {
      await feed(sharing, next, stopped);
    } catch (error) {
      left.length = 0; // The other threads need not go on.
      throw error;
    }
  });
  await Promise.all(threads);
}

/** Gives a thread of its own one task after the other until there is none left. */
async function feed<Task, Result>(
  { module, data, onResult }: Sharing<Task, Result>,
  next: () => Task | undefined,
  stopped: Promise<void>,
): Promise<void> {
  const first = next();
  if (first === undefined) return;
  const worker = new Worker(module, { workerData: data });
  const done = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (result: Result) => {
      onResult(result);
      const task = next();
      if (task === undefined) resolve();
      else worker.postMessage(task);
    });
    worker.postMessage(first);
  });
  try {
    await Promise.race([done, stopped]);
  } finally {
    await worker.terminate();
  }
}
