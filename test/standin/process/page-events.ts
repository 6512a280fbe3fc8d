import { report } from './control.ts';
import type { Devtools, DevtoolsTarget } from './devtools.ts';
import { type PageContentsStandIn, preloadWorld } from './page-contents.ts';

/** Turns what Chromium tells about a tab into the events of Electron's `webContents`. */
export function followPage(contents: PageContentsStandIn, tab: DevtoolsTarget, devtools: Devtools): void {
  const { protocol } = contents.session;

  tab.on('Runtime.executionContextCreated', ({ context }) => {
    const frame = context.auxData as { readonly frameId?: string } | undefined;
    if (context.name === preloadWorld && frame?.frameId === contents.mainFrameId) contents.preloadContext = context.id;
  });
  tab.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (contents.preloadContext === executionContextId) contents.preloadContext = undefined;
  });
  tab.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== 'standInSend' || executionContextId !== contents.preloadContext) return;
    contents.receive(payload).catch((error: unknown) => report({ kind: 'stand-in-fault', text: String(error) }));
  });
  tab.on('Runtime.consoleAPICalled', ({ type, args }) =>
    report({
      kind: 'console',
      level: type,
      text: args.map((arg) => String(arg.value ?? arg.description ?? '')).join(' '),
    }),
  );
  tab.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
    report({ kind: 'page-error', text: exceptionDetails.exception?.description ?? exceptionDetails.text }),
  );

  tab.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return;
    contents.mainFrame.url = protocol.toProgram(frame.url + (frame.urlFragment ?? ''));
    contents.hasCrashed = false;
    contents.emit('did-navigate', {}, contents.mainFrame.url, 200, 'OK');
  });
  tab.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === contents.mainFrameId) contents.mainFrame.url = protocol.toProgram(url);
  });
  tab.on('Page.loadEventFired', () => {
    contents.isLoading = false;
    contents.expectedAddress = undefined;
    report({ kind: 'loaded', url: contents.mainFrame.url, targetId: contents.targetId });
    contents.emit('did-finish-load', {});
  });
  tab.on('Page.windowOpen', ({ url }) => {
    const address = protocol.toProgram(url);
    const details = {
      url: address,
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer: { url: '', policy: 'default' },
    };
    const { action } = contents.windowOpenHandler(details as Electron.HandlerDetails);
    report({ kind: 'window-open', url: address, action });
  });
  tab.on('Inspector.targetCrashed', () => {
    contents.hasCrashed = true;
    contents.preloadContext = undefined;
    report({ kind: 'page-crashed' });
    contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  });
  devtools.browser.on('Target.targetDestroyed', ({ targetId }) => {
    if (targetId === contents.targetId) contents.emit('stand-in-target-gone');
  });
  devtools.browser.on('Browser.downloadWillBegin', ({ url }) => {
    const event = { defaultPrevented: false, preventDefault: () => Object.assign(event, { defaultPrevented: true }) };
    contents.session.emit('will-download', event, { getURL: () => protocol.toProgram(url) }, contents);
    report({ kind: 'download', url: protocol.toProgram(url), prevented: event.defaultPrevented });
  });
}
