import type { ImagesParam, ParamValue } from '@selforg/core';
import { readPng } from '../files.js';
import { h, iconButton } from './dom.js';
import type { Field } from './field.js';
import { notify } from './notices.js';

/** Small pictures of the images that are set, each with a way to take it out, and a button for more. */
export function imagesInput(param: ImagesParam, change: (raw: unknown) => void): Field {
  let images: readonly string[] = [];
  const list = h('ul', { class: 'images' });
  const file = h('input', {
    type: 'file',
    accept: 'image/png,.png',
    multiple: param.max > 1,
    class: 'visually-hidden',
    tabindex: -1,
    'aria-hidden': 'true',
  });
  const add = h('button', { type: 'button', class: 'text-button', onclick: () => file.click() }, 'Add PNG…');
  file.addEventListener('change', async () => {
    const files = [...(file.files ?? [])];
    file.value = '';
    try {
      const urls = await Promise.all(files.map(readPng));
      put(param.max === 1 ? urls.slice(-1) : [...images, ...urls]);
    } catch (error) {
      notify('error', (error as Error).message);
    }
  });

  function put(next: readonly string[]): void {
    set(next);
    change(next);
  }
  function set(value: ParamValue): void {
    images = Array.isArray(value) ? value : [];
    list.replaceChildren(...images.map((url, i) => item(url, i)));
  }
  function item(url: string, i: number): HTMLElement {
    const picture = h('img', { src: url, alt: `Image ${i + 1}` });
    return h(
      'li',
      {},
      picture,
      iconButton('close', `Remove image ${i + 1}`, () => put(images.filter((_, k) => k !== i))),
    );
  }
  return { input: add, body: [list, h('div', { class: 'param-file' }, add, file)], set };
}
