import path from 'node:path';
import type { FileSystem } from '../node/file-system.ts';
import { isTemporaryName } from '../node/staged-file.ts';

/** A file being written is minutes old at most; what is older was left by a power cut. */
const leftOverAfterMs = 24 * 3_600_000;

/** Removes new files that a power cut kept from taking their place, in these folders and below. */
export async function sweepLeftovers(fileSystem: FileSystem, folders: readonly string[], nowMs: number): Promise<void> {
  for (const folder of folders) {
    const entries = await fileSystem.list(folder).catch(() => []);
    for (const { name, kind } of entries) {
      const file = path.join(folder, name);
      if (kind === 'folder' && !name.startsWith('.')) await sweepLeftovers(fileSystem, [file], nowMs);
      if (kind !== 'file' || !isTemporaryName(name)) continue;
      const { modifiedMs } = await fileSystem.stat(file);
      // Another program of ours may have removed it in the meantime; that is as good.
      if (modifiedMs < nowMs - leftOverAfterMs) await fileSystem.unlink(file).catch(() => {});
    }
  }
}
