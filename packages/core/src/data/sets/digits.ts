import { inflateSync } from 'fflate';
import { decodeBase64 } from '../../bytes/base64.js';
import type { Dataset } from '../dataset.js';
import { digitsDeflated } from './digits-values.js';

const ROWS = 1797;
const SIDE = 8;
const COLUMNS = SIDE * SIDE;

/** Alpaydin & Kaynak 1998, the test part: 1797 handwritten digits of 8×8 pixels, each a count of ink from 0 to 16. */
export function digits(): Dataset {
  const bytes = inflateSync(decodeBase64(digitsDeflated));
  const values = new Float32Array(ROWS * COLUMNS);
  for (let column = 0; column < COLUMNS; column++) {
    for (let row = 0; row < ROWS; row++) values[row * COLUMNS + column] = bytes[column * ROWS + row];
  }
  return {
    rows: ROWS,
    columns: COLUMNS,
    values,
    labels: Int32Array.from(bytes.subarray(COLUMNS * ROWS)),
    classes: Array.from('0123456789'),
    features: Array.from({ length: COLUMNS }, (_, i) => `row ${Math.floor(i / SIDE)}, column ${i % SIDE}`),
    picture: { width: SIDE, height: SIDE },
  };
}
