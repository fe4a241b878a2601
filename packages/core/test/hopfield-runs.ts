import { PNG } from 'pngjs';
import type { Params } from '../src/contract/params.js';
import { createSimulation } from '../src/recipe.js';

export const start = (params: Partial<Params> = {}, seed = 1) => createSimulation({ system: 'hopfield', params, seed });
type Running = ReturnType<typeof start>;
export const stateOf = (simulation: Running) => Array.from(simulation.field('state').data, (on) => (on ? 1 : -1));

/** The patterns that the mosaic shows, cut out of it again. */
export function memoriesOf(simulation: Running): number[][] {
  const { data, shape } = simulation.field('memories');
  const [height, width] = simulation.field('state').shape;
  const count = simulation.field('overlaps').shape[0];
  const columns = (shape[1] + 1) / (width + 1);
  return Array.from({ length: count }, (_, p) => {
    const corner = Math.floor(p / columns) * (height + 1) * shape[1] + (p % columns) * (width + 1);
    const at = (i: number) => corner + Math.floor(i / width) * shape[1] + (i % width);
    return Array.from({ length: width * height }, (_, i) => data[at(i)] - 1);
  });
}

type Paint = (x: number, y: number) => [number, number, number, number];
/** An image as a recipe carries it. */
export function png(width: number, height: number, paint: Paint): string {
  const image = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) image.data.set(paint(i % width, Math.floor(i / width)), 4 * i);
  return `data:image/png;base64,${PNG.sync.write(image).toString('base64')}`;
}
