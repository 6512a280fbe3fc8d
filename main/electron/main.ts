import path from 'node:path';
import { app as electronApp } from 'electron';
import { fileLog } from '../node/log.ts';
import { avoidNativePictures } from '../node/picture-build.ts';
import { keepCrashReports, logCrashes } from './crashes.ts';
import { startDesktop, tellCannotStart } from './desktop.ts';
import { registerPageScheme } from './page-protocol.ts';
import { programFolders, settleDataFolder } from './program-folders.ts';
import { collectRequests, givenArguments, isOnlyInstance } from './requests.ts';

// What Electron wants settled before it is ready: folders, crash reports, the sandbox, the page's scheme, the only instance.
const dataFolder = settleDataFolder(electronApp, process.env);
const logFolder = path.join(dataFolder, 'logs');
const log = fileLog(logFolder);
keepCrashReports(electronApp, dataFolder);
logCrashes(electronApp, log);
electronApp.enableSandbox();
registerPageScheme();
avoidNativePictures();

const given = givenArguments(process.argv, electronApp.isPackaged);
if (isOnlyInstance(electronApp, given)) {
  const requests = collectRequests(electronApp, given);
  const folders = programFolders(import.meta.url);
  // No top-level await here: Electron is not ready before this file has run to its end.
  electronApp
    .whenReady()
    .then(() => startDesktop({ dataFolder, logFolder, folders, requests, log }))
    .catch((error: unknown) => tellCannotStart(error, log));
} else {
  electronApp.quit();
}
