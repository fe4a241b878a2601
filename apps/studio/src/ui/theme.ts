import { iconButton, relabel } from './dom.js';

type Theme = 'dark' | 'light';
const KEY = 'selforg.theme';
const prefersLight = matchMedia('(prefers-color-scheme: light)');
const listeners = new Set<() => void>();
const BUTTON = 'theme-button';

/** The theme in force is the attribute `data-theme` of the root element. */
export function startTheme(): void {
  apply(stored() ?? preferred());
  prefersLight.addEventListener('change', () => {
    if (!stored()) apply(preferred());
  });
}

export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function themeButton(): HTMLButtonElement {
  const button = iconButton('dark', 'Dark theme', () => {
    const next = current() === 'dark' ? 'light' : 'dark';
    store(next);
    apply(next);
  });
  button.classList.add(BUTTON);
  show(button);
  return button;
}

function show(button: HTMLButtonElement): void {
  if (current() === 'dark') relabel(button, 'light', 'Light theme');
  else relabel(button, 'dark', 'Dark theme');
}

const current = (): Theme => (document.documentElement.dataset.theme === 'light' ? 'light' : 'dark');
const preferred = (): Theme => (prefersLight.matches ? 'light' : 'dark');

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // Buttons are found on the page: a list of them would hold on to pages that are gone.
  for (const button of document.querySelectorAll<HTMLButtonElement>(`.${BUTTON}`)) show(button);
  for (const listener of listeners) listener();
}

// Storage may be denied to the page: the choice then lasts as long as the page.
function stored(): Theme | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : undefined;
  } catch {
    return undefined;
  }
}

function store(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {}
}
