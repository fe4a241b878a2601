/** Milliseconds of work that a process killed without warning may lose. */
const CHECKPOINT_MS = 1000;

/** Writes down, a little after it is reminded, what is known by then, one time after the other. */
export function keeperOf(write: () => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    remind() {
      timer ??= setTimeout(() => {
        timer = undefined;
        writing = writing.then(write);
        writing.catch(() => {}); // Whoever waits for the end is told.
      }, CHECKPOINT_MS);
    },
    /** Writes no more; resolves when what was being written is. */
    async close(): Promise<void> {
      clearTimeout(timer);
      await writing;
    },
  };
}
