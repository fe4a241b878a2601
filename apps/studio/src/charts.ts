import type { MeasureInfo, Measures } from '@selforg/core';
import uPlot from 'uplot';
import { h } from './ui/dom.js';
import { onThemeChange } from './ui/theme.js';

/** Moments that are kept; when there are more, every second one goes. */
const MOST = 900;
const HEIGHT = 54;
/** Numbers from here on are written short: all their digits are under the pointer. */
const LONG = 1e9;

/** Measures over time: one small plot each, on one axis of time. */
export class Charts {
  readonly element: HTMLElement;
  readonly #cells: {
    readonly info: MeasureInfo;
    readonly value: HTMLElement;
    readonly plot: uPlot;
    readonly host: HTMLElement;
  }[];
  readonly #times: number[] = [];
  readonly #series: Map<string, number[]>;
  readonly #observer: ResizeObserver;
  readonly #forget: () => void;
  readonly #inks = themeInks();
  #stride = 1;
  #skipped = 0;
  #next = 0;

  constructor(measures: readonly MeasureInfo[]) {
    this.#series = new Map(measures.map(({ id }) => [id, []]));
    this.#cells = measures.map((info) => this.#cell(info));
    const figures = this.#cells.map(({ host }) => host);
    this.element = h('div', { class: 'charts', role: 'group', 'aria-label': 'Measures', tabindex: 0 }, ...figures);
    this.#observer = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const cell = this.#cells.find(({ host }) => host === target);
        if (contentRect.width > 0) cell?.plot.setSize({ width: Math.floor(contentRect.width), height: HEIGHT });
      }
    });
    for (const { host } of this.#cells) this.#observer.observe(host);
    this.#forget = onThemeChange(() => {
      Object.assign(this.#inks, themeInks());
      for (const { plot } of this.#cells) plot.redraw(false);
    });
  }

  add(time: number, values: Measures): void {
    for (const { info, value, host } of this.#cells) {
      // Some engines do not know some measures.
      host.hidden = !(info.id in values);
      const text = formatValue(values[info.id]);
      if (value.textContent !== text) value.textContent = text;
      value.title = String(values[info.id] ?? '');
    }
    const newest = this.#times.at(-1);
    if (newest !== undefined && time < newest) this.clear();
    if (time === newest) this.#replace(values);
    else if (++this.#skipped >= this.#stride) this.#append(time, values);
  }

  clear(): void {
    this.#times.length = 0;
    for (const series of this.#series.values()) series.length = 0;
    this.#stride = 1;
    this.#skipped = 0;
    this.draw(this.#cells.length);
  }

  /** Draws the next of the plots, so that no frame pays for all of them. */
  draw(count: number): void {
    for (let i = 0; i < Math.min(count, this.#cells.length); i++) {
      const { info, plot } = this.#cells[this.#next++ % this.#cells.length];
      plot.setData([this.#times, this.#series.get(info.id) ?? []]);
    }
  }

  close(): void {
    this.#observer.disconnect();
    this.#forget();
    for (const { plot } of this.#cells) plot.destroy();
  }

  #append(time: number, values: Measures): void {
    this.#skipped = 0;
    this.#times.push(time);
    for (const [id, series] of this.#series) series.push(Number(values[id] ?? Number.NaN));
    if (this.#times.length <= MOST) return;
    this.#stride *= 2;
    for (const list of [this.#times, ...this.#series.values()]) {
      const kept = list.filter((_, i) => i % 2 === 0);
      list.splice(0, list.length, ...kept);
    }
  }

  #replace(values: Measures): void {
    for (const [id, series] of this.#series) series[series.length - 1] = Number(values[id] ?? Number.NaN);
  }

  #cell(info: MeasureInfo) {
    const value = h('span', { class: 'chart-value', 'data-measure': info.id }, '–');
    const unit = info.unit ? h('span', { class: 'chart-unit' }, info.unit) : null;
    const head = h(
      'div',
      { class: 'chart-head' },
      h('span', { class: 'chart-title' }, info.title),
      h('span', {}, value, unit),
    );
    const host = h('div', { class: 'chart', title: info.about, role: 'figure', 'aria-label': info.title }, head);
    return { info, value, host, plot: plotIn(host, this.#inks) };
  }
}

interface Inks {
  line: string;
  fill: string;
}

/** Asked once a theme: to ask for a style at every plot takes longer than to draw it. */
function themeInks(): Inks {
  const style = getComputedStyle(document.documentElement);
  return { line: style.getPropertyValue('--line').trim(), fill: style.getPropertyValue('--line-fill').trim() };
}

function plotIn(host: HTMLElement, inks: Inks): uPlot {
  return new uPlot(
    {
      width: 160,
      height: HEIGHT,
      padding: [4, 0, 2, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, low, high) => padded(low, high) } },
      axes: [{ show: false }, { show: false }],
      series: [{}, { stroke: () => inks.line, fill: () => inks.fill, width: 1.5, points: { show: false } }],
    },
    [[], []],
    host,
  );
}

function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - room, high + room];
}

export function formatValue(given: number | bigint | undefined): string {
  const value = Number(given ?? Number.NaN);
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= LONG) return value.toExponential(3).replace('e+', 'e').replaceAll('-', '−');
  if (Number.isInteger(value)) return value.toLocaleString('en-GB').replaceAll(',', '\u2009').replace('-', '−');
  if (size > 0 && size < 1e-4) return value.toExponential(2).replaceAll('-', '−');
  return value.toPrecision(4).replace('-', '−');
}
