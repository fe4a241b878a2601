import { type Dataset, dense, type Field, type ImageLayer, type maps, type Simulation } from '@selforg/core';
import { scaleRaster, sceneOf } from '@selforg/render';
import { encodeFrame, rasterizeScene } from '@selforg/render/node';

/** A picture of a map, to be written as a file of that name. */
export interface MapPicture {
  readonly file: string;
  readonly png: Uint8Array;
}

/** Columns whose planes are drawn. */
export const MOST_PLANES = 64;
const LONGER_SIDE = 640;
const PLANE_SIDE = 400;
const LARGEST_CELL = 48;

interface Shown {
  /** Samples that each unit is the best match of. */
  readonly hits: Uint32Array;
  readonly names: readonly string[] | undefined;
  /** Set where a sample is a picture. */
  readonly picture: Dataset['picture'] | undefined;
}

/** U-matrix, hits, component planes, and the label map where units have labels; hexagons where the map has them. */
export function* mapPictures(map: maps.Som, { hits, names = [], picture: size }: Shown): Generator<MapPicture> {
  const { grid } = map.settings;
  const draw = (numbers: Float32Array | Uint32Array | Uint8Array, options: Drawing) =>
    picture(
      {
        ...dense(numbers, [grid.rows * grid.layers, grid.columns], options.range && [options.range]),
        ...tilingOf(map),
      },
      options,
    );
  yield { file: 'u-matrix.png', png: draw(map.uMatrix(), { palette: 'viridis' }) };
  yield {
    file: 'hits.png',
    png: draw(hits, {
      palette: 'magma',
      range: [
        0,
        Math.max(
          1,
          hits.reduce((a, b) => Math.max(a, b), 0),
        ),
      ],
    }),
  };
  const labels = map.labels?.labels;
  if (labels) {
    const most = labels.reduce((a, b) => Math.max(a, b), 0);
    const states = Uint8Array.from(labels, (label) => Math.min(255, label + 1));
    yield {
      file: 'labels.png',
      png: draw(states, { palette: 'classes', as: 'states', range: [0, Math.min(255, most + 1)] }),
    };
  }
  if (size) yield { file: 'units.png', png: unitsAsPictures(map, size) };
  for (let column = 0; column < Math.min(map.dimensions, MOST_PLANES); column++) {
    const number = String(column + 1).padStart(2, '0');
    const name = (names[column] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '');
    const file = name ? `component-${number}-${name.slice(0, 40)}.png` : `component-${number}.png`;
    yield { file, png: draw(map.componentPlane(column), { palette: 'viridis', side: PLANE_SIDE }) };
  }
}

const tilingOf = ({ settings: { grid } }: maps.Som): Pick<Field, 'tiling'> =>
  grid.lattice === 'hexagonal' ? { tiling: 'hexagonal' } : {};

interface Drawing {
  readonly palette: string;
  readonly as?: ImageLayer['as'];
  readonly range?: readonly [number, number];
  /** Pixels of the longer side, at most. */
  readonly side?: number;
}

/** Each unit's weights as the picture that a sample is, where the unit lies on the map. */
function unitsAsPictures(map: maps.Som, { width, height }: { width: number; height: number }): Uint8Array {
  const { columns, rows, layers } = map.settings.grid;
  const { weights } = map;
  const [across, down] = [columns * (width + 1) - 1, rows * layers * (height + 1) - 1];
  const low = weights.reduce((a, b) => Math.min(a, b), Infinity);
  const high = weights.reduce((a, b) => Math.max(a, b), -Infinity);
  const pixels = new Float32Array(across * down).fill(low);
  for (let i = 0; i < weights.length; i++) {
    const unit = Math.floor(i / (width * height));
    const x = (unit % columns) * (width + 1) + (i % width);
    const y = Math.floor(unit / columns) * (height + 1) + (Math.floor(i / width) % height);
    pixels[y * across + x] = weights[i];
  }
  return picture(dense(pixels, [down, across], [[low, high]]), { palette: 'grey' });
}

/** A field by itself, as any view draws it. */
function picture(field: Field, { palette, as = 'scalar', side = LONGER_SIDE }: Drawing): Uint8Array {
  const layer: ImageLayer = { kind: 'image', field: 'map', as };
  const still: Pick<Simulation, 'field'> = { field: () => field };
  const scene = sceneOf(still as Simulation, { id: 'map', title: '', about: '', palette, layers: [layer] });
  const cell = Math.min(LARGEST_CELL, Math.max(1, Math.floor(side / Math.max(scene.width, scene.height))));
  const [only] = scene.layers;
  // Squares need no canvas, and keep their few colours.
  if (only.kind === 'raster') return encodeFrame(scaleRaster(only.raster, cell));
  const [width, height] = [scene.width, scene.height].map((units) => Math.max(1, Math.round(units * cell)));
  return encodeFrame(rasterizeScene(scene, width, height));
}
