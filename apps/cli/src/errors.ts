import { InputError, suggestion } from '@selforg/core';
import { type Command, CommanderError } from 'commander';

/** What a process ends with: done, a defect of ours, bad input, stopped by Ctrl-C. */
export const EXIT = { done: 0, defect: 1, badInput: 2, interrupted: 130 } as const;

/** Says what went wrong on stderr, one line for bad input and a stack for a defect, and returns the exit code. */
export function report(error: unknown): number {
  if (error instanceof InputError) {
    process.stderr.write(`selforg: ${printable(error.message)}\n`);
    return EXIT.badInput;
  }
  process.stderr.write(`selforg: ${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.defect;
}

/** File names and values come from outside: nothing in them may break the line or steer the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
}

/** Commander's complaint about `command` in the grammar of every other error. */
export function usageError(error: CommanderError, command: Command): InputError {
  const [, quoted = ''] = /'([^']*)'/.exec(error.message) ?? [];
  if (error.code === 'commander.unknownOption') return unknownFlag(quoted, flagsOf(command));
  if (error.code === 'commander.optionMissingArgument') {
    const [flag, value] = quoted.split(' ');
    return new InputError(flag, undefined, `a value: ${flag} ${value}`);
  }
  return new InputError('arguments', undefined, `${command.name()} ${command.usage()} (${error.message})`);
}

export function unknownFlag(given: string, known: readonly string[]): InputError {
  const [flag] = given.split('=');
  if (known.includes(flag)) return new InputError(flag, given.slice(flag.length + 1), 'no value: it is a switch');
  return new InputError('parameter', flag, `one of ${known.join(', ')}${suggestion(flag, known)}`);
}

const flagsOf = (command: Command): string[] =>
  command.options.filter(({ hidden }) => !hidden).map(({ long, short }) => long ?? short ?? '');

export const isCommanderError = (error: unknown): error is CommanderError => error instanceof CommanderError;

interface SystemError extends Error {
  readonly code: string;
}

/** An error of the operating system: it has a code such as ENOENT. */
export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'syscall' in error && typeof (error as { code?: unknown }).code === 'string';

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'an existing file',
  ENOTDIR: 'an existing file',
  EISDIR: 'a file, not a folder',
  EACCES: 'a file that may be read',
  EPERM: 'a file that may be read',
};
const WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'a path in an existing folder',
  ENOTDIR: 'a path in a folder, not below a file',
  EISDIR: 'a file, not a folder',
  EACCES: 'a path that may be written',
  EPERM: 'a path that may be written',
  EROFS: 'a path that may be written (this disk is read-only)',
  ENOSPC: 'a disk with room left (this one is full)',
  EDQUOT: 'a disk with room left (the quota is used up)',
  ENAMETOOLONG: 'a shorter name',
};

/** The operating system's refusal to read or write `path`, named by the flag that asked for it; defects stay as they are. */
export function fileError(error: unknown, flag: string, path: string, doing: 'read' | 'write'): unknown {
  if (!isSystemError(error)) return error;
  const known = doing === 'read' ? READING : WRITING;
  const what = doing === 'read' ? 'a file that can be read' : 'a path that can be written';
  return new InputError(flag, path, known[error.code] ?? `${what} (${error.code})`);
}
