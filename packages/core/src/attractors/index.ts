export * as hebb from './hebb.js';
