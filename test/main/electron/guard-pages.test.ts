import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { denyPermissions, guardPages, mayNavigate } from '../../../main/electron/guard-pages.ts';
import { silentLog } from '../../../main/node/log.ts';
import { SchemesStandIn } from '../../standin/process/schemes.ts';
import { SessionStandIn } from '../../standin/process/session.ts';

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

function guardedPage() {
  const opened: string[] = [];
  const app = new EventEmitter();
  let openHandler: OpenHandler = () => ({ action: 'allow' });
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler;
    },
  });
  guardPages(app as never, { openExternal: async (url) => void opened.push(url.href), log: silentLog });
  app.emit('web-contents-created', {}, contents);
  const isPrevented = (name: string, details: object = {}) => {
    let prevented = false;
    contents.emit(name, { ...details, preventDefault: () => (prevented = true) }, {}, {});
    return prevented;
  };
  return { opened, isPrevented, openWindow: (url: string) => openHandler({ url }) };
}

describe('a guarded page', () => {
  it('stays where it is', () => {
    const { isPrevented } = guardedPage();
    for (const name of ['will-frame-navigate', 'will-redirect']) {
      expect(isPrevented(name, { url: 'https://example.com/', isMainFrame: true })).toBe(true);
      expect(isPrevented(name, { url: 'app://offprint/resource/preview/a/', isMainFrame: true })).toBe(true);
      expect(isPrevented(name, { url: 'https://example.com/', isMainFrame: false })).toBe(true);
      expect(isPrevented(name, { url: 'app://offprint/', isMainFrame: false })).toBe(true);
      expect(isPrevented(name, { url: 'file:///etc/passwd', isMainFrame: false })).toBe(true);
    }
  });

  it('may load itself again, and its frames the program’s resources', () => {
    expect(mayNavigate('app://offprint/', true)).toBe(true);
    expect(mayNavigate('app://offprint/resource/preview/a/', false)).toBe(true);
  });

  it('opens no window, and hands web and mail addresses to the system', () => {
    const { opened, openWindow } = guardedPage();
    for (const url of [
      'https://example.com/a',
      'mailto:a@example.com',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://host/a',
    ]) {
      expect(openWindow(url)).toEqual({ action: 'deny' });
    }
    expect(opened).toEqual(['https://example.com/a', 'mailto:a@example.com']);
  });

  it('attaches no webview', () => {
    expect(guardedPage().isPrevented('will-attach-webview')).toBe(true);
  });
});

describe('permissions', () => {
  const asked = [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'midi',
    'hid',
    'usb',
    'fileSystem',
    'openExternal',
    'unknown',
  ];
  const session = () => new SessionStandIn(new SchemesStandIn(() => false));

  it('are all denied but writing text to the clipboard', () => {
    const guarded = session();
    denyPermissions(guarded as never);
    for (const permission of asked) expect(guarded.grants({}, permission, 'app://offprint/'), permission).toBe(false);
    expect(guarded.grants({}, 'clipboard-sanitized-write', 'app://offprint/')).toBe(true);
  });

  it('would all be granted without these rules', () => {
    for (const permission of asked) expect(session().grants({}, permission, 'app://offprint/')).toBe(true);
  });
});
