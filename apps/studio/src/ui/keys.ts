export interface Binding {
  /** `event.key`, with `Shift+` where it is held. */
  readonly keys: readonly string[];
  /** As the help shows them. */
  readonly shown: readonly string[];
  readonly about: string;
  readonly run: () => void;
}

/** Acts on keys of the page; what is typed into a control stays with the control. */
export function listenKeys(bindings: readonly Binding[]): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (belongsToControl(event)) return;
    const key = event.shiftKey && event.key === ' ' ? 'Shift+ ' : event.key;
    const binding = bindings.find(({ keys }) => keys.includes(key));
    if (!binding) return;
    event.preventDefault();
    binding.run();
  };
  document.addEventListener('keydown', listener);
  return () => document.removeEventListener('keydown', listener);
}

function belongsToControl({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, select, textarea, [contenteditable]')) {
    const isSlider = target instanceof HTMLInputElement && (target.type === 'range' || target.type === 'checkbox');
    return !isSlider || key === ' ' || key.startsWith('Arrow') || key === '-' || key === '+';
  }
  return (key === ' ' || key === 'Enter') && target.closest('button, a, summary') !== null;
}

/** A click with the pointer leaves no focus behind, so that Space and Return go on meaning step and play. */
export function dropPointerFocus(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button && event.detail > 0 && !button.closest('dialog')) button.blur();
  });
}
