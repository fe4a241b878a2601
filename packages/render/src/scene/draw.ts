import { css } from '../palettes/colour.js';
import { paletteWords, type Raster, toIndices } from '../raster/raster.js';
import type { Canvas2D } from './canvas.js';
import type { Box } from './fit.js';
import type { LabelsScene, LinesScene, PointsScene, RasterScene, RectsScene, Scene, SceneLayer } from './scene.js';

/** The font of labels: the studio loads it, Node registers it. */
export const FONT_FAMILY = '"IBM Plex Sans", "IBM Plex Sans Greek", system-ui, sans-serif';

/** From world units to pixels. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly box: Box;
}

/**
 * Draws a scene into a box of a canvas, background first; outside of the box nothing is touched.
 * The context's transform must be the identity: rasters are written pixel by pixel, nearest neighbour, unblurred.
 */
export function drawScene(context: Canvas2D, scene: Scene, box: Box): void {
  // By the longer side: the shorter one of a thin scene is rounded by more than itself.
  const scale = scene.width >= scene.height ? box.width / scene.width : box.height / scene.height;
  const frame: Frame = { x: box.x, y: box.y, scale, box };
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.fillStyle = css(scene.background);
  context.fillRect(box.x, box.y, box.width, box.height);
  for (const layer of scene.layers) drawLayer(context, layer, frame);
  context.restore();
}

function drawLayer(context: Canvas2D, layer: SceneLayer, frame: Frame): void {
  if (layer.kind === 'raster') drawRaster(context, layer, frame);
  else if (layer.kind === 'points') drawPoints(context, layer, frame);
  else if (layer.kind === 'lines') drawLines(context, layer, frame);
  else if (layer.kind === 'rects') drawRects(context, layer, frame);
  else drawLabels(context, layer, frame);
}

/** Written at the canvas's own pixels, so that no browser smooths it. */
function drawRaster(context: Canvas2D, { raster, ...place }: RasterScene, { x, y, scale, box }: Frame): void {
  const left = Math.round(x + place.x * scale);
  const top = Math.round(y + place.y * scale);
  const width = Math.max(1, Math.round(x + (place.x + place.width) * scale) - left);
  const height = Math.max(1, Math.round(y + (place.y + place.height) * scale) - top);
  // putImageData knows no clip: cut by hand.
  const cut = {
    left: Math.max(left, Math.round(box.x)),
    top: Math.max(top, Math.round(box.y)),
    right: Math.min(left + width, Math.round(box.x + box.width)),
    bottom: Math.min(top + height, Math.round(box.y + box.height)),
  };
  if (cut.right <= cut.left || cut.bottom <= cut.top) return;
  const pixels = context.createImageData(cut.right - cut.left, cut.bottom - cut.top);
  const out = new Uint32Array(pixels.data.buffer, pixels.data.byteOffset, pixels.data.length / 4);
  const words = pixelWords(raster);
  const columns = Uint32Array.from({ length: pixels.width }, (_, i) =>
    source(i + cut.left - left, width, raster.width),
  );
  for (let row = 0; row < pixels.height; row++) {
    const from = source(row + cut.top - top, height, raster.height) * raster.width;
    const to = row * pixels.width;
    for (let column = 0; column < pixels.width; column++) out[to + column] = words[from + columns[column]];
  }
  context.putImageData(pixels, cut.left, cut.top);
}

/** The raster's pixel under the middle of a drawn one. */
function source(at: number, drawn: number, there: number): number {
  return Math.min(there - 1, Math.floor(((at + 0.5) * there) / drawn));
}

function pixelWords(raster: Raster): Uint32Array {
  if (raster.kind === 'rgba') return new Uint32Array(raster.data.slice().buffer);
  const words = paletteWords(raster.palette);
  return Uint32Array.from(toIndices(raster), (index) => words[index]);
}

function drawPoints(context: Canvas2D, points: PointsScene, { x, y, scale }: Frame): void {
  const { xy, direction, shape } = points;
  const size = points.size * scale;
  fillByColour(context, points.colours, xy.length / 2, (i) => {
    const px = x + xy[2 * i] * scale;
    const py = y + xy[2 * i + 1] * scale;
    if (shape === 'arrow' && direction) traceArrow(context, px, py, direction[2 * i], direction[2 * i + 1], size);
    else if (shape === 'hexagon') traceHexagon(context, px, py, size);
    else traceDisc(context, px, py, size);
  });
}

function traceDisc(context: Canvas2D, x: number, y: number, radius: number): void {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** Half a pixel larger than it is, so that no ground shows between neighbours. */
function traceHexagon(context: Canvas2D, x: number, y: number, radius: number): void {
  const [up, across] = [radius + 0.5, (radius + 0.5) * (Math.sqrt(3) / 2)];
  context.moveTo(x, y - up);
  for (const [dx, dy] of [
    [across, -up / 2],
    [across, up / 2],
    [0, up],
    [-across, up / 2],
    [-across, -up / 2],
  ])
    context.lineTo(x + dx, y + dy);
  context.closePath();
}

/** A dart: its tip `size` ahead, its wings behind with a notch between them. */
function traceArrow(context: Canvas2D, x: number, y: number, dx: number, dy: number, size: number): void {
  const length = Math.sqrt(dx * dx + dy * dy);
  const ahead = length > 0 ? (dx / length) * size : size;
  const down = length > 0 ? (dy / length) * size : 0;
  context.moveTo(x + ahead, y + down);
  context.lineTo(x - 0.9 * ahead - 0.56 * down, y - 0.9 * down + 0.56 * ahead);
  context.lineTo(x - 0.48 * ahead, y - 0.48 * down);
  context.lineTo(x - 0.9 * ahead + 0.56 * down, y - 0.9 * down - 0.56 * ahead);
  context.closePath();
}

function drawRects(context: Canvas2D, { rects, colours }: RectsScene, { x, y, scale }: Frame): void {
  fillByColour(context, colours, rects.length / 4, (i) => {
    const [left, top, width, height] = rects.subarray(4 * i, 4 * i + 4);
    context.rect(x + left * scale, y + top * scale, width * scale, height * scale);
  });
}

/** One path and one fill for each colour: a fill costs far more than a piece of path. */
function fillByColour(context: Canvas2D, colours: Uint8Array, count: number, trace: (i: number) => void): void {
  for (const [colour, members] of groups(colours, count)) {
    context.fillStyle = `#${colour.toString(16).padStart(6, '0')}`;
    context.beginPath();
    for (const i of members) trace(i);
    context.fill();
  }
}

function groups(colours: Uint8Array, count: number): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const step = colours.length > 3 ? 3 : 0;
  for (let i = 0; i < count; i++) {
    const at = i * step;
    const colour = (colours[at] << 16) | (colours[at + 1] << 8) | colours[at + 2];
    const members = found.get(colour);
    if (members) members.push(i);
    else found.set(colour, [i]);
  }
  return found;
}

function drawLines(context: Canvas2D, { segments, width, colour }: LinesScene, { x, y, scale }: Frame): void {
  context.strokeStyle = css(colour);
  context.lineWidth = width * scale;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  for (let i = 0; i < segments.length; i += 4) {
    const goesOn = i > 0 && segments[i] === segments[i - 2] && segments[i + 1] === segments[i - 1];
    if (!goesOn) context.moveTo(x + segments[i] * scale, y + segments[i + 1] * scale);
    context.lineTo(x + segments[i + 2] * scale, y + segments[i + 3] * scale);
  }
  context.stroke();
}

function drawLabels(context: Canvas2D, { labels }: LabelsScene, { x, y, scale }: Frame): void {
  context.textBaseline = 'middle';
  for (const label of labels) {
    context.fillStyle = css(label.colour);
    context.font = `${label.bold ? '600 ' : ''}${label.size * scale}px ${FONT_FAMILY}`;
    context.textAlign = label.align;
    context.fillText(label.text, x + label.x * scale, y + label.y * scale);
  }
}
