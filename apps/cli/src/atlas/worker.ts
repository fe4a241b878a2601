import { parentPort, workerData } from 'node:worker_threads';
import { measureRule } from './measure.js';
import type { AtlasSettings } from './settings.js';

// Measures the rules that it is sent, one after the other.

parentPort?.on('message', (rule: string) => parentPort?.postMessage(measureRule(workerData as AtlasSettings, rule)));
