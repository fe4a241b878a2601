import { parentPort, workerData } from 'node:worker_threads';
import { accumulator, type Part, type Shared } from './accumulate.js';

// Adds up parts of the samples of a batch, one part after the other.

const accumulate = accumulator(workerData as Shared);

parentPort?.on('message', (part: Part) => {
  const done = accumulate(part);
  parentPort?.postMessage(done, [done.sums.buffer]);
});
