export { checkDataset, type Dataset, findDataset } from './dataset.js';
