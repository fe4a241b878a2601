import { h, iconButton } from './dom.js';
import type { Binding } from './keys.js';

/** A modal sheet with a heading and a way out; it is gone when it is closed. */
export function openDialog(title: string, className: string, ...content: Node[]): HTMLDialogElement {
  const close = iconButton('close', 'Close', () => dialog.close());
  const dialog = h(
    'dialog',
    { class: `dialog ${className}`, 'aria-labelledby': 'dialog-title' },
    h('div', { class: 'dialog-head' }, h('h2', { id: 'dialog-title' }, title), close),
    ...content,
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const POINTER = [
  ['Drag', 'Paint, erase or move, by the tool that is chosen'],
  ['Middle or right drag', 'Move the picture'],
  ['Wheel, two fingers', 'Zoom about the pointer'],
  ['Drop a file', 'Start from a pattern (RLE, macrocell …), a rule table, a PNG image or a recipe (.json)'],
] as const;

/** Keys and gestures, as they are bound. */
export function openHelp(bindings: readonly Binding[]): void {
  const rows = bindings.map(({ shown, about }) =>
    h('div', { class: 'help-row' }, h('dt', {}, ...shown.map((key) => h('kbd', {}, key))), h('dd', {}, about)),
  );
  const gestures = POINTER.map(([gesture, about]) =>
    h('div', { class: 'help-row' }, h('dt', {}, gesture), h('dd', {}, about)),
  );
  openDialog(
    'Help',
    'help',
    h(
      'p',
      { class: 'dialog-about' },
      'The keys are those of Golly and LifeViewer. The address of the page names the whole run: copy it, and anyone sees the same.',
    ),
    h(
      'div',
      { class: 'help-columns' },
      h('div', {}, h('h3', {}, 'Keys'), h('dl', {}, ...rows)),
      h('div', {}, h('h3', {}, 'Pointer'), h('dl', {}, ...gestures)),
    ),
  );
}
