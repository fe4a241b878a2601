import { findSystem, findView, type Recipe } from '@selforg/core';
import { FASTEST } from '../speed.js';
import type { ExportReply, ExportRequest, PictureSize } from '../worker/protocol.js';
import { openDialog } from './dialogs.js';
import { h } from './dom.js';

interface Defaults {
  readonly every: number;
  readonly picture: PictureSize | undefined;
}

/** Pictures of cells of this size at least are asked for first. */
const LEAST_SIDE = 512;

/** Asks how many frames, then makes them in a worker of its own, from the recipe's start: what is painted is not in them. */
export function openExport(recipe: Recipe, defaults: Defaults): void {
  const frames = count('frames', recipe.frames ?? 60, 10_000);
  const every = count('every', recipe.every ?? defaults.every, FASTEST);
  const { layers } = findView(findSystem(recipe.system), recipe.view);
  const isCells = layers.length === 1 && layers[0].kind === 'image';
  const { width, height } = defaults.picture ?? { width: LEAST_SIDE, height: LEAST_SIDE };
  const suited = isCells ? Math.max(1, Math.floor(LEAST_SIDE / Math.max(width, height))) : 1;
  const scale = count('scale', recipe.scale ?? suited, 64);
  const bar = h('progress', { max: 1, value: 0, 'aria-label': 'Frames written' });
  const status = h('p', { class: 'export-status', role: 'status' }, 'PNG files in a zip, with the recipe beside them.');
  const start = h('button', { type: 'submit', class: 'primary-button' }, 'Export');
  const cancel = h('button', { type: 'button', class: 'text-button', onclick: () => dialog.close() }, 'Cancel');
  const form = h(
    'form',
    { class: 'export-form' },
    h('p', { class: 'panel-note' }, 'The run as its recipe names it, from the start: what was painted is not in it.'),
    labelled('Frames', frames, 'the first is the start'),
    labelled('Every', every, 'steps'),
    labelled('Scale', scale, isCells ? 'pixels a cell' : 'times 1200 pixels'),
    bar,
    status,
    h('div', { class: 'dialog-foot' }, cancel, start),
  );
  const dialog = openDialog('Export frames', 'export', form);
  frames.focus();
  let worker: Worker | undefined;
  dialog.addEventListener('close', () => worker?.terminate());

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start.disabled = true;
    const request = { frames: Number(frames.value), every: Number(every.value), scale: Number(scale.value) };
    worker = exportFrames({ recipe, ...request }, (message) => {
      if (message.kind === 'progress') {
        bar.value = message.frame / request.frames;
        status.textContent = `${message.frame} of ${request.frames} frames`;
      } else if (message.kind === 'done') {
        save(message.zip, `${recipe.system}-${request.frames}-frames.zip`);
        dialog.close();
      } else {
        status.textContent = `The export stopped: ${message.message}.`;
        start.disabled = false;
      }
    });
  });
}

function exportFrames(request: ExportRequest, hear: (message: ExportReply) => void): Worker {
  const worker = new Worker(new URL('../worker/export.ts', import.meta.url), { type: 'module', name: 'export' });
  worker.onmessage = ({ data }: MessageEvent<ExportReply>) => hear(data);
  worker.onerror = (event) => hear({ kind: 'failed', message: event.message || 'its worker died' });
  worker.postMessage(request);
  return worker;
}

/** Hands the user a file. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function count(id: string, value: number, max: number): HTMLInputElement {
  return h('input', {
    type: 'number',
    class: 'number',
    id: `export-${id}`,
    min: 1,
    max,
    step: 1,
    required: true,
    value,
  });
}

function labelled(label: string, input: HTMLInputElement, note: string): HTMLElement {
  return h(
    'div',
    { class: 'export-row' },
    h('label', { for: input.id }, label),
    input,
    h('span', { class: 'param-unit' }, note),
  );
}
