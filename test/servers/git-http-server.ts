import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { closeServer, listen } from './listen.ts';

/** A git host over HTTP: `git http-backend` behind a password. */
export interface GitHttpServer {
  readonly port: number;
  /** Every request's address and headers as they came, to prove what was not in them. */
  readonly requests: readonly { readonly url: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

/** Serves the bare repositories below `root` to whoever knows the password; `refuse` answers a status instead, when set. */
export async function startGitHttpServer(options: {
  readonly root: string;
  readonly user: string;
  /** Undefined lets everybody in. */
  readonly password: string | undefined;
  /** Default: one that is free. */
  readonly port?: number;
  readonly refuse?: (request: IncomingMessage) => number | undefined;
}): Promise<GitHttpServer> {
  const expected = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  const requests: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    requests.push({ url: request.url ?? '', authorization });
    const refused = options.refuse?.(request);
    if (refused !== undefined) response.writeHead(refused).end();
    else if (options.password !== undefined && authorization !== expected)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    else runBackend(options.root, options.user, request, response);
  });
  return { port: await listen(server, options.port), requests, close: () => closeServer(server) };
}

let backend: string | undefined;

function runBackend(root: string, user: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://host');
  const { headers } = request;
  // Not by way of `git`: killed, it would leave the program that it started behind, which reads a cut request for ever.
  backend ??= path.join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  const child = spawn(backend, [], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: headers['content-type'] ?? '',
      ...optional('HTTP_CONTENT_ENCODING', headers['content-encoding']),
      ...optional('CONTENT_LENGTH', headers['content-length']),
      ...optional('GIT_PROTOCOL', headers['git-protocol']),
      REMOTE_USER: user,
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  child.stdin.on('error', () => undefined);
  // Also when it has answered: what nobody waits for has no reason to go on.
  response.on('close', () => child.kill('SIGKILL'));
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  let isHeadDone = false;
  child.stdout.on('data', (chunk: Buffer) => {
    if (isHeadDone) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    isHeadDone = true;
    writeHead(response, head.subarray(0, end).toString('latin1'));
    response.write(head.subarray(end + 4));
  });
  child.on('close', () => response.end());
}

/** A CGI's header lines as an HTTP head. */
function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name === 'Status') status = Number.parseInt(value, 10);
    else if (name !== '') response.setHeader(name, value);
  }
  response.writeHead(status);
}

function optional(name: string, value: string | string[] | undefined): Record<string, string> {
  return typeof value === 'string' ? { [name]: value } : {};
}
