import { type Dropped, readDropped } from '../files.js';
import { notifyError } from './notices.js';

/** Files dropped anywhere on the page; while one hovers, the host is marked. */
export function listenDrops(host: HTMLElement, take: (dropped: readonly Dropped[]) => void): () => void {
  let depth = 0;
  const mark = () => host.classList.toggle('is-drop-target', depth > 0);
  const enter = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    depth++;
    mark();
  };
  const leave = () => {
    depth = Math.max(0, depth - 1);
    mark();
  };
  // A text that is dragged into a field is the field's.
  const over = (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark();
    void takeAll([...(event.dataTransfer?.files ?? [])], take);
  };
  const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
  for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      window.removeEventListener(name, listener as EventListener);
  };
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** What is wrong with a file is said; the others are taken together. */
async function takeAll(files: readonly File[], take: (dropped: readonly Dropped[]) => void): Promise<void> {
  const dropped: Dropped[] = [];
  for (const file of files) {
    try {
      dropped.push(await readDropped(file));
    } catch (error) {
      notifyError(error);
    }
  }
  if (dropped.length > 0) take(dropped);
}
