import type { App as ElectronApp } from 'electron';
import type { Closing } from './closing.ts';

/**
 * Lets the program end only after its last write. Everywhere but on a Mac the program ends with its window; on a Mac it
 * stays until the author quits.
 */
export function endAfterLastWrite(
  electronApp: Pick<ElectronApp, 'on' | 'quit'>,
  closing: Pick<Closing, 'finish'>,
  isMac: boolean = process.platform === 'darwin',
): void {
  let isQuitting = false;
  let hasFinished = false;

  electronApp.on('before-quit', () => {
    isQuitting = true;
  });
  electronApp.on('window-all-closed', () => {
    if (isQuitting || !isMac) electronApp.quit();
  });
  electronApp.on('will-quit', (event) => {
    if (hasFinished) return;
    event.preventDefault();
    // `finish` never rejects: a step that fails is logged and is over.
    void closing.finish().then(() => {
      hasFinished = true;
      electronApp.quit();
    });
  });
}
