import { createSimulation, type Simulation, type System, systems } from '@selforg/core';
import { type Scene, sceneOf } from '@selforg/render';
import { drawCover } from './cover.js';
import type { GalleryCard, GalleryReply, GalleryRequest } from './protocol.js';
import { Stepper } from './stepper.js';

// All the small pictures of the gallery, in turn. A simulation is made when its card first comes into sight.

declare const self: DedicatedWorkerGlobalScope;

interface Card {
  readonly system: System;
  readonly stepper: Stepper;
  simulation: Simulation;
  seed: number;
  /** What the last picture held, in short, and for how many pictures it has stayed so. */
  sum: number;
  unchanged: number;
}

/** A picture's share of the time, and what is spent once so that the first picture shows something. */
const BUDGET = 5;
const FIRST_BUDGET = 160;
const FIRST_FRAMES = 240;
/** Frames after which a card starts again from another seed. */
const LIFETIME = 2400;
/** Pictures that may be the same before it starts again: what has come to rest is no longer alive. */
const REST = 45;

const cards = new Map<string, Card>();
const canvas = new OffscreenCanvas(1, 1);
let shown: readonly GalleryCard[] = [];

self.onmessage = ({ data }: MessageEvent<GalleryRequest>) => {
  if (data.kind === 'show') {
    shown = data.cards;
    return;
  }
  for (const each of shown) picture(each, data.moving);
  self.postMessage({ kind: 'round' } satisfies GalleryReply);
};

function picture({ system: id, width, height }: GalleryCard, isMoving: boolean): void {
  const system = systems.find((candidate) => candidate.id === id);
  if (!system) return;
  const known = cards.get(id);
  const card = known ?? {
    system,
    stepper: new Stepper(),
    simulation: createSimulation({ system: id }),
    seed: 1,
    sum: 0,
    unchanged: 0,
  };
  cards.set(id, card);
  if (!known) card.stepper.run(card.simulation, system.pace * FIRST_FRAMES, FIRST_BUDGET);
  else if (isMoving) advance(card);
  const view = system.views[0];
  const scene = sceneOf(card.simulation, view);
  watch(card, scene);
  drawCover(canvas, scene, width, height);
  const bitmap = canvas.transferToImageBitmap();
  const message: GalleryReply = { kind: 'picture', system: id, time: card.simulation.time, bitmap };
  self.postMessage(message, [bitmap]);
}

function advance(card: Card): void {
  const { system, stepper } = card;
  if (card.simulation.time > system.pace * LIFETIME || card.unchanged > REST) {
    card.seed++;
    card.unchanged = 0;
    card.simulation = createSimulation({ system: system.id, seed: card.seed });
  }
  stepper.run(card.simulation, system.pace, BUDGET);
}

/** Counts pictures of cells that are the same as the one before; what is drawn otherwise hardly ever stands still. */
function watch(card: Card, { layers: [layer] }: Scene): void {
  if (layer?.kind !== 'raster') return;
  let sum = 0;
  for (const byte of layer.raster.data) sum = (Math.imul(sum, 31) + byte) | 0;
  card.unchanged = sum === card.sum ? card.unchanged + 1 : 0;
  card.sum = sum;
}
