import { readFile, realpath } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { redirectTarget } from './redirect-rules.ts';

/** A running read-only web server for one folder. */
export interface FolderServer {
  /** Address of the folder's root, ending in `/`. */
  readonly address: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.pdf': 'application/pdf',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
};

/**
 * Serves a folder's files on 127.0.0.1 at a free port, as a static web host would: `index.html` for folders, the site's own
 * `404.html` for what is missing. `folder` is asked at each request, so that a folder swapped for a newer one is followed.
 * `basePath` (default `/`) is where the site expects to lie. Only answers to its own host name (no DNS rebinding), never
 * writes, never leaves the folder.
 */
export async function serveFolder(folder: () => string, basePath = '/'): Promise<FolderServer> {
  let host = '';
  const server = createServer((request, response) => {
    answer(request, response, folder(), basePath, host).catch(() => {
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  host = `127.0.0.1:${bound.port}`;
  return {
    address: `http://${host}${basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  basePath: string,
  host: string,
): Promise<void> {
  if (request.headers.host !== host) return end(response, 421, 'Misdirected request');
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only GET and HEAD');
  const [pathname = '/', query = ''] = (request.url ?? '/').split('#', 1).join('').split('?', 2);
  // Old blogs told their posts apart by query alone; a page cannot answer that.
  const target = query === '' ? undefined : await redirectTarget(folder, pathname, query);
  if (target !== undefined) {
    response.writeHead(301, { location: target }).end();
    return;
  }
  const below = pathname.startsWith(basePath) ? decode(pathname.slice(basePath.length)) : undefined;
  if (below === undefined) return notFound(response, folder);
  const found = await find(folder, below);
  if (found === undefined) return notFound(response, folder);
  if (found.isFolder && !pathname.endsWith('/')) {
    response.writeHead(301, { location: `${pathname}/` }).end();
    return;
  }
  send(response, 200, found.file, found.content);
}

function decode(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

async function find(folder: string, below: string) {
  const asked = path.join(folder, below);
  for (const [file, isFolder] of [
    [asked, false],
    [path.join(asked, 'index.html'), true],
  ] as const) {
    try {
      const [root, real] = await Promise.all([realpath(folder), realpath(file)]);
      if (!real.startsWith(root + path.sep)) continue;
      return { file, isFolder, content: await readFile(real) };
    } catch {
      // Not this one; a missing file is an ordinary answer.
    }
  }
  return undefined;
}

async function notFound(response: ServerResponse, folder: string): Promise<void> {
  const page = path.join(folder, '404.html');
  const content = await readFile(page).catch(() => undefined);
  if (content === undefined) return end(response, 404, 'Not found');
  send(response, 404, page, content);
}

function send(response: ServerResponse, status: number, file: string, content: Buffer): void {
  response
    .writeHead(status, {
      'content-type': types[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
      'content-length': content.byteLength,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(content);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
