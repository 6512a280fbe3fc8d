import { existsSync } from 'node:fs';
import path from 'node:path';
import { forkSideProcess, type SideProcess } from './node/side-process.ts';
import type { Ports } from './ports.ts';

/** How the media of a site start the process in which pictures are read and made; empty where the program is not built. */
export function pictureStarter({
  shippedFolder,
  startProcess = forkSideProcess,
}: Pick<Ports, 'shippedFolder' | 'startProcess'>): { readonly startPictures?: () => SideProcess } {
  const script = path.join(shippedFolder, 'picture-process.mjs');
  return existsSync(script) ? { startPictures: () => startProcess(script) } : {};
}
