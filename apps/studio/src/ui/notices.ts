import { h, iconButton } from './dom.js';

interface Action {
  readonly label: string;
  readonly run: () => void;
}

const region = h('div', { class: 'notices', role: 'status', 'aria-live': 'polite' });
const alerts = h('div', { class: 'notices', role: 'alert' });
export const noticeRegion = h('div', { class: 'notice-region' }, alerts, region);

/** One clear message at the foot of the page; a new one of the same kind takes its place. Good news goes by itself. */
export function notify(kind: 'error' | 'info', message: string, actions: readonly Action[] = []): () => void {
  const home = kind === 'error' ? alerts : region;
  const buttons = actions.map(({ label, run }) =>
    h('button', { type: 'button', class: 'text-button', onclick: () => act(run) }, label),
  );
  const notice = h(
    'div',
    { class: `notice notice-${kind}` },
    h('p', {}, message),
    ...buttons,
    iconButton('close', 'Dismiss', () => close()),
  );
  home.replaceChildren(notice);
  const timer = kind === 'info' && actions.length === 0 ? setTimeout(close, 6000) : undefined;
  function act(run: () => void): void {
    close();
    run();
  }
  function close(): void {
    clearTimeout(timer);
    notice.remove();
  }
  return close;
}

/** Says what was thrown, as a sentence. */
export function notifyError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notify('error', `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`);
}

export function clearNotices(): void {
  region.replaceChildren();
  clearProblems();
}

export function clearProblems(): void {
  alerts.replaceChildren();
}
