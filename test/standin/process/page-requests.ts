import { report } from './control.ts';
import type { Devtools, DevtoolsTarget } from './devtools.ts';
import type { PageContentsStandIn } from './page-contents.ts';

/** The part of `Fetch.requestPaused` that is used here. */
interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly hasPostData?: boolean;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
}

/**
 * Answers every request of a tab and of the frames and workers in it: the program's own addresses by its handlers, all
 * others not at all. A document that the page asks for by itself goes past the navigation guards first.
 */
export async function answerRequests(
  contents: PageContentsStandIn,
  tab: DevtoolsTarget,
  devtools: Devtools,
): Promise<void> {
  tab.on('Fetch.requestPaused', (paused) => {
    answer(contents, tab, paused).catch((error: unknown) => {
      // The page gave the request up while its answer was made, as when a picture is patched away: nobody waits for it.
      if (/Invalid InterceptionId/.test(String(error))) return;
      report({ kind: 'stand-in-fault', text: `${paused.request.url}: ${String(error)}` });
      void refuse(tab, paused.requestId).catch(() => {});
    });
  });
  tab.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
    const child = devtools.target(sessionId);
    const start = async () => {
      // A window of its own is never allowed; the handler of `Page.windowOpen` was asked already.
      if (targetInfo.type === 'page') {
        await devtools.browser.send('Target.closeTarget', { targetId: targetInfo.targetId });
        return;
      }
      await answerRequests(contents, child, devtools);
      if (waitingForDebugger) await child.send('Runtime.runIfWaitingForDebugger');
    };
    // A child can be gone before it was prepared.
    start().catch(() => {});
  });
  await tab.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  await tab.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}

async function answer(contents: PageContentsStandIn, tab: DevtoolsTarget, paused: Paused): Promise<void> {
  const { protocol } = contents.session;
  const shown = paused.request.url;
  const address = protocol.toProgram(shown);
  if (paused.resourceType === 'Document' && !mayNavigate(contents, paused, address)) {
    await tab.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
    return;
  }
  const handler = protocol.handlerOf(address);
  if (handler !== undefined) {
    const answered = await handler(requestOf(paused, address));
    await tab.send('Fetch.fulfillRequest', { requestId: paused.requestId, ...(await translated(contents, answered)) });
  } else if (/^(data|blob|about|chrome|devtools):/.test(shown)) {
    await tab.send('Fetch.continueRequest', { requestId: paused.requestId });
  } else {
    report({ kind: 'network', url: shown });
    await refuse(tab, paused.requestId);
  }
}

function refuse(tab: DevtoolsTarget, requestId: string) {
  return tab.send('Fetch.failRequest', { requestId, errorReason: 'InternetDisconnected' });
}

/** Asks the guards about a navigation that the page began. What the program loads itself is not asked about. */
function mayNavigate(contents: PageContentsStandIn, paused: Paused, url: string): boolean {
  const isMainFrame = paused.frameId === contents.mainFrameId;
  if (isMainFrame && paused.request.url === contents.expectedAddress) return true;
  const event = {
    url,
    isMainFrame,
    isSameDocument: false,
    frame: isMainFrame ? contents.mainFrame : { url, parent: contents.mainFrame },
    defaultPrevented: false,
    preventDefault: () => Object.assign(event, { defaultPrevented: true }),
  };
  contents.emit('will-frame-navigate', event);
  if (isMainFrame && !event.defaultPrevented) contents.emit('will-navigate', event, url);
  report({ kind: 'navigation', url, isMainFrame, prevented: event.defaultPrevented });
  return !event.defaultPrevented;
}

function requestOf({ request }: Paused, address: string): Request {
  const body = Buffer.concat((request.postDataEntries ?? []).map((entry) => Buffer.from(entry.bytes ?? '', 'base64')));
  const made = new Request(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.hasPostData === true ? { body } : {}),
  });
  // Node's Request keeps our https form; the program is shown its own address.
  return Object.defineProperty(made, 'url', { value: address });
}

/** The handler's answer for Chromium, with the program's addresses in policies and pages translated. */
async function translated(contents: PageContentsStandIn, answered: Response) {
  const { protocol } = contents.session;
  const headers = [...answered.headers].map(([name, value]) => ({ name, value: protocol.translate(value) }));
  const bytes = Buffer.from(await answered.arrayBuffer());
  const isPage = answered.headers.get('content-type')?.startsWith('text/html') === true;
  const body = isPage ? Buffer.from(protocol.translate(bytes.toString('utf8'))) : bytes;
  return { responseCode: answered.status, responseHeaders: headers, body: body.toString('base64') };
}
