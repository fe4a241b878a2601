import { isGzip, unpackGzip } from '../../bytes/gzip.js';
import { InputError } from '../../contract/errors.js';
import { checkDataset, type Dataset } from '../dataset.js';
import { type CsvOptions, parseCsv } from './csv.js';
import { datasetOfIdx, isIdx, parseIdx } from './idx.js';
import { isNpy, parseNpy } from './npy.js';

const LARGEST = 2 ** 31 - 1;
/** Bytes looked at for zeros, which no text holds. */
const SHOWN = 4096;

/**
 * Reads a data set of any format, packed with gzip or not, by what it begins with: IDX, NPY, or else a table in text.
 * @param options for a table in text
 * @throws InputError for what none of them is
 */
export function parseDataset(file: Uint8Array, options: CsvOptions = {}): Dataset {
  const bytes = isGzip(file) ? unpackGzip(file, 'data', LARGEST) : file;
  if (isIdx(bytes)) return datasetOfIdx(parseIdx(bytes));
  if (isNpy(bytes)) return checkDataset(parseNpy(bytes), { missing: true });
  if (bytes.subarray(0, SHOWN).includes(0))
    throw new InputError('data', `${bytes.length} bytes`, 'a table in text, IDX or NPY');
  return checkDataset(parseCsv(bytes, options), { missing: true });
}
