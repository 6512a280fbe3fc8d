import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Resource } from './app.ts';

/**
 * What the page may do, in every host: scripts and styles of its own only, pictures of its own, frames of its own, and no
 * text turned into markup except through the Trusted Types policies of the preview and of the reader of pasted text. Styles
 * may be inline because CodeMirror writes its theme into the document.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types offprint-preview offprint-inert dompurify',
].join('; ');

/** Headers that every answer of a host carries, whatever it holds. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * A file of the built page, with the headers a host sends. Only names the build makes are answered (letters, digits, `.`,
 * `-`, `_`, at most one folder), so no path can lead outside; anything else is undefined. `/` is the page itself.
 */
export async function pageResource(rendererFolder: string, pathname: string): Promise<Resource | undefined> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  const parts = name.split('/');
  if (parts.length > 2 || !parts.every((part) => /^[\w-][\w.-]*$/.test(part))) return undefined;
  const type = types[path.extname(name)];
  if (type === undefined) return undefined;
  try {
    const content = await readFile(path.join(rendererFolder, ...parts));
    return {
      status: 200,
      headers: { ...commonHeaders, 'content-type': type, 'content-security-policy': pagePolicy },
      content,
    };
  } catch {
    return undefined;
  }
}
