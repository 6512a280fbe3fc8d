import { mkdir, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createKeys, type Keys } from '../../../main/loopback/keys.ts';
import { type LoopbackServer, type ServerOptions, startServer } from '../../../main/loopback/server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createStandInApp, type StandInApp, silentLog } from './stand-in-app.ts';

/** A real server with a small page, closed when the test has finished. */
export interface TestServer extends LoopbackServer {
  readonly app: StandInApp;
  readonly keys: Keys;
  readonly origin: string;
  readonly authorization: { readonly authorization: string };
}

export async function startTestServer(
  options: Partial<Omit<ServerOptions, 'app' | 'keys'>> & { readonly app?: StandInApp } = {},
): Promise<TestServer> {
  const folder = path.join(await temporaryFolder(), 'page');
  await mkdir(folder);
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(path.join(path.dirname(folder), 'outside.js'), 'outside');
  const keys = createKeys();
  const app = options.app ?? createStandInApp();
  const server = await startServer({ log: silentLog, rendererFolder: folder, ...options, app, keys });
  onTestFinished(() => server.close());
  return {
    ...server,
    app,
    keys,
    origin: `http://127.0.0.1:${server.port}`,
    authorization: { authorization: `Bearer ${keys.secret}` },
  };
}

/** What a server answered to `ask`. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends one request exactly as written: no header is added but Host, no path is tidied. Rejects when it is hung up on. */
export function ask(
  port: number,
  target: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
    readonly body?: Uint8Array;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { Host: host, ...headers } = { Host: `127.0.0.1:${port}`, ...options.headers };
    const sent = request({
      host: '127.0.0.1',
      port,
      path: target,
      method: options.method ?? 'GET',
      setHost: false,
      headers: { Host: host, ...headers } as Record<string, string>,
      agent: false,
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.end(options.body);
  });
}
