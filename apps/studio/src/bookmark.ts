import { compactRecipe, type Recipe, type System } from '@selforg/core';
import { save } from './ui/export-dialog.js';
import { notify } from './ui/notices.js';
import { shortest, writeAddress } from './url.js';

/** Keeps the run in the page's address, or says that it is too long to be there. */
export class Bookmark {
  readonly #system: System;
  /** Takes away the notice that the run is too long for an address, where that was said. */
  #unsay: (() => void) | undefined;

  constructor(system: System) {
    this.#system = system;
  }

  remember(recipe: Recipe): void {
    const address = writeAddress(shortest(recipe, this.#system));
    history.replaceState(null, '', address ?? `#${this.#system.id}`);
    if (address !== undefined) {
      this.#unsay?.();
      this.#unsay = undefined;
    }
    // Said once: whoever dismissed it knows.
    else
      this.#unsay ??= notify('info', 'This run is too long for an address: save its recipe, and drop it here again.', [
        { label: 'Save recipe', run: () => this.saveRecipe(recipe) },
      ]);
  }

  /** Into the clipboard, or as a file where the run is too long for a link. */
  async copyLink(recipe: Recipe): Promise<void> {
    const address = writeAddress(recipe);
    if (address === undefined) {
      this.saveRecipe(recipe);
      return;
    }
    try {
      await navigator.clipboard.writeText(new URL(address, location.href).href);
      notify('info', 'The link to this run is in the clipboard.');
    } catch {
      notify('info', 'The address of this page is the link to this run.');
    }
  }

  saveRecipe(recipe: Recipe): void {
    const json = JSON.stringify(compactRecipe(recipe), null, 2);
    save(new Blob([`${json}\n`], { type: 'application/json' }), `${this.#system.id}-recipe.json`);
  }
}
