import { type System, systems } from '@selforg/core';
import { humanize } from './ui/controls.js';
import { h } from './ui/dom.js';
import { helpButton, siteHeader } from './ui/header.js';
import type { GalleryReply, GalleryRequest } from './worker/protocol.js';

/** Milliseconds from one round of pictures to the next. */
const ROUND = 50;

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

interface Card {
  readonly system: System;
  readonly item: HTMLLIElement;
  readonly canvas: HTMLCanvasElement;
}

/** The first screen: every system, alive. Returns what takes it down again. */
export function openGallery(app: HTMLElement): () => void {
  const cards = new Map(systems.map((system) => [system.id, card(system)]));
  const names = [...new Set(systems.map((system) => system.family))];
  const families = names.map((name) =>
    family(
      name,
      [...cards.values()].filter(({ system }) => system.family === name),
    ),
  );
  const none = h('p', { class: 'gallery-none', hidden: true }, 'No system is about that.');
  const filter = (text: string) => {
    const found = families.map((each) => each.filter(text));
    none.hidden = found.some((count) => count > 0);
    status.textContent = text.trim() === '' ? '' : `${found.reduce((sum, count) => sum + count, 0)} systems found`;
  };
  const status = h('p', { class: 'visually-hidden', role: 'status' });
  const main = h(
    'main',
    { class: 'gallery', id: 'main' },
    intro(filter),
    status,
    h('div', { class: 'families' }, ...families.map(({ element }) => element)),
    none,
  );
  app.replaceChildren(siteHeader(helpButton([])), main);
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

function intro(filter: (text: string) => void): HTMLElement {
  const input = h('input', {
    type: 'search',
    class: 'gallery-search',
    placeholder: `Search ${systems.length} systems`,
    'aria-label': 'Search the systems',
    oninput: () => filter(input.value),
  });
  return h(
    'div',
    { class: 'intro' },
    h('h1', {}, 'Order that nobody ordered'),
    h(
      'p',
      {},
      'Each of these worlds follows a few local rules. Open one, change it, paint into it, and watch what it makes of itself.',
    ),
    input,
  );
}

/** The systems of one family under their heading. */
function family(name: string, cards: readonly Card[]): { element: HTMLElement; filter(text: string): number } {
  const element = h(
    'section',
    { class: cards.length > 1 ? 'family-section' : 'family-section is-single', 'data-family': name },
    h('h2', { class: 'family-title' }, humanize(name)),
    h('ul', { class: 'cards' }, ...cards.map(({ item }) => item)),
  );
  const filter = (text: string) => {
    const words = text.trim().toLowerCase().split(/\s+/);
    const isFound = ({ id, title, about, source }: System) => {
      const all = `${id} ${title} ${about} ${name} ${source.authors}`.toLowerCase();
      return words.every((word) => all.includes(word));
    };
    for (const { system, item } of cards) item.hidden = !isFound(system);
    const count = cards.filter(({ item }) => !item.hidden).length;
    element.hidden = count === 0;
    return count;
  };
  return { element, filter };
}

function card(system: System): Card {
  const { id, title, about, source } = system;
  const canvas = h('canvas', { class: 'thumbnail', width: 16, height: 9, 'aria-hidden': 'true' });
  const item = h(
    'li',
    { class: 'card', 'data-card': id },
    h('div', { class: 'plate' }, canvas),
    h(
      'div',
      { class: 'caption' },
      h('h3', {}, h('a', { href: `#${id}` }, title)),
      h('p', { class: 'about' }, about),
      h('p', { class: 'source' }, `${source.authors} · ${source.year}`),
    ),
  );
  return { system, item, canvas };
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap, time: number): void {
  const context = canvas.getContext('bitmaprenderer');
  if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
  if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
  context?.transferFromImageBitmap(bitmap);
  canvas.dataset.time = String(time);
}
