import type { Devtools } from './devtools.ts';
import type { PageContentsStandIn } from './page-contents.ts';

/** Permissions a page can ask Chromium for, as the debugging protocol names them, with Electron's names. */
const permissions: Readonly<Record<string, string>> = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
};

/** Shows the page's origin what the session's handlers answer, so that a page really gets, or does not get, a permission. */
export async function grantPermissions(contents: PageContentsStandIn, devtools: Devtools): Promise<void> {
  const origin = 'app://offprint/';
  for (const [name, permission] of Object.entries(permissions)) {
    await devtools.browser.send('Browser.setPermission', {
      permission: { name, ...(name === 'clipboard-write' ? { allowWithoutSanitization: false } : {}) },
      setting: contents.session.grants(contents, permission, origin) ? 'granted' : 'denied',
      origin: new URL(contents.session.protocol.toShown(origin)).origin,
    });
  }
  await devtools.browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
}
