import type { TextName } from '@selforg/core';
import { h } from './dom.js';

/** Found names that are shown at once. */
const MOST = 40;

/** A field that finds names by their words, and under it those that were found. */
export function nameSearch(names: readonly TextName[], choose: (id: string) => void): HTMLElement {
  const list = h('ul', { class: 'names', 'aria-label': 'Patterns of the library' });
  const input = h('input', {
    type: 'search',
    class: 'name-search',
    placeholder: `Search ${names.length} patterns`,
    'aria-label': 'Search the library of patterns',
    oninput: () => show(),
    onfocus: () => show(),
  });
  const show = () => {
    const found = search(names, input.value).slice(0, MOST);
    const items = found.map((name) => h('li', {}, item(name)));
    list.replaceChildren(...(items.length > 0 ? items : [h('li', { class: 'names-none' }, 'Nothing of that name.')]));
  };
  const item = ({ id, title, about }: TextName) =>
    h('button', { type: 'button', class: 'name', title: about, 'data-name': id, onclick: () => choose(id) }, title);
  const box = h('details', { class: 'name-box' }, h('summary', {}, 'Library'), input, list);
  box.addEventListener('toggle', () => {
    if (box.open) show();
  });
  return box;
}

/** Names in which every word that is typed occurs; those whose title begins with it first. */
function search(names: readonly TextName[], text: string): TextName[] {
  const query = text.trim().toLowerCase();
  const words = query.split(/\s+/);
  const has = ({ id, title, about }: TextName) => {
    const all = `${id} ${title} ${about}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const first = ({ title }: TextName) => (title.toLowerCase().startsWith(query) ? 0 : 1);
  return names.filter(has).sort((a, b) => first(a) - first(b));
}
