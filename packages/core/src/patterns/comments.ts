// Comment lines, as patterns keep them: a letter and the text, `N Gosper glider gun`, as RLE and macrocell write them.

/** `Name: …` and `Author: …`, which plaintext and Life 1.05 write, as the comments that they are in RLE. */
export function commentOfNote(note: string): string {
  const [, key, text] = /^\s*(name|author):\s*(.*)$/is.exec(note) ?? [];
  if (key === undefined) return `C ${note.trim()}`.trimEnd();
  return `${key.toLowerCase() === 'name' ? 'N' : 'O'} ${text.trim()}`;
}

export function noteOfComment(comment: string): string {
  const [letter, text] = splitComment(comment);
  if (letter === 'N') return `Name: ${text}`;
  return letter === 'O' ? `Author: ${text}` : text;
}

/** Lines for RLE and macrocell, where other letters than these mean something. */
export function hashLines(comments: readonly string[]): string {
  return comments.map((comment) => `#${splitComment(comment).join(' ').trimEnd()}\n`).join('');
}

function splitComment(comment: string): [letter: string, text: string] {
  const line = comment.replaceAll(/[\r\n]+/g, ' ');
  const [, letter, text] = /^([CNOD])(?:\s(.*))?$/i.exec(line) ?? [];
  return letter === undefined ? ['C', line.trim()] : [letter, (text ?? '').trim()];
}
