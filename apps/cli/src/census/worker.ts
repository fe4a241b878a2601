import { parentPort, workerData } from 'node:worker_threads';
import { soupCounter } from './count-soups.js';
import type { CensusSettings, Range } from './settings.js';

// Counts what the soups leave that it is sent the numbers of, one range after the other.

const count = soupCounter(workerData as CensusSettings);

parentPort?.on('message', (range: Range) => parentPort?.postMessage(count(range)));
