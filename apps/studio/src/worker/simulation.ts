import {
  createSimulation,
  findSystem,
  findView,
  InputError,
  parseRecipe,
  type Simulation,
  type System,
  type View,
} from '@selforg/core';
import { type Scene, sceneOf } from '@selforg/render';
import { seenWindow, windowedSize } from './boundless.js';
import { BufferPool, pictureBuffers, pictureOf } from './picture.js';
import type { Bitmap, Camera, FrameRequest, PictureSize, Reply, Request } from './protocol.js';
import { Stepper } from './stepper.js';
import { drawSeen, encodeSeen, encodeStill, onlyRaster, rasterCanvas, stillScale } from './still.js';
import { trackedCamera } from './track.js';

// One simulation and what is seen of it. It answers requests in the order in which they come, and never acts by itself.

declare const self: DedicatedWorkerGlobalScope;

interface Running {
  readonly run: number;
  readonly system: System;
  readonly simulation: Simulation;
  readonly stepper: Stepper;
  view: View;
  palette: string;
  measured: number;
  /** Where the last part of a lattice was seen from. */
  seen?: Camera;
}

/** Milliseconds from one measuring to the next while it runs. */
const MEASURE_EVERY = 90;

const pool = new BufferPool();
let running: Running | undefined;
let canvas: OffscreenCanvas | undefined;

self.onmessage = ({ data }: MessageEvent<Request>) => {
  try {
    answer(data);
  } catch (error) {
    reply({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
  }
};

function answer(request: Request): void {
  if (request.kind === 'create') create(request);
  if (!running) return;
  switch (request.kind) {
    case 'frame':
      frame(running, request);
      return;
    case 'edit':
      for (const edit of request.edits) running.simulation.edit?.(edit);
      return;
    case 'look':
      running.view = findView(running.system, request.view);
      running.palette = request.palette;
      return;
    case 'still':
      still(running, request.camera).catch((error: Error) => reply({ kind: 'broken', message: error.message }));
  }
}

function create({ run, recipe: input }: Extract<Request, { kind: 'create' }>): void {
  try {
    const recipe = parseRecipe(input);
    const system = findSystem(recipe.system);
    const view = findView(system, recipe.view);
    const simulation = createSimulation(recipe);
    const palette = recipe.palette ?? view.palette;
    running = { run, system, simulation, stepper: new Stepper(), view, palette, measured: Number.NEGATIVE_INFINITY };
    reply({ kind: 'created', run });
  } catch (error) {
    reply({ kind: 'refused', run, ...refusal(error) });
  }
}

function refusal(error: unknown): { message: string; field?: string } {
  if (error instanceof InputError) return { message: error.message, field: error.field };
  if (error instanceof RangeError)
    return { message: 'This is more than the memory of the page can hold: make it smaller.' };
  return { message: error instanceof Error ? error.message : String(error) };
}

function frame(now: Running, request: FrameRequest): void {
  pool.give(request.returned);
  const { simulation, view } = now;
  const done = now.stepper.run(simulation, request.steps, request.budget);
  const isDue = request.measure || performance.now() - now.measured >= MEASURE_EVERY;
  const measures = isDue ? simulation.measures() : undefined;
  if (isDue) now.measured = performance.now();
  const { scene, size, camera } = look(now, request);
  const answered = {
    kind: 'frame',
    run: now.run,
    time: simulation.time,
    ...done,
    view: size,
    ...(measures && { measures }),
    ...(size.isWindowed && { camera }),
  } as const;
  if (request.isDrawn) {
    const bitmap = drawn(scene, size, camera);
    reply({ ...answered, ...(bitmap.place ? {} : { camera }), bitmap }, [bitmap.image]);
    return;
  }
  const smooth = view.layers.map((layer) => layer.kind === 'image' && layer.as === 'scalar');
  const picture = pictureOf(scene, smooth, pool);
  reply({ ...answered, picture }, pictureBuffers(picture));
}

/** What is seen now: all of it, or what the camera sees where it goes with what lives. */
function look(now: Running, { camera: from, tracking, ratio }: FrameRequest) {
  const { simulation, view, palette } = now;
  const part = windowedSize(simulation, view);
  if (!part) {
    const scene = sceneOf(simulation, view, palette);
    const { width, height, background } = scene;
    const { home } = simulation;
    const origin: PictureSize['origin'] = home ? [Number(home.x), Number(home.y)] : scene.origin;
    const size: PictureSize = { width, height, origin, background, isWindowed: false, isBoundless: false };
    return { scene, size, camera: from };
  }
  const camera = trackedCamera(tracking, { ...part, background: [0, 0, 0] }, from, ratio);
  const { seen = camera } = now;
  const isMoving = camera.x !== seen.x || camera.y !== seen.y || camera.scale !== seen.scale;
  now.seen = camera;
  const scene = sceneOf(simulation, view, palette, seenWindow(part, camera, isMoving));
  const size: PictureSize = { ...part, background: scene.background };
  return { scene, size, camera };
}

/** Cells as they are, for the page to scale; what is no raster is drawn as the camera sees it. */
function drawn(scene: Scene, size: PictureSize, camera: Camera): Bitmap {
  canvas ??= new OffscreenCanvas(camera.width, camera.height);
  const raster = onlyRaster(scene);
  if (!raster) {
    drawSeen(canvas, scene, size.isWindowed ? fromOrigin(camera, scene, size) : camera);
    return { image: canvas.transferToImageBitmap() };
  }
  rasterCanvas(raster, canvas);
  const [x, y] = size.isWindowed ? [0, 1].map((axis) => scene.origin[axis] - size.origin[axis]) : [0, 0];
  return { image: canvas.transferToImageBitmap(), place: { x, y, cell: scene.width / raster.width } };
}

/** The camera as it sees a scene that begins elsewhere than the picture at home. */
function fromOrigin(camera: Camera, { origin: [x, y] }: Scene, { origin: [left, top] }: PictureSize): Camera {
  return { ...camera, x: camera.x + (x - left) * camera.scale, y: camera.y + (y - top) * camera.scale };
}

async function still({ simulation, view, palette }: Running, camera: Camera): Promise<void> {
  const part = windowedSize(simulation, view);
  const scene = sceneOf(simulation, view, palette, part && seenWindow(part, camera, false));
  const png = part
    ? await encodeSeen(scene, fromOrigin(camera, scene, { ...part, background: scene.background }))
    : await encodeStill(scene, stillScale(scene));
  reply({ kind: 'still', png }, [png.buffer]);
}

function reply(message: Reply, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}
