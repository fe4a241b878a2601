import { type System, systems } from '@selforg/core';
import { humanize } from './ui/controls.js';
import { h } from './ui/dom.js';
import { helpButton, siteHeader } from './ui/header.js';
import type { GalleryReply, GalleryRequest } from './worker/protocol.js';

/** Milliseconds from one round of pictures to the next. */
const ROUND = 50;

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The first screen: every system, alive. Returns what takes it down again. */
export function openGallery(app: HTMLElement): () => void {
  const cards = new Map(systems.map((system) => [system.id, card(system)]));
  const names = h(
    'main',
    { class: 'gallery', id: 'main' },
    intro(),
    h('ul', { class: 'cards' }, ...[...cards.values()].map(({ item }) => item)),
  );
  app.replaceChildren(siteHeader(helpButton([])), names);
  document.title = 'Selforg Studio';
  const root = document.documentElement;
  delete root.dataset.system;
  delete root.dataset.time;
  root.dataset.state = reducedMotion.matches ? 'paused' : 'playing';

  const worker = new Worker(new URL('./worker/gallery.ts', import.meta.url), { type: 'module', name: 'gallery' });
  const post = (request: GalleryRequest) => worker.postMessage(request);
  const inSight = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;

  const next = () => {
    clearTimeout(timer);
    if (isBusy || document.hidden || inSight.size === 0) return;
    isBusy = true;
    post({ kind: 'next', moving: !reducedMotion.matches });
  };
  const show = () => {
    const ratio = Math.min(1.5, devicePixelRatio || 1);
    const shown = [...inSight].map((system) => {
      const { clientWidth = 0, clientHeight = 0 } = cards.get(system)?.canvas ?? {};
      const [width, height] = [clientWidth, clientHeight].map((side) => Math.max(16, Math.round(side * ratio)));
      return { system, width, height };
    });
    post({ kind: 'show', cards: shown });
    next();
  };
  worker.onmessage = ({ data }: MessageEvent<GalleryReply>) => {
    if (data.kind === 'round') {
      isBusy = false;
      if (!reducedMotion.matches) timer = setTimeout(next, ROUND);
      return;
    }
    const canvas = cards.get(data.system)?.canvas;
    if (canvas) paint(canvas, data.bitmap, data.time);
  };

  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const id = (target as HTMLElement).dataset.card ?? '';
      if (isIntersecting) inSight.add(id);
      else inSight.delete(id);
    }
    show();
  });
  const size = new ResizeObserver(show);
  for (const { item, canvas } of cards.values()) {
    sight.observe(item);
    size.observe(canvas);
  }
  const wake = () => next();
  document.addEventListener('visibilitychange', wake);
  reducedMotion.addEventListener('change', wake);
  return () => {
    worker.terminate();
    clearTimeout(timer);
    sight.disconnect();
    size.disconnect();
    document.removeEventListener('visibilitychange', wake);
    reducedMotion.removeEventListener('change', wake);
  };
}

function intro(): HTMLElement {
  return h(
    'div',
    { class: 'intro' },
    h('h1', {}, 'Order that nobody ordered'),
    h(
      'p',
      {},
      'Each of these worlds follows a few local rules. Open one, change it, paint into it, and watch what it makes of itself.',
    ),
  );
}

function card(system: System): { item: HTMLLIElement; canvas: HTMLCanvasElement } {
  const { id, title, family, about, source } = system;
  const canvas = h('canvas', { class: 'thumbnail', width: 16, height: 9, 'aria-hidden': 'true' });
  const item = h(
    'li',
    { class: 'card', 'data-card': id },
    h('div', { class: 'plate' }, canvas),
    h(
      'div',
      { class: 'caption' },
      h('p', { class: 'family' }, humanize(family)),
      h('h2', {}, h('a', { href: `#${id}` }, title)),
      h('p', { class: 'about' }, about),
      h('p', { class: 'source' }, `${source.authors} · ${source.year}`),
    ),
  );
  return { item, canvas };
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap, time: number): void {
  const context = canvas.getContext('bitmaprenderer');
  if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
  if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
  context?.transferFromImageBitmap(bitmap);
  canvas.dataset.time = String(time);
}
