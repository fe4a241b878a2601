const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Runs `work` with a signal that the first Ctrl-C (or SIGTERM) aborts; a second one ends the process. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const unlisten = () => {
    for (const name of SIGNALS) process.off(name, stop);
  };
  // With its listeners gone, a signal does what it does by default.
  function stop() {
    unlisten();
    controller.abort();
  }
  for (const name of SIGNALS) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    unlisten();
  }
}
