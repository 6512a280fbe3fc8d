import type { OpenSite } from '../../common/contract/site.ts';
import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import type { App } from '../app.ts';
import { createApp } from '../create-app.ts';
import type { Log } from '../node/log.ts';
import { watchWindow } from './end-with-window.ts';
import { createKeys, type Keys } from './keys.ts';
import { loopbackPorts } from './loopback-ports.ts';
import { type OpenedWindow, openWindow } from './open-window.ts';
import { type LoopbackServer, startServer } from './server.ts';

/** What the loopback host is started with. */
export interface HostOptions {
  readonly version: string;
  readonly dataFolder: string;
  readonly shippedFolder: string;
  /** Folder of the built page. */
  readonly rendererFolder: string;
  readonly log: Log;
  /** Site to open, absolute; the first screen without it. */
  readonly folder?: string | undefined;
  /** Default: a free one. */
  readonly port?: number | undefined;
  /** Whether a browser is started; else the address is for the caller to show. */
  readonly opensWindow: boolean;
}

/** A running loopback host. */
export interface LoopbackHost {
  /** The page's address with its key: for the author's own eyes. */
  readonly address: string;
  /** The site that was opened, when one was named. */
  readonly site: OpenSite | undefined;
  /** How the page is shown; undefined when no browser was, or could be, started. */
  readonly window: OpenedWindow['kind'] | undefined;
  /** Resolves when the host has ended, by `end` or because its window was closed; false when the last write failed. */
  readonly ended: Promise<boolean>;
  /** Ends after the last write. Safe to call again. */
  end(): Promise<boolean>;
}

/** The port is taken, or not for this user. */
export interface PortRefused extends Failure {
  readonly kind: 'port-refused';
  readonly port: number;
  readonly reason: 'in-use' | 'not-allowed';
}

/** How long a page may be away while it is loaded again. */
const reloadGraceMs = 5_000;

/** Starts the program behind a server on 127.0.0.1, opens the site and the window. On failure nothing is left running. */
export async function startLoopbackHost(options: HostOptions): Promise<Result<LoopbackHost, Failure>> {
  const { log, dataFolder, folder } = options;
  const keys = createKeys();
  const app = createApp(loopbackPorts({ ...options, keys }));
  const ending = createEnding();
  const watch = watchWindow(reloadGraceMs, () => void end());
  let launched: OpenedWindow | undefined;
  const onPages = (count: number) => {
    watch.pagesChanged(count);
    if (count > 0) void launched?.removeLaunchFile();
  };
  const server = await listen(options, app, keys, onPages);
  if (!server.ok) {
    await app.close();
    return server;
  }
  const end = () =>
    ending.once(async () => {
      watch.stop();
      return endAll(app, server.value, launched, log);
    });

  const opened = folder === undefined ? ok(undefined) : await app.call('site.open', { folder });
  if (!opened.ok) {
    await end();
    return opened;
  }
  if (options.opensWindow) {
    const { address } = server.value;
    launched = await openWindow({ address, dataFolder, folder, onBrowserExit: () => watch.browserExited() });
  }
  return ok({
    address: server.value.address,
    // `site.open` answers this by contract.
    site: opened.value as OpenSite | undefined,
    window: launched?.kind,
    ended: ending.ended,
    end,
  });
}

async function listen(
  { log, rendererFolder, port = 0 }: HostOptions,
  app: App,
  keys: Keys,
  onPages: (count: number) => void,
): Promise<Result<LoopbackServer, PortRefused>> {
  try {
    return ok(await startServer({ app, log, keys, rendererFolder, port, onPages }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') return fail({ kind: 'port-refused', port, reason: 'in-use' });
    if (code === 'EACCES') return fail({ kind: 'port-refused', port, reason: 'not-allowed' });
    throw error;
  }
}

/** The pages' last words, the last write, then goodbye to the pages: what they are told until then is true. */
async function endAll(
  app: App,
  server: LoopbackServer,
  launched: OpenedWindow | undefined,
  log: Log,
): Promise<boolean> {
  await server.lastWords();
  server.refuseCalls();
  await launched?.removeLaunchFile();
  const isClosed = await app.close().then(
    () => true,
    (error: unknown) => {
      log.error('The program could not be closed as it should', error);
      return false;
    },
  );
  await server.close();
  // After a failed write the window keeps the text in sight.
  if (isClosed) launched?.close();
  return isClosed;
}

/** Runs an ending once, however often and by whomever it is asked for. */
function createEnding() {
  let resolveEnded: (isClean: boolean) => void = () => undefined;
  const ended = new Promise<boolean>((resolve) => {
    resolveEnded = resolve;
  });
  let running: Promise<boolean> | undefined;
  return {
    ended,
    once: (work: () => Promise<boolean>): Promise<boolean> => {
      running ??= work();
      running.then(resolveEnded, () => resolveEnded(false));
      return running;
    },
  };
}
