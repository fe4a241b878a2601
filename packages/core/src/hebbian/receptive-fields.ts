import type { Field } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import type { View } from '../contract/view.js';

interface ReceptiveFields {
  readonly units: number;
  readonly width: number;
  readonly height: number;
}

/** The view that goes with {@link createReceptiveFields}, for a field of the name `receptiveFields`. */
export const receptiveFieldsView: View = {
  id: 'receptive-fields',
  title: 'Receptive fields',
  about: 'The weights of every unit as a picture: amber excites it, blue inhibits it; each has its own scale.',
  palette: 'polar',
  layers: [{ kind: 'image', field: 'receptiveFields', as: 'scalar' }],
};

/**
 * All units' weights as one picture of signed numbers, each unit's divided by the largest of them in magnitude.
 * @param weightAt weight of a unit from input i
 */
export function createReceptiveFields(
  { units, width, height }: ReceptiveFields,
  weightAt: (unit: number, i: number) => number,
): () => Field {
  const mosaic = createMosaic({ count: units, width, height, range: [-1, 1] });
  const scales = new Float64Array(units);
  return () => {
    for (let unit = 0; unit < units; unit++) {
      let largest = 0;
      for (let i = 0; i < width * height; i++) largest = Math.max(largest, Math.abs(weightAt(unit, i)));
      scales[unit] = largest > 0 ? 1 / largest : 0;
    }
    return mosaic.draw((unit, i) => weightAt(unit, i) * scales[unit]);
  };
}
