import '@fontsource-variable/instrument-sans/wdth.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import 'uplot/dist/uPlot.min.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/gallery.css';
import './theme/run.css';
import './theme/panel.css';
import { type Recipe, systems } from '@selforg/core';
import { type Dropped, recipeWith, takerOf } from './files.js';
import { openGallery } from './gallery.js';
import { chooseRenderer } from './renderer.js';
import { RunView } from './run.js';
import { h } from './ui/dom.js';
import { listenDrops } from './ui/drop.js';
import { helpButton, siteHeader } from './ui/header.js';
import { dropPointerFocus } from './ui/keys.js';
import { clearNotices, noticeRegion } from './ui/notices.js';
import { startTheme } from './ui/theme.js';
import { readAddress, writeAddress } from './url.js';

const app = document.getElementById('app') as HTMLElement;
let close: (() => void) | undefined;
let visit = 0;

startTheme();
dropPointerFocus();
document.body.append(noticeRegion);
window.addEventListener('hashchange', () => void route());
void route();

async function route(): Promise<void> {
  leave();
  let recipe: Recipe | undefined;
  try {
    recipe = readAddress(location.hash);
  } catch (error) {
    return refuse(error);
  }
  if (!recipe) {
    const take = (dropped: readonly Dropped[]) => {
      const taker = takerOf(dropped[0]);
      if (taker) goTo(recipeWith(taker, dropped));
    };
    const endings = [openGallery(app), listenDrops(app, take)];
    close = () => {
      for (const end of endings) end();
    };
    return;
  }
  await openRun(recipe);
}

/** Ends what is shown, and whatever is on its way to be. */
function leave(): number {
  close?.();
  close = undefined;
  clearNotices();
  app.removeAttribute('aria-busy');
  return ++visit;
}

/** Opens a run that may be too long for an address: that of its system then stands for it. */
function goTo(recipe: Recipe): void {
  leave();
  history.pushState(null, '', writeAddress(recipe) ?? `#${recipe.system}`);
  void openRun(recipe);
}

async function openRun(recipe: Recipe): Promise<void> {
  const current = visit;
  const isCurrent = () => current === visit;
  app.setAttribute('aria-busy', 'true');
  try {
    // Pixi is loaded with the first run: the gallery needs none of it.
    const { Stage } = await import('./stage/stage.js');
    if (!isCurrent()) return;
    const view = await RunView.open(app, recipe, {
      makeStage: (host) => Stage.create(host, chooseRenderer()),
      isCurrent,
      goTo,
    });
    if (view) close = () => view.close();
  } catch (error) {
    if (isCurrent()) refuse(error);
  } finally {
    if (isCurrent()) app.removeAttribute('aria-busy');
  }
}

/** An address that names no run: what is wrong, and the way on. */
function refuse(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const { dataset } = document.documentElement;
  dataset.state = 'error';
  delete dataset.system;
  delete dataset.time;
  document.title = 'Wrong address · Selforg Studio';
  app.replaceChildren(
    siteHeader(helpButton([])),
    h(
      'main',
      { class: 'refusal', id: 'main' },
      h('h1', {}, 'This address names no run'),
      h('p', { class: 'refusal-message', role: 'alert' }, `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`),
      h('p', { class: 'refusal-address' }, h('code', {}, cut(location.hash))),
      h('p', { class: 'refusal-ways' }, h('a', { class: 'primary-button', href: '#' }, 'All systems'), plainStart()),
    ),
  );
}

/** Where at least the system is known: the way to it. */
function plainStart(): HTMLElement | undefined {
  const system = systems.find(({ id }) => location.hash.replace(/^#\/?/, '').split('?')[0] === id);
  return system && h('a', { class: 'text-button', href: `#${system.id}` }, `${system.title}, from its defaults`);
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
