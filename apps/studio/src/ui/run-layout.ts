import { h, iconButton } from './dom.js';

interface Parts {
  readonly header: (...tools: Node[]) => HTMLElement;
  readonly stage: HTMLElement;
  readonly panel: HTMLElement;
  readonly charts: HTMLElement;
  readonly transport: HTMLElement;
  readonly title: string;
  readonly link: () => void;
}

/** Stage in the middle, measures and transport under it, the panel at its side; on a phone the panel is a sheet from below. */
export function runLayout({ header, stage, panel, charts, transport, title, link }: Parts): Node[] {
  const side = h('aside', { class: 'panel', id: 'panel', 'aria-label': 'Settings', tabindex: -1 }, panel);
  const toggle = iconButton('panel', 'Settings', () => show(main.classList.toggle('is-panel-open')), {
    class: 'icon-button panel-toggle',
    'aria-expanded': 'false',
    'aria-controls': 'panel',
  });
  const show = (isOpen: boolean) => toggle.setAttribute('aria-expanded', String(isOpen));
  const close = iconButton('close', 'Close settings', () => {
    main.classList.remove('is-panel-open');
    show(false);
    toggle.focus();
  });
  side.prepend(h('div', { class: 'panel-handle' }, h('span', {}, title), close));
  const main = h('main', { class: 'run', id: 'main' }, h('div', { class: 'bench' }, stage, charts, transport), side);
  return [header(iconButton('link', 'Copy the link to this run', link), toggle), main];
}
