import { type CameraMode, findSystem, findView, type Recipe, type System } from '@selforg/core';
import { Bookmark } from './bookmark.js';
import { Charts } from './charts.js';
import { type Dropped, grownGrid, paramsOfFile, recipeWith, takerOf } from './files.js';
import { FOREVER, Player } from './player.js';
import { Session } from './session.js';
import { shiftSpeed } from './speed.js';
import { type Brush, listenPointers } from './stage/pointer.js';
import type { Stage } from './stage/stage.js';
import { listenDrops } from './ui/drop.js';
import { openExport, save } from './ui/export-dialog.js';
import { helpButton, siteHeader } from './ui/header.js';
import { listenKeys } from './ui/keys.js';
import { clearProblems, notify } from './ui/notices.js';
import { Panel } from './ui/panel.js';
import { runKeys } from './ui/run-keys.js';
import { runLayout } from './ui/run-layout.js';
import { type StageTools, stageTools } from './ui/stage-tools.js';
import { Transport } from './ui/transport.js';
import type { Frame } from './worker/protocol.js';

const ZOOM = 1.5;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

export interface RunOptions {
  makeStage(host: HTMLElement): Promise<Stage>;
  /** False when the user has gone elsewhere before the stage was ready. */
  isCurrent(): boolean;
  /** Leaves for another run. */
  goTo(recipe: Recipe): void;
}

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
  readonly #goTo: (recipe: Recipe) => void;
  /** Number that the session gave to the recipe in force. */
  #run = 0;
  #isAlive = false;
  #isClosed = false;
  readonly #bookmark: Bookmark;
  #mayPlay = !reducedMotion.matches;
  #tools: StageTools | undefined;

  /** Nothing, and the page as it was, where the user has gone elsewhere meanwhile. */
  static async open(app: HTMLElement, recipe: Recipe, options: RunOptions): Promise<RunView | undefined> {
    const host = document.createElement('div');
    host.className = 'stage';
    const stage = await options.makeStage(host);
    if (options.isCurrent()) return new RunView(app, recipe, { host, stage, goTo: options.goTo });
    stage.destroy();
    return undefined;
  }

  private constructor(
    app: HTMLElement,
    recipe: Recipe,
    { host, stage, goTo }: { host: HTMLElement; stage: Stage; goTo: RunOptions['goTo'] },
  ) {
    this.#goTo = goTo;
    this.#recipe = recipe;
    this.#wanted = recipe;
    this.#system = findSystem(recipe.system);
    this.#bookmark = new Bookmark(this.#system);
    this.#stage = stage;
    this.#session = new Session({
      created: (run) => this.#created(run),
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
      params: (params) => this.#start({ ...this.#wanted, params: { ...this.#wanted.params, ...params } }),
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
    const { speed } = this.#player;
    this.#change(({ every: _, ...rest }) =>
      speed >= 1 && speed !== this.#system.pace ? { ...rest, every: speed } : rest,
    );
    this.#remember();
    this.#report();
  }

  zoom(factor: number): void {
    this.#stage.zoom(factor);
  }

  /** By pixels of the style sheet. */
  pan(dx: number, dy: number): void {
    this.#stage.pan(dx * this.#stage.ratio, dy * this.#stage.ratio);
  }

  /** On a lattice without end all that lives, until the user looks elsewhere. */
  fit(): void {
    this.#stage.fit();
    if (this.#stage.picture?.isBoundless) this.#track('fit');
  }

  /** On a lattice without end: the camera goes with what lives, or stays. */
  follow(isOn: boolean): void {
    this.#track(isOn ? 'follow' : 'home');
    this.#player.refresh();
  }

  async still(): Promise<void> {
    if (!this.#isAlive) return;
    const { time } = this.#player;
    const png = await this.#session.still(this.#stage.camera);
    save(new Blob([png], { type: 'image/png' }), `${this.#system.id}-${time}.png`);
  }

  record(): void {
    const every = Math.max(1, Math.round(this.#player.speed));
    openExport(this.#recipe, { every, picture: this.#stage.picture });
  }

  copyLink(): Promise<void> {
    return this.#bookmark.copyLink(this.#recipe);
  }

  drop(dropped: readonly Dropped[]): void {
    const named = dropped.find((each) => each.kind === 'recipe');
    if (named) {
      this.#goTo(named.recipe);
      return;
    }
    let { params } = this.#wanted;
    for (const each of dropped) {
      const set = paramsOfFile(this.#system, each, params);
      if (set) params = { ...params, ...set };
      else this.#pointOn(each);
    }
    if (params !== this.#wanted.params) this.#start({ ...this.#wanted, params });
  }

  close(): void {
    this.#isClosed = true;
    for (const end of this.#endings) end();
    this.#player.close();
    this.#session.close();
    this.#charts.close();
    this.#stage.destroy();
  }

  #build(app: HTMLElement, host: HTMLElement): void {
    const brush: Brush = { tool: this.#system.brush ? 'draw' : 'pan', radius: this.#system.brush?.radius ?? 1 };
    const tools = stageTools(this.#system, brush, {
      zoom: (factor) => this.zoom(factor),
      fit: () => this.fit(),
      follow: (isOn) => this.follow(isOn),
    });
    host.append(tools.element);
    this.#tools = tools;
    this.#stage.tools = [...tools.element.children];
    this.#stage.onTaken = () => this.#track('home');
    this.#stage.canvas.setAttribute('role', 'img');
    this.#stage.canvas.setAttribute('aria-label', `${this.#system.title}, running`);
    const keys = runKeys(this, ZOOM);
    const layout = runLayout({
      header: (...buttons) => siteHeader(...buttons, helpButton(keys)),
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
      const { axes, layers } = findView(this.#system, this.#recipe.view);
      if (axes || layers[0].kind === 'bars') return; // No place in a chart is one in the system.
      this.#session.edit(edits);
      this.#player.refresh();
    };
    this.#endings.push(listenPointers(this.#stage, brush, { paint }));
    this.#endings.push(
      listenKeys(keys),
      listenDrops(host, (dropped) => this.drop(dropped)),
    );
  }

  /** Changes what needs no restart, both in the recipe in force and in one on its way. */
  #change(change: (recipe: Recipe) => Recipe): void {
    this.#recipe = change(this.#recipe);
    this.#wanted = change(this.#wanted);
  }

  #start(recipe: Recipe): void {
    // A control may speak up a moment after the page is left.
    if (this.#isClosed) return;
    this.#wanted = recipe;
    this.#session.create(recipe);
    this.#player.refresh();
  }

  #created(run: number): void {
    this.#run = run;
    this.#recipe = this.#wanted;
    this.#stage.tracking = this.#recipe.camera ?? 'home';
    this.#tools?.track(this.#stage.tracking);
    this.#isAlive = true;
    clearProblems();
    this.#charts.clear();
    this.#player.end = this.#recipe.steps ?? FOREVER;
    this.#player.restarted();
    this.#panel.show(this.#recipe);
    this.#remember();
    if (this.#mayPlay && this.#player.end > 0) this.#player.play();
    this.#report();
  }

  /** What ran before runs on; where nothing did, the page says so and waits for better parameters. */
  #refused(message: string, field: string | undefined): void {
    const text = `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`;
    if (!this.#isAlive) this.#panel.show(this.#wanted);
    const refused = this.#wanted;
    if (this.#isAlive) this.#wanted = this.#recipe;
    this.#panel.complain(field, text);
    const grown = field === 'pattern' ? grownGrid(this.#system, refused.params) : undefined;
    const grow = () => grown && this.#start({ ...refused, params: grown });
    notify('error', text, grown ? [{ label: 'Grow the grid', run: grow }] : []);
    // The worker took one between the recipe in force and the refused one: back to what the page says.
    if (this.#session.run !== this.#run) this.#start(this.#recipe);
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
    const own = palette === info?.palette ? {} : { palette };
    this.#change(({ palette: _, ...rest }) => ({ ...rest, view, ...own }));
    this.#session.look(view, palette);
    this.#panel.show(this.#recipe);
    this.#player.refresh();
    this.#remember();
  }

  /** A file that is of no use here may be of use elsewhere. */
  #pointOn(dropped: Dropped): void {
    const kind = dropped.kind === 'text' ? `${dropped.ending} files` : 'images';
    const taker = takerOf(dropped);
    const open = (system: System) => this.#goTo(recipeWith(system, [dropped]));
    const actions = taker ? [{ label: `Open in ${taker.title}`, run: () => open(taker) }] : [];
    notify('error', `${this.#system.title} has no use for ${kind}.`, actions);
  }

  #track(mode: CameraMode): void {
    this.#change(({ camera: _, ...rest }) => (mode === 'home' ? rest : { ...rest, camera: mode }));
    this.#stage.tracking = mode;
    this.#tools?.track(mode);
    this.#remember();
  }

  #remember(): void {
    this.#bookmark.remember(this.#recipe);
  }

  #shown(frame: Frame): void {
    document.documentElement.dataset.time = String(frame.time);
    document.documentElement.toggleAttribute('data-boundless', frame.view.isBoundless);
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
