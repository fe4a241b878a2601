const MOST = 64;
const modules = new Map<string, WebAssembly.Module>();

/** The module of a kind for a rule's table: made once, the oldest forgotten when there are many. */
export function remembered(kind: string, table: Uint8Array, make: () => WebAssembly.Module): WebAssembly.Module {
  const key = `${kind} ${table.join('')}`;
  const module = modules.get(key) ?? make();
  modules.delete(key);
  modules.set(key, module);
  if (modules.size > MOST) for (const oldest of [...modules.keys()].slice(0, 1)) modules.delete(oldest);
  return module;
}
