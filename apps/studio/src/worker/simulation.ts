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
import { extentOf, homePicture, seenWindow } from './boundless.js';
import { BufferPool, pictureBuffers, pictureOf } from './picture.js';
import type { Camera, FrameRequest, PictureSize, Reply, Request } from './protocol.js';
import { Stepper } from './stepper.js';
import { drawSeen, encodeStill, onlyRaster, rasterCanvas, stillScale } from './still.js';

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
      still(running).catch((error: Error) => reply({ kind: 'broken', message: error.message }));
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

function frame(now: Running, { steps, budget, measure, camera, isDrawn, returned }: FrameRequest): void {
  pool.give(returned);
  const { simulation, view } = now;
  const done = now.stepper.run(simulation, steps, budget);
  const isDue = measure || performance.now() - now.measured >= MEASURE_EVERY;
  const measures = isDue ? simulation.measures() : undefined;
  if (isDue) now.measured = performance.now();
  const window = seenWindow(simulation, view, camera);
  const scene = sceneOf(simulation, view, now.palette, window);
  const size = pictureSize(now, scene, window !== undefined);
  const answered = {
    kind: 'frame',
    run: now.run,
    time: simulation.time,
    ...done,
    view: size,
    ...(measures ? { measures } : {}),
  } as const;
  if (isDrawn) {
    canvas ??= new OffscreenCanvas(camera.width, camera.height);
    const raster = window ? undefined : onlyRaster(scene);
    if (raster) rasterCanvas(raster, canvas);
    else drawSeen(canvas, scene, window ? fromOrigin(camera, scene, size) : camera);
    const image = canvas.transferToImageBitmap();
    reply({ ...answered, bitmap: { image, isWhole: raster !== undefined } }, [image]);
    return;
  }
  const smooth = view.layers.map((layer) => layer.kind === 'image' && layer.as === 'scalar');
  const picture = pictureOf(scene, smooth, pool);
  reply({ ...answered, picture }, pictureBuffers(picture));
}

function pictureSize({ simulation }: Running, scene: Scene, isWindow: boolean): PictureSize {
  const { width, height, origin, background } = scene;
  if (!isWindow || !simulation.home) return { width, height, origin, background, isBoundless: false };
  return { ...homePicture(simulation.home), background, isBoundless: true, ...extentOf(simulation) };
}

/** The camera as it sees a scene that begins elsewhere than the picture at home. */
function fromOrigin(camera: Camera, { origin: [x, y] }: Scene, { origin: [left, top] }: PictureSize): Camera {
  return { ...camera, x: camera.x + (x - left) * camera.scale, y: camera.y + (y - top) * camera.scale };
}

async function still({ simulation, view, palette }: Running): Promise<void> {
  const scene = sceneOf(simulation, view, palette);
  const png = await encodeStill(scene, stillScale(scene));
  reply({ kind: 'still', png }, [png.buffer]);
}

function reply(message: Reply, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}
