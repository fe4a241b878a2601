type Handler = (event: never) => void;
type Property = string | number | boolean | undefined | Handler;
type Child = Node | string | false | null | undefined;

/** An element with its attributes, listeners (`onclick: …`) and children; `true` writes an empty attribute, `false` none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Readonly<Record<string, Property>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** Strokes on a 20 × 20 grid. */
const ICONS = {
  play: 'M6 4.2v11.6l9.5-5.8z',
  pause: 'M6.5 4.5v11M13.5 4.5v11',
  step: 'M5 4.5v11l7.5-5.5zM15 4.5v11',
  leap: 'M3.5 4.5v11l6-5.5zM10 4.5v11l6-5.5zM17 4.5v11',
  reset: 'M4.2 8.2A6.3 6.3 0 1 1 4 12M4.2 3.6v4.6h4.6',
  slower: 'M5 10h10',
  faster: 'M5 10h10M10 5v10',
  follow: 'M10 6.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7M10 3v3.5M10 13.5V17M3 10h3.5M13.5 10H17',
  fit: 'M4 7.5V4h3.5M12.5 4H16v3.5M16 12.5V16h-3.5M7.5 16H4v-3.5',
  zoomIn: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4zM12.8 12.8L17 17M9 6.8v4.4M6.8 9h4.4',
  zoomOut: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4zM12.8 12.8L17 17M6.8 9h4.4',
  camera: 'M3 7h3l1.5-2.5h5L14 7h3v9H3zM10 8.7a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z',
  film: 'M3.5 4.5h13v11h-13zM7 4.5v11M13 4.5v11M3.5 10h13',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2l1.1-1.1',
  help: 'M7.4 7.6a2.6 2.6 0 1 1 3.9 2.2c-.9.5-1.3 1-1.3 2M10 14.6v.1',
  dark: 'M15.8 11.8A6.4 6.4 0 0 1 8.2 4.2a6.4 6.4 0 1 0 7.6 7.6z',
  light:
    'M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1',
  back: 'M12 4.5L6.5 10l5.5 5.5',
  panel: 'M3.5 4.5h13v11h-13zM12 4.5v11',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  draw: 'M4 16l1-3.6L13.2 4.2l2.6 2.6L7.6 15z',
  erase: 'M4 12.5l6.5-7 5 4.6-5.6 6H7.2zM7.4 8.9l5 4.6M9 16.1h7',
  pan: 'M10 3v14M3 10h14M8 5l2-2 2 2M8 15l2 2 2-2M5 8l-2 2 2 2M15 8l2 2-2 2',
  file: 'M5.5 3h6l3 3v11h-9zM11.5 3v3h3',
  dice: 'M4 4h12v12H4zM7.4 7.4v.1M12.6 7.4v.1M10 10v.1M7.4 12.6v.1M12.6 12.6v.1',
  undo: 'M7.5 4.5L4 8l3.5 3.5M4 8h7.5a4 4 0 0 1 0 8H8',
} as const;
export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button of one icon, named for those who do not see it; `keys` are the keyboard's way to the same. */
export function iconButton(
  name: IconName,
  label: string,
  onclick: (event: MouseEvent) => void,
  { keys, ...properties }: Readonly<Record<string, Property>> & { keys?: string } = {},
): HTMLButtonElement {
  const title = keys ? `${label} (${keys})` : label;
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title, onclick, ...properties },
    icon(name),
  );
}

/** Changes what an icon button shows and says. */
export function relabel(button: HTMLButtonElement, name: IconName, label: string, keys?: string): void {
  if (button.getAttribute('aria-label') === label) return;
  button.replaceChildren(icon(name));
  button.setAttribute('aria-label', label);
  button.title = keys ? `${label} (${keys})` : label;
}
