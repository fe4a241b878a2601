import { data, InputError, type NumberParam, type Param, type ParamValue, parseParam } from '@selforg/core';
import { readText } from '../files.js';
import { h, iconButton } from './dom.js';
import type { Field } from './field.js';
import { imagesInput } from './images-input.js';
import { nameSearch } from './name-search.js';
import { notifyError } from './notices.js';

export interface Control {
  readonly element: HTMLElement;
  set(value: ParamValue): void;
  /** Shows what is wrong with the value; nothing clears it. */
  complain(message: string | undefined): void;
}

const SLIDER_STEPS = 1000;
const PATIENCE = 160;

/** A labelled row for a parameter: its input, its unit, a mark and a way back where it differs from the default. */
export function control(name: string, param: Param, onChange: (value: ParamValue) => void): Control {
  const id = `param-${name}`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The latest value that the field stood for. */
  let last: ParamValue | undefined;
  const forget = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const change = (raw: unknown) => {
    forget();
    try {
      const value = parseParam(name, param, raw);
      complain(undefined);
      mark(value);
      last = value;
      timer = setTimeout(() => {
        timer = undefined;
        onChange(value);
      }, PATIENCE);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complain(`${error.message.slice(0, 1).toUpperCase()}${error.message.slice(1)}.`);
    }
  };
  const field = fieldOf(humanize(name), param, change);
  const back = iconButton('undo', `Reset ${humanize(name)} to its default`, () => {
    field.set(param.default);
    change(param.default);
  });
  back.classList.add('param-back');
  const about = h('p', { class: 'param-about', id: `${id}-about` }, param.about);
  const problem = h('p', { class: 'param-problem', id: `${id}-problem`, hidden: true });
  field.input.id = id;
  field.input.setAttribute('aria-describedby', `${id}-about ${id}-problem`);
  const unit = 'unit' in param && param.unit ? h('span', { class: 'param-unit' }, param.unit) : null;
  const label = h('label', { class: 'param-label', for: id, title: param.about }, humanize(name), unit && ' ', unit);
  const head = h('div', { class: 'param-head' }, label, back, ...(field.inline ? field.body : []));
  const element = h(
    'div',
    { class: `param param-${param.kind}`, 'data-param': name },
    head,
    ...(field.inline ? [] : field.body),
    problem,
    about,
  );

  function mark(value: ParamValue): void {
    element.classList.toggle('is-changed', JSON.stringify(value) !== JSON.stringify(param.default));
  }
  function complain(message: string | undefined): void {
    problem.hidden = message === undefined;
    problem.textContent = message ?? '';
    field.input.toggleAttribute('aria-invalid', message !== undefined);
    if (message !== undefined) field.input.setAttribute('aria-invalid', 'true');
  }
  const set = (value: ParamValue) => {
    // What is being typed is the user's: `0.` and `0` are one value, and only one of them leads on to `0.05`.
    const isTyped = element.contains(document.activeElement) && JSON.stringify(value) === JSON.stringify(last);
    if (timer !== undefined || isTyped) return;
    last = value;
    field.set(value);
    mark(value);
    complain(undefined);
  };
  return { element, set, complain };
}

/** `radiusStart` → `Radius start`. */
export function humanize(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function fieldOf(label: string, param: Param, change: (raw: unknown) => void): Field {
  switch (param.kind) {
    case 'number':
    case 'integer':
      return numberField(label, param, change);
    case 'boolean': {
      const input = h('input', {
        type: 'checkbox',
        class: 'switch',
        role: 'switch',
        onchange: () => change(input.checked),
      });
      const set = (value: ParamValue) => {
        input.checked = value === true;
      };
      return { input, body: [input], inline: true, set };
    }
    case 'choice': {
      const options = param.options.map((option) => h('option', { value: option }, humanize(option)));
      const input = h('select', { onchange: () => change(input.value) }, ...options);
      const set = (value: ParamValue) => {
        input.value = String(value);
      };
      return { input, body: [input], inline: true, set };
    }
    case 'text':
      return textField(param, change);
    case 'images':
      return imagesInput(param, change);
    case 'dataset':
      return datasetField(param, change);
  }
}

/** The sets that come with Selforg; a name from elsewhere stays to be seen, and to be chosen again. */
function datasetField(param: Extract<Param, { kind: 'dataset' }>, change: (raw: unknown) => void): Field {
  const option = (name: string, title: string) => h('option', { value: name }, title);
  const known = data.builtInSets.map(({ name, title }) => option(name, title));
  const none = param.default === '' ? [option('', 'None')] : [];
  const input = h('select', { onchange: () => change(input.value) }, ...none, ...known);
  const set = (value: ParamValue) => {
    const name = String(value);
    const isListed = Array.from(input.options).some((listed) => listed.value === name);
    if (!isListed) input.append(option(name, `${name} (not in the studio)`));
    input.value = name;
  };
  return { input, body: [input], inline: true, set };
}

function numberField(label: string, param: NumberParam, change: (raw: unknown) => void): Field {
  const number = h('input', {
    type: 'text',
    inputmode: param.kind === 'integer' && param.min >= 0 ? 'numeric' : 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    class: 'number',
    oninput: () => {
      const value = typed();
      if (typeof value === 'number') slider.value = String(toSlider(param, value));
      change(value);
    },
    onchange: () => {
      number.value = String(typed());
    },
  });
  const typed = (): number | string => {
    const text = number.value.trim().replace('−', '-').replace(',', '.');
    return text === '' || Number.isNaN(Number(text)) ? number.value : Number(text);
  };
  const slider = h('input', {
    type: 'range',
    min: 0,
    max: SLIDER_STEPS,
    step: 1,
    'aria-label': `${label}, slider`,
    oninput: () => {
      const value = fromSlider(param, Number(slider.value));
      number.value = String(value);
      slider.setAttribute('aria-valuetext', number.value);
      change(value);
    },
  });
  const set = (value: ParamValue) => {
    number.value = String(value);
    slider.value = String(toSlider(param, Number(value)));
    slider.setAttribute('aria-valuetext', number.value);
  };
  return { input: number, body: [h('div', { class: 'param-slider' }, slider, number)], set };
}

function textField(param: Extract<Param, { kind: 'text' }>, change: (raw: unknown) => void): Field {
  const tag = param.file ? 'textarea' : 'input';
  const input = h(tag, { class: 'code', spellcheck: 'false', autocomplete: 'off', oninput: () => change(input.value) });
  if (input instanceof HTMLTextAreaElement) input.rows = 3;
  const set = (value: ParamValue) => {
    input.value = String(value);
  };
  if (!param.file) return { input, body: [input], set };
  const file = h('input', {
    type: 'file',
    accept: (param.accept ?? [param.file]).join(),
    class: 'visually-hidden',
    tabindex: -1,
    'aria-hidden': 'true',
  });
  file.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    try {
      const text = await readText(chosen);
      set(text);
      change(text);
    } catch (error) {
      notifyError(error);
    }
    file.value = '';
  });
  const open = h(
    'button',
    { type: 'button', class: 'text-button', onclick: () => file.click() },
    `Open ${param.file} file…`,
  );
  const choose = (text: string) => {
    set(text);
    change(text);
  };
  const names = param.names ? [nameSearch(param.names, choose)] : [];
  return { input, body: [input, ...names, h('div', { class: 'param-file' }, open, file)], set };
}

/** Where a value lies on the slider; `log` scales give small values as much room as large ones. */
function toSlider({ min, max, scale, kind }: NumberParam, value: number): number {
  const clamped = Math.min(max, Math.max(min, value));
  if (scale !== 'log') return Math.round(((clamped - min) / (max - min || 1)) * SLIDER_STEPS);
  const unit = logUnit(min, max, kind);
  return Math.round((Math.log1p((clamped - min) / unit) / Math.log1p((max - min) / unit)) * SLIDER_STEPS);
}

function fromSlider({ min, max, scale, kind }: NumberParam, place: number): number {
  if (place === 0) return min;
  if (place === SLIDER_STEPS) return max;
  const share = place / SLIDER_STEPS;
  const unit = logUnit(min, max, kind);
  const value =
    scale === 'log' ? min + unit * Math.expm1(share * Math.log1p((max - min) / unit)) : min + share * (max - min);
  if (kind === 'integer') return Math.round(scale === 'log' && value > 1000 ? Number(value.toPrecision(2)) : value);
  return Math.min(max, Math.max(min, Number(value.toPrecision(3))));
}

function logUnit(min: number, max: number, kind: NumberParam['kind']): number {
  return min > 0 ? min : kind === 'integer' ? 1 : max / 1e4;
}
