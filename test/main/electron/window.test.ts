import { expect, it, vi } from 'vitest';
import { pagePreferences } from '../../../main/electron/window.ts';

vi.mock('electron', () => import('../../standin/process/electron.ts'));

it('gives a page no rights beyond a web page’s', () => {
  expect(pagePreferences({ preloadFile: '/out/preload.cjs', spellcheck: true })).toEqual({
    preload: '/out/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    safeDialogs: true,
    spellcheck: true,
  });
});
