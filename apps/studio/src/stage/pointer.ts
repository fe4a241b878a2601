import type { Edit } from '@selforg/core';
import { toPicture } from './camera.js';
import type { Stage } from './stage.js';

export type Tool = 'draw' | 'erase' | 'pan';

export interface Brush {
  tool: Tool;
  radius: number;
}

interface Pointer {
  x: number;
  y: number;
}

const MOST_DABS = 512;
/** From afar the brush is as wide as a pixel of the screen, up to this radius: more cells take too long. */
const WIDEST = 6;

/**
 * Pointers on the stage: drag paints or moves (the middle and right buttons always move), the wheel and two fingers zoom
 * about where they are.
 */
export function listenPointers(
  stage: Stage,
  brush: Brush,
  { paint }: { paint: (edits: readonly Edit[]) => void },
): () => void {
  const { canvas, host } = stage;
  const pointers = new Map<number, Pointer>();
  let action: 'paint' | 'pan' | 'pinch' | undefined;
  let last: Pointer = { x: 0, y: 0 };

  const at = ({ clientX, clientY }: MouseEvent): Pointer => {
    const box = host.getBoundingClientRect();
    const ratio = stage.camera.width / box.width;
    return { x: (clientX - box.left) * ratio, y: (clientY - box.top) * ratio };
  };

  const dab = (from: Pointer, to: Pointer) => {
    if (!stage.picture) return;
    const a = toPicture(stage.camera, stage.picture, from.x, from.y);
    const b = toPicture(stage.camera, stage.picture, to.x, to.y);
    paint(stroke(a, b, { ...brush, radius: Math.max(brush.radius, Math.min(WIDEST, 0.5 / stage.camera.scale)) }));
  };

  const isOurs = ({ target }: Event) => target === host || target === canvas;

  const down = (event: PointerEvent) => {
    if (!isOurs(event)) return;
    host.setPointerCapture(event.pointerId);
    const place = at(event);
    pointers.set(event.pointerId, place);
    last = place;
    if (pointers.size === 2) action = 'pinch';
    else if (pointers.size === 1) {
      action = event.button !== 0 || brush.tool === 'pan' ? 'pan' : 'paint';
      if (action === 'paint') dab(place, place);
    }
  };

  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before || !action) return;
    const events = action === 'paint' && event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const each of events.length > 0 ? events : [event]) {
      const place = at(each);
      if (action === 'paint') dab(last, place);
      else if (action === 'pan') stage.pan(place.x - last.x, place.y - last.y);
      else pinch(event.pointerId, before, place);
      last = place;
      pointers.set(event.pointerId, place);
    }
  };

  const pinch = (id: number, before: Pointer, place: Pointer) => {
    const other = [...pointers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const distance = (p: Pointer) => Math.hypot(p.x - other.x, p.y - other.y);
    const middle = { x: (place.x + other.x) / 2, y: (place.y + other.y) / 2 };
    stage.pan((place.x - before.x) / 2, (place.y - before.y) / 2);
    if (distance(before) > 0) stage.zoom(distance(place) / distance(before), middle.x, middle.y);
  };

  const up = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    action = undefined;
  };

  const wheel = (event: WheelEvent) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    const { x, y } = at(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : 1;
    stage.zoom(2 ** (-(event.deltaY * lines) / 240), x, y);
  };

  const still = (event: Event) => event.preventDefault();
  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, contextmenu: still };
  for (const [name, listener] of Object.entries(listeners)) host.addEventListener(name, listener as EventListener);
  host.addEventListener('wheel', wheel, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(listeners)) host.removeEventListener(name, listener as EventListener);
    host.removeEventListener('wheel', wheel);
  };
}

/** Dabs of the brush from one place to another, near enough to leave no gap. */
function stroke(from: Pointer, to: Pointer, { tool, radius }: Brush): Edit[] {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const count = Math.min(MOST_DABS, Math.max(1, Math.ceil(distance / Math.max(0.5, radius / 2))));
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / count;
    const place = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    return { ...place, radius, ...(tool === 'erase' ? { erase: true } : {}) };
  });
}
