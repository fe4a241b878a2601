import { createSimulation, type Simulation, type System, systems } from '@selforg/core';
import { type Scene, sceneOf } from '@selforg/render';
import { drawCover } from './cover.js';
import { faces } from './faces.js';
import type { GalleryCard, GalleryReply, GalleryRequest } from './protocol.js';
import { Stepper } from './stepper.js';

// All the small pictures of the gallery, in turn. A simulation is made when its card first comes into sight.

declare const self: DedicatedWorkerGlobalScope;

interface Card {
  readonly system: System;
  readonly stepper: Stepper;
  simulation: Simulation;
  seed: number;
  /** Steps still to be taken before it shows itself at its own pace. */
  warmUp: number;
  /** What the last picture held, in short, and for how many pictures it has stayed so. */
  sum: number;
  unchanged: number;
}

/** A picture's share of the time in milliseconds: as it goes, at first, and where it will not move. */
const BUDGET = 5;
const WARM_BUDGET = 24;
const STILL_BUDGET = 160;
/** Frames of its pace after which a system shows something. */
const WARM_FRAMES = 240;
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
  const card = cards.get(id) ?? newCard(system);
  if (isMoving || !cards.has(id)) advance(card, isMoving);
  cards.set(id, card);
  const view = system.views[0];
  const scene = sceneOf(card.simulation, view);
  watch(card, scene);
  drawCover(canvas, scene, width, height);
  const bitmap = canvas.transferToImageBitmap();
  const message: GalleryReply = { kind: 'picture', system: id, time: card.simulation.time, bitmap };
  self.postMessage(message, [bitmap]);
}

function newCard(system: System): Card {
  const simulation = start(system, 1);
  return { system, stepper: new Stepper(), simulation, seed: 1, warmUp: warmUpOf(system), sum: 0, unchanged: 0 };
}

function start(system: System, seed: number): Simulation {
  const params = system.presets.find((preset) => preset.id === faces[system.id])?.params ?? {};
  return createSimulation({ system: system.id, params, seed });
}

const warmUpOf = ({ pace }: System): number => pace * WARM_FRAMES;

function advance(card: Card, isMoving: boolean): void {
  const { system, stepper } = card;
  if (card.simulation.time > system.pace * LIFETIME || card.unchanged > REST) {
    card.seed++;
    card.unchanged = 0;
    card.simulation = start(system, card.seed);
  }
  if (card.warmUp > 0) {
    card.warmUp -= stepper.run(card.simulation, card.warmUp, isMoving ? WARM_BUDGET : STILL_BUDGET).steps;
  } else stepper.run(card.simulation, system.pace, BUDGET);
}

/** Counts pictures of cells that are the same as the one before; what is drawn otherwise hardly ever stands still. */
function watch(card: Card, { layers: [layer] }: Scene): void {
  if (layer?.kind !== 'raster') return;
  let sum = 0;
  for (const byte of layer.raster.data) sum = (Math.imul(sum, 31) + byte) | 0;
  card.unchanged = sum === card.sum ? card.unchanged + 1 : 0;
  card.sum = sum;
}
