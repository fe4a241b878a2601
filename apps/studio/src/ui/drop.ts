import { type Dropped, readDropped } from '../files.js';
import { notify } from './notices.js';

/** Files dropped anywhere on the page; while one hovers, the host is marked. */
export function listenDrops(host: HTMLElement, take: (dropped: Dropped) => void): () => void {
  let depth = 0;
  const mark = () => host.classList.toggle('is-drop-target', depth > 0);
  const enter = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    depth++;
    mark();
  };
  const leave = () => {
    depth = Math.max(0, depth - 1);
    mark();
  };
  const over = (event: DragEvent) => event.preventDefault();
  const drop = (event: DragEvent) => {
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

async function takeAll(files: readonly File[], take: (dropped: Dropped) => void): Promise<void> {
  for (const file of files) {
    try {
      take(await readDropped(file));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      notify('error', `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`);
    }
  }
}
