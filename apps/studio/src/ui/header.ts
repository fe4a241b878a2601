import { openHelp } from './dialogs.js';
import { h, iconButton } from './dom.js';
import type { Binding } from './keys.js';
import { themeButton } from './theme.js';

/** The mark: a glider, its newest cell in the accent. */
function mark(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('aria-hidden', 'true');
  for (const [x, y, isNew] of [
    [12, 5, 0],
    [19, 12, 0],
    [5, 19, 0],
    [12, 19, 1],
    [19, 19, 0],
  ]) {
    const cell = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    cell.setAttribute('cx', String(x));
    cell.setAttribute('cy', String(y));
    cell.setAttribute('r', '2.9');
    if (isNew) cell.setAttribute('class', 'mark-new');
    svg.append(cell);
  }
  return svg;
}

export function siteHeader(...tools: Node[]): HTMLElement {
  return h(
    'header',
    { class: 'site' },
    h('a', { class: 'wordmark', href: '#', 'aria-label': 'Selforg: all systems' }, mark(), 'Selforg'),
    h('div', { class: 'site-tools' }, ...tools, themeButton()),
  );
}

export function helpButton(bindings: readonly Binding[]): HTMLButtonElement {
  return iconButton('help', 'Help', () => openHelp(bindings), { keys: '?' });
}
