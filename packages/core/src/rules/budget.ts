/** Thrown where a table asks for more than is reasonable; the caller knows which line to name. */
export class TooLarge extends Error {}

/** Work that a rule file may make, about a second's; the heaviest of those that come with Golly make a tenth of it. */
const MOST_WORK = 2 ** 26;

/** What reading a rule file may still cost, in entries of the tree that are looked at: some ten nanoseconds each. */
export class Budget {
  #left = MOST_WORK;

  /** @throws TooLarge where no work is left */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) throw new TooLarge();
  }
}
