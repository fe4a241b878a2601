import { type ParamValue, type Preset, parseParams, type Recipe, type System } from '@selforg/core';
import { paletteColours, palettes } from '@selforg/render';
import { type Control, control, humanize } from './controls.js';
import { h, icon, iconButton } from './dom.js';

export interface PanelEvents {
  /** Parameters that change; the others stay as they are. */
  params(params: Readonly<Record<string, ParamValue>>): void;
  look(view: string, palette: string): void;
  seed(seed: number): void;
}

const MAX_SEED = 2 ** 32 - 1;

/** Everything that can be set, as the schema describes it. */
export class Panel {
  readonly element: HTMLElement;
  readonly #system: System;
  readonly #controls: ReadonlyMap<string, Control>;
  readonly #presets: readonly Preset[];
  readonly #preset: HTMLSelectElement;
  readonly #view: HTMLSelectElement;
  readonly #palette: HTMLSelectElement;
  readonly #ramp = h('canvas', { class: 'ramp', width: 256, height: 1, 'aria-hidden': 'true' });
  readonly #seed: HTMLInputElement;
  readonly #presetAbout = h('p', { class: 'panel-note' });
  readonly #viewAbout = h('p', { class: 'panel-note' });

  constructor(system: System, events: PanelEvents) {
    this.#system = system;
    this.#controls = new Map(
      Object.entries(system.params).map(([name, param]) => [
        name,
        control(name, param, (value) => events.params({ [name]: value })),
      ]),
    );
    const custom = h('option', { value: '', hidden: true }, 'Custom');
    this.#presets = presetsOf(system);
    const presets = this.#presets.map(({ id, title }) => h('option', { value: id }, title));
    this.#preset = h('select', { id: 'preset', onchange: () => this.#choosePreset(events) }, custom, ...presets);
    const look = () => events.look(this.#view.value, this.#palette.value);
    const views = system.views.map(({ id, title }) => h('option', { value: id }, title));
    this.#view = h('select', { id: 'view', onchange: () => this.#chooseView(look) }, ...views);
    const names = palettes.map(({ name, title }) => h('option', { value: name }, title));
    this.#palette = h('select', { id: 'palette', onchange: look }, ...names);
    this.#seed = h('input', {
      id: 'seed',
      type: 'number',
      class: 'number',
      min: 0,
      max: MAX_SEED,
      step: 1,
      onchange: () => {
        if (this.#seed.validity.valid && this.#seed.value !== '') events.seed(Number(this.#seed.value));
        else this.#seed.reportValidity();
      },
    });
    const dice = iconButton('dice', 'Another seed', () => events.seed(crypto.getRandomValues(new Uint32Array(1))[0]));
    this.element = this.#layout(dice, events);
  }

  /** Shows a recipe as it is in force. */
  show({ params, seed, view, palette }: Recipe): void {
    for (const [name, each] of this.#controls) each.set(params[name]);
    this.#seed.value = String(seed);
    const { views, params: schema } = this.#system;
    const seen = views.find(({ id }) => id === view) ?? views[0];
    this.#view.value = seen.id;
    this.#viewAbout.textContent = seen.about;
    this.#palette.value = palette ?? seen.palette;
    this.#showRamp();
    const same = (preset: Preset) => JSON.stringify(parseParams(schema, preset.params)) === JSON.stringify(params);
    const preset = this.#presets.find(same);
    this.#preset.value = preset?.id ?? '';
    this.#presetAbout.textContent = preset?.about ?? 'Parameters of your own.';
  }

  complain(field: string | undefined, message: string): void {
    if (field !== undefined) this.#controls.get(field)?.complain(message);
  }

  #choosePreset(events: PanelEvents): void {
    const preset = this.#presets.find(({ id }) => id === this.#preset.value);
    if (preset) events.params(parseParams(this.#system.params, preset.params));
  }

  /** A view brings the palette that suits it. */
  #chooseView(look: () => void): void {
    const view = this.#system.views.find(({ id }) => id === this.#view.value);
    if (view) this.#palette.value = view.palette;
    look();
  }

  #showRamp(): void {
    const context = this.#ramp.getContext('2d');
    if (!context) return;
    const isStates = palettes.find(({ name }) => name === this.#palette.value)?.kind === 'states';
    const count = isStates ? 4 : 256;
    const colours = paletteColours(this.#palette.value, count);
    for (let i = 0; i < count; i++) {
      context.fillStyle = `rgb(${colours.subarray(3 * i, 3 * i + 3).join(' ')})`;
      context.fillRect((i * 256) / count, 0, 256 / count, 1);
    }
  }

  #layout(dice: HTMLButtonElement, events: PanelEvents): HTMLElement {
    const { title, about, family, source } = this.#system;
    const cited = `${source.authors}, ${source.year}`;
    const paper = source.doi
      ? h('a', { href: `https://doi.org/${source.doi}`, target: '_blank', rel: 'noreferrer' }, source.title)
      : h('span', {}, source.title);
    const row = (label: string, id: string, ...inputs: Node[]) =>
      h(
        'div',
        { class: 'param param-choice' },
        h('div', { class: 'param-head' }, h('label', { for: id }, label), ...inputs),
      );
    const explain = h(
      'button',
      { type: 'button', class: 'text-button', 'aria-pressed': 'false', onclick: () => toggle() },
      'Explain',
    );
    const toggle = () => explain.setAttribute('aria-pressed', String(this.element.classList.toggle('is-explaining')));
    const defaults = () => events.params(parseParams(this.#system.params));
    const reset = h('button', { type: 'button', class: 'text-button', onclick: defaults }, 'Defaults');
    const section = (heading: string, tools: readonly Node[], ...content: Node[]) =>
      h(
        'section',
        { class: 'panel-section' },
        h('div', { class: 'panel-head' }, h('h2', {}, heading), ...tools),
        ...content,
      );
    return h(
      'div',
      { class: 'panel-body' },
      h(
        'header',
        { class: 'panel-title' },
        h('p', { class: 'family' }, humanize(family)),
        h('h1', {}, title),
        h('p', { class: 'about' }, about),
        h('details', { class: 'source' }, h('summary', {}, icon('file'), cited), h('p', {}, paper)),
      ),
      section(
        'Start',
        [],
        row('Preset', 'preset', this.#preset),
        this.#presetAbout,
        row('Seed', 'seed', h('div', { class: 'seed' }, this.#seed, dice)),
      ),
      section(
        'Look',
        [],
        row('View', 'view', this.#view),
        this.#viewAbout,
        row('Palette', 'palette', this.#palette),
        this.#ramp,
      ),
      section('Parameters', [explain, reset], ...[...this.#controls.values()].map(({ element }) => element)),
    );
  }
}

/** The system's presets, after its defaults where none of them is those. */
function presetsOf({ params, presets }: System): readonly Preset[] {
  const text = (preset: Preset['params']) => JSON.stringify(parseParams(params, preset));
  const isNamed = presets.some((preset) => text(preset.params) === text({}));
  const defaults = { id: 'defaults', title: 'Defaults', about: 'Every parameter as it is by itself.', params: {} };
  return isNamed ? presets : [defaults, ...presets];
}
