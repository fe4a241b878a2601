import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';

/**
 * Writes a file so that its name never shows half of it: under a temporary name in the same folder, then renamed.
 * When anything fails the temporary file is removed and whatever had the name before is still there.
 * @param sync wait until the disk has it, for what must outlive a power cut
 */
export async function writeAtomically(
  path: string,
  bytes: Uint8Array | string,
  { sync = false }: { sync?: boolean } = {},
): Promise<void> {
  const temporary = temporaryName(path);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      if (sync) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

let count = 0;

/** Hidden, in the same folder (a rename does not cross disks), and never the same twice while its process lives. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}-${threadId}-${count++}.tmp`);
}
