import cliProgress from 'cli-progress';

export interface Progress {
  update(done: number): void;
  stop(): void;
}

const silent: Progress = { update() {}, stop() {} };

/** A bar on stderr while work goes on; nothing where nobody looks. */
export function progressBar(total: number, unit: string, { hidden }: { hidden: boolean }): Progress {
  if (hidden || !process.stderr.isTTY || total === 0) return silent;
  const bar = new cliProgress.SingleBar({
    format: `{bar} {percentage} %  {value} of {total} ${unit}  {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false, // interrupt.ts listens to signals
  });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
