import type { Snapshot, System } from '@selforg/core';
import type { Flags } from './flags.js';

/** What a verb is called with, after its flags were read. */
export interface Call {
  /** Operands besides the system. */
  readonly operands: readonly string[];
  /** The system that the operand, the recipe or the snapshot names; only where the verb takes one. */
  readonly system?: System;
  /** Content of `--recipe`. */
  readonly recipe?: unknown;
  /** Content of `--load`. */
  readonly snapshot?: Snapshot;
  /** Parameters given as flags, as text, by name. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether a flag of the verb was given. */
  has(flag: string): boolean;
  /** The text given with a flag of the verb. */
  text(flag: string): string | undefined;
  /** The texts given with a flag that may be given again and again. */
  texts(flag: string): readonly string[];
}

/** One verb of the command line: a file each in `verbs/`, and a line in {@link verbs}. */
export interface Verb {
  readonly name: string;
  readonly about: string;
  /** Set where a second word says what to do, such as `som fit`: each of them, named with both words. */
  readonly actions?: readonly Verb[];
  /** Operands as the help writes them, `[…]` where they may be left out. */
  readonly operands: readonly string[];
  /** Set where the first operand is a system: whether its parameters are flags too. */
  readonly system?: 'named' | 'with parameters';
  readonly flags: Flags;
  /** Lines to try, about any system; about that one where a verb takes a system. */
  examples(system: System): readonly string[];
  /** Does the work, writes to stdout and returns the exit code. */
  act(call: Call): number | Promise<number>;
}
