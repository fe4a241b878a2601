import { InputError } from '@selforg/core';
import { type Label, paletteInks, type Raster, type Rgb, type Scene, shrinkRaster } from '@selforg/render';
import { encodeFrame, rasterizeScene } from '@selforg/render/node';
import type { AtlasRow } from './settings.js';

/** A labelled picture. */
export interface Tile {
  readonly row: AtlasRow;
  readonly picture: Raster;
}

interface PlateOptions {
  readonly title: string;
  readonly subtitle: string;
  readonly palette: string;
  /** Pixels a cell; as many as make a plate of good size unless it is said. */
  readonly scale?: number | undefined;
}

const MARGIN = 56;
const GAP = 16;
/** Height of the line of text above a picture. */
const CAPTION = 22;
const TITLE = 34;
const TEXT = 16;
/** Pixels that pictures may take side by side … */
const ROOM = 2400;
const MOST_SCALE = 4;
/** … and the least that one of them takes, unless it has fewer cells. */
const LEAST_SIDE = 160;
/** Pixels of the largest plate. */
const MOST_PIXELS = 2 ** 27;
/** Widest that text of this font gets, as a share of its size a letter: enough to know where lines must break. */
const LETTER = 0.5;
const MIN_WIDTH = 640;

/** A contact sheet: a title, and the pictures in rows with their rules above them, as a PNG file. */
export function platePng(tiles: readonly Tile[], options: PlateOptions): Uint8Array {
  const scene = plateScene(tiles, options);
  return encodeFrame(rasterizeScene(scene, scene.width, scene.height));
}

/** How many pictures stand side by side, and how large each is in pixels. */
interface Grid {
  readonly columns: number;
  readonly side: number;
}

/**
 * Lays out `count` pictures of `cells` × `cells` cells.
 * @throws InputError for a scale that makes the plate larger than can be drawn
 */
export function plateGrid(count: number, cells: number, scale?: number): Grid {
  const columns = Math.ceil(Math.sqrt(count));
  const side = scale === undefined ? suitingSide(cells, Math.floor(ROOM / columns)) : cells * scale;
  if (((side + GAP + CAPTION) * columns) ** 2 <= MOST_PIXELS) return { columns, side };
  throw new InputError(
    'scale',
    scale,
    'a smaller scale, fewer rules or a smaller width: the contact sheet is too large',
  );
}

/** As many pixels a cell as there is room for; where there is none for one each, smaller pictures of mean colours. */
function suitingSide(cells: number, room: number): number {
  const scale = Math.min(MOST_SCALE, Math.floor(room / cells));
  return scale >= 1 ? cells * scale : Math.min(cells, Math.max(LEAST_SIDE, room));
}

/** One unit a pixel. */
export function plateScene(tiles: readonly Tile[], { title, subtitle, palette, scale }: PlateOptions): Scene {
  const { background, foreground } = paletteInks(palette);
  const faint = between(foreground, background, 0.4);
  const { columns, side } = plateGrid(tiles.length, tiles[0].picture.width, scale);
  const width = Math.max(MIN_WIDTH, 2 * MARGIN + columns * (side + GAP) - GAP);
  const lines = broken(subtitle, Math.floor((width - 2 * MARGIN) / (TEXT * LETTER)));
  const top = MARGIN + TITLE + 14 + lines.length * TEXT * 1.5 + 22;
  const places = tiles.map((tile, i) => ({
    ...tile,
    x: MARGIN + (i % columns) * (side + GAP),
    y: Math.round(top + Math.floor(i / columns) * (CAPTION + side + GAP) + CAPTION),
  }));
  const heading: Label[] = [
    { x: MARGIN, y: MARGIN + TITLE / 2, text: title, size: TITLE, align: 'left', colour: foreground, bold: true },
    ...lines.map((text, i): Label => {
      const y = MARGIN + TITLE + 14 + (i + 0.5) * TEXT * 1.5;
      return { x: MARGIN, y, text, size: TEXT, align: 'left', colour: faint };
    }),
  ];
  const captions = places.flatMap(({ row, x, y }) => captionOf(row, { x, y, side, foreground, faint }));
  return {
    width: Math.ceil(width),
    height: Math.ceil(top + Math.ceil(tiles.length / columns) * (CAPTION + side + GAP) - GAP + MARGIN),
    origin: [0, 0],
    background,
    layers: [
      { kind: 'rects', rects: frames(places, side), colours: Uint8Array.from(between(foreground, background, 0.7)) },
      ...places.map(({ picture, x, y }) => {
        const raster = picture.width > side ? shrinkRaster(picture, side, side) : picture;
        return { kind: 'raster', raster, x, y, width: side, height: side } as const;
      }),
      { kind: 'labels', labels: [...heading, ...captions] },
    ],
  };
}

/** Hairlines around the pictures, whose ground may be that of the paper. */
function frames(places: readonly { readonly x: number; readonly y: number }[], side: number): Float32Array {
  return Float32Array.from(places.flatMap(({ x, y }) => [x - 1, y - 1, side + 2, side + 2]));
}

interface Caption {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly foreground: Rgb;
  readonly faint: Rgb;
}

/** The rule, and λ where there is room for it. */
function captionOf({ rule, values }: AtlasRow, { x, y, side, foreground, faint }: Caption): Label[] {
  const middle = y - CAPTION / 2 + 1;
  const size = Math.min(16, side / (rule.length * 0.62));
  const label: Label = { x, y: middle, text: rule, size, align: 'left', colour: foreground, bold: true };
  const { lambda } = values;
  const hasRoom = rule.length * size * 0.62 + 60 < side;
  if (typeof lambda !== 'number' || !hasRoom) return [label];
  const text = `λ ${lambda.toFixed(3).replace(/0+$/, '').replace(/\.$/, '')}`;
  return [label, { x: x + side, y: middle, text, size: 13, align: 'right', colour: faint }];
}

function broken(text: string, letters: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== '' && line.length + 1 + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

const between = (a: Rgb, b: Rgb, share: number): Rgb => {
  const mix = (channel: 0 | 1 | 2) => Math.round(a[channel] + (b[channel] - a[channel]) * share);
  return [mix(0), mix(1), mix(2)];
};
