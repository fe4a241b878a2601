import { compactRecipe, findSystem, type ParamValue, parseParams, type Recipe, type System } from '@selforg/core';
import { Charts } from './charts.js';
import { type Dropped, paramsOfFile, takerOf } from './files.js';
import { Player } from './player.js';
import { Session } from './session.js';
import { shiftSpeed } from './speed.js';
import { type Brush, listenPointers } from './stage/pointer.js';
import type { Stage } from './stage/stage.js';
import { listenDrops } from './ui/drop.js';
import { openExport, save } from './ui/export-dialog.js';
import { helpButton, siteHeader } from './ui/header.js';
import { listenKeys } from './ui/keys.js';
import { clearNotices, notify } from './ui/notices.js';
import { Panel } from './ui/panel.js';
import { runKeys } from './ui/run-keys.js';
import { runLayout } from './ui/run-layout.js';
import { stageTools } from './ui/stage-tools.js';
import { Transport } from './ui/transport.js';
import { writeAddress } from './url.js';
import type { Frame } from './worker/protocol.js';

const ZOOM = 1.5;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The run view: one system on the stage, and everything that can be done to it. */
export class RunView {
  readonly #system: System;
  readonly #session: Session;
  readonly #player: Player;
  readonly #stage: Stage;
  readonly #panel: Panel;
  readonly #charts: Charts;
  readonly #transport: Transport;
  readonly #endings: (() => void)[] = [];
  /** The recipe in force, and the one that the worker has yet to take. */
  #recipe: Recipe;
  #wanted: Recipe;
  #isAlive = false;
  #mayPlay = !reducedMotion.matches;

  static async open(
    app: HTMLElement,
    recipe: Recipe,
    makeStage: (host: HTMLElement, onResize: () => void) => Promise<Stage>,
  ) {
    const host = document.createElement('div');
    host.className = 'stage';
    let view: RunView | undefined;
    const stage = await makeStage(host, () => view?.resized());
    view = new RunView(app, recipe, host, stage);
    return view;
  }

  private constructor(app: HTMLElement, recipe: Recipe, host: HTMLElement, stage: Stage) {
    this.#recipe = recipe;
    this.#wanted = recipe;
    this.#system = findSystem(recipe.system);
    this.#stage = stage;
    this.#session = new Session({
      created: () => this.#created(),
      refused: (_, message, field) => this.#refused(message, field),
      frame: (frame) => this.#player.receive(frame),
      broken: (message) => this.#broken(message),
    });
    this.#player = new Player(this.#session, stage, {
      shown: (frame) => this.#shown(frame),
      changed: () => this.#report(),
      silent: () => this.#silent(),
    });
    this.#player.speed = recipe.every ?? this.#system.pace;
    this.#panel = new Panel(this.#system, {
      params: (params) => this.#start({ ...this.#wanted, params }),
      seed: (seed) => this.#start({ ...this.#wanted, seed }),
      look: (view, palette) => this.#look(view, palette),
    });
    this.#charts = new Charts(this.#system.measures);
    this.#transport = new Transport({
      toggle: () => this.toggle(),
      step: (count) => this.step(count),
      reset: () => this.reset(),
      faster: (direction) => this.faster(direction),
      still: () => void this.still(),
      record: () => this.record(),
    });
    this.#build(app, host);
    this.#start(recipe);
  }

  toggle(): void {
    if (!this.#isAlive) return;
    if (this.#player.isPlaying) this.#player.pause();
    else this.#player.play();
    this.#mayPlay = this.#player.isPlaying;
  }

  step(count: number): void {
    this.#mayPlay = false;
    if (this.#isAlive) this.#player.step(count);
  }

  reset(): void {
    this.#start(this.#recipe);
  }

  faster(direction: 1 | -1): void {
    this.#player.speed = shiftSpeed(this.#player.speed, direction);
    const { every: _, ...rest } = this.#recipe;
    const { speed } = this.#player;
    this.#recipe = speed >= 1 && speed !== this.#system.pace ? { ...rest, every: speed } : rest;
    this.#wanted = { ...this.#wanted, ...this.#recipe };
    this.#remember();
    this.#report();
  }

  zoom(factor: number): void {
    this.#stage.zoom(factor);
    this.#moved();
  }

  fit(): void {
    this.#stage.fit();
    this.#moved();
  }

  async still(): Promise<void> {
    if (!this.#isAlive) return;
    const { time } = this.#player;
    const png = await this.#session.still();
    save(new Blob([png], { type: 'image/png' }), `${this.#system.id}-${time}.png`);
  }

  record(): void {
    const cells = this.#stage.picture ? Math.max(this.#stage.picture.width, this.#stage.picture.height) : 1;
    const isCells = this.#system.views.some(({ layers }) => layers.length === 1 && layers[0].kind === 'image');
    const scale = isCells ? Math.max(1, Math.floor(512 / cells)) : 1;
    openExport(this.#recipe, { every: Math.max(1, Math.round(this.#player.speed)), scale });
  }

  async copyLink(): Promise<void> {
    const address = writeAddress(this.#recipe);
    if (address === undefined) return this.#saveRecipe();
    try {
      await navigator.clipboard.writeText(new URL(address, location.href).href);
      notify('info', 'The link to this run is in the clipboard.');
    } catch {
      notify('info', 'The address of this page is the link to this run.');
    }
  }

  drop(dropped: Dropped): void {
    const params = paramsOfFile(this.#system, dropped, this.#wanted.params);
    if (params) this.#start({ ...this.#wanted, params: { ...this.#wanted.params, ...params } });
    else this.#pointOn(dropped);
  }

  resized(): void {
    this.#moved();
  }

  close(): void {
    for (const end of this.#endings) end();
    this.#player.close();
    this.#session.close();
    this.#charts.close();
    this.#stage.destroy();
  }

  #build(app: HTMLElement, host: HTMLElement): void {
    const brush: Brush = { tool: this.#system.brush ? 'draw' : 'pan', radius: this.#system.brush?.radius ?? 1 };
    host.append(stageTools(this.#system, brush, { zoom: (factor) => this.zoom(factor), fit: () => this.fit() }));
    this.#stage.canvas.setAttribute('role', 'img');
    this.#stage.canvas.setAttribute('aria-label', `${this.#system.title}, running`);
    const keys = runKeys(this, ZOOM);
    const layout = runLayout({
      header: (...tools) => siteHeader(...tools, helpButton(keys)),
      stage: host,
      panel: this.#panel.element,
      charts: this.#charts.element,
      transport: this.#transport.element,
      title: this.#system.title,
      link: () => void this.copyLink(),
    });
    app.replaceChildren(...layout);
    document.title = `${this.#system.title} · Selforg Studio`;
    const paint = (edits: Parameters<Session['edit']>[0]) => {
      this.#session.edit(edits);
      this.#player.refresh();
    };
    this.#endings.push(listenPointers(this.#stage, brush, { paint, moved: () => this.#moved() }));
    this.#endings.push(
      listenKeys(keys),
      listenDrops(host, (dropped) => this.drop(dropped)),
    );
  }

  #start(recipe: Recipe): void {
    this.#wanted = recipe;
    this.#session.create(recipe);
    this.#player.refresh();
  }

  #created(): void {
    this.#recipe = this.#wanted;
    this.#isAlive = true;
    clearNotices();
    this.#charts.clear();
    this.#player.end = this.#recipe.steps ?? Number.POSITIVE_INFINITY;
    this.#player.restarted();
    this.#panel.show(this.#recipe);
    this.#remember();
    if (this.#mayPlay) this.#player.play();
    this.#report();
  }

  /** What ran before runs on; where nothing did, the page says so and waits for better parameters. */
  #refused(message: string, field: string | undefined): void {
    const text = `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`;
    if (!this.#isAlive) this.#panel.show(this.#wanted);
    this.#wanted = this.#isAlive ? this.#recipe : this.#wanted;
    this.#panel.complain(field, text);
    notify('error', text);
    this.#report();
  }

  #broken(message: string): void {
    this.#isAlive = false;
    this.#player.pause();
    this.#report();
    notify('error', `The simulation stopped: ${message}.`, [{ label: 'Restart', run: () => this.#restart() }]);
  }

  #silent(): void {
    notify('error', 'The simulation has not answered for a while: a step may be long, or its worker is gone.', [
      { label: 'Restart', run: () => this.#restart() },
    ]);
  }

  #restart(): void {
    this.#session.restart();
    this.#start(this.#recipe);
  }

  #look(view: string, palette: string): void {
    const info = this.#system.views.find(({ id }) => id === view);
    const look = { view, palette: palette === info?.palette ? undefined : palette };
    const change = (recipe: Recipe): Recipe => {
      const { palette: _, ...rest } = recipe;
      return { ...rest, view: look.view, ...(look.palette === undefined ? {} : { palette: look.palette }) };
    };
    this.#recipe = change(this.#recipe);
    this.#wanted = change(this.#wanted);
    this.#session.look(view, palette);
    this.#panel.show(this.#recipe);
    this.#player.refresh();
    this.#remember();
  }

  /** A file that is of no use here may be of use elsewhere. */
  #pointOn(dropped: Dropped): void {
    const kind = dropped.kind === 'image' ? 'images' : `${dropped.ending} files`;
    const taker = takerOf(dropped);
    const actions = taker ? [{ label: `Open in ${taker.title}`, run: () => openWith(taker, dropped) }] : [];
    notify('error', `${this.#system.title} has no use for ${kind}.`, actions);
  }

  #moved(): void {
    if (this.#stage.renderer === 'canvas') this.#player.refresh();
  }

  #remember(): void {
    const address = writeAddress(shortest(this.#recipe, this.#system));
    if (address === undefined) {
      history.replaceState(null, '', `#${this.#system.id}`);
      notify('info', 'This run is too long for an address: save its recipe to share it.', [
        { label: 'Save recipe', run: () => this.#saveRecipe() },
      ]);
    } else history.replaceState(null, '', address);
  }

  #saveRecipe(): void {
    const json = JSON.stringify(compactRecipe(this.#recipe), null, 2);
    save(new Blob([`${json}\n`], { type: 'application/json' }), `${this.#system.id}-recipe.json`);
  }

  #shown(frame: Frame): void {
    document.documentElement.dataset.time = String(frame.time);
    // Text and plots change only with the measures: a frame in between touches nothing but the canvas.
    if (!frame.measures) return;
    this.#transport.showTime(frame.time);
    this.#charts.add(frame.time, frame.measures);
    this.#charts.draw(this.#player.isPlaying ? 2 : this.#system.measures.length);
  }

  #report(): void {
    const { dataset } = document.documentElement;
    dataset.system = this.#system.id;
    dataset.time = String(this.#player.time);
    dataset.fps = this.#player.fps.toFixed(1);
    dataset.renderer = this.#stage.renderer;
    dataset.state = !this.#isAlive ? 'error' : this.#player.isPlaying ? 'playing' : 'paused';
    this.#transport.show(this.#player);
  }
}

/** Nothing is said that would be so anyway: the first view, and its own palette. */
function shortest(recipe: Recipe, { views }: System): Recipe {
  const { view, ...rest } = recipe;
  return view === undefined || view === views[0].id ? rest : recipe;
}

/** Opens another system with a file. */
export function openWith(system: System, dropped: Dropped): void {
  const params: Record<string, ParamValue> = { ...parseParams(system.params), ...paramsOfFile(system, dropped, {}) };
  const address = writeAddress({ selforg: 1, system: system.id, params, seed: 1 });
  if (address !== undefined) location.hash = address;
  else
    notify('error', `${dropped.name} is too large to open from here: open ${system.title} first, then drop it there.`);
}
