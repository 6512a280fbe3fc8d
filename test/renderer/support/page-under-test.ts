import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { pagePolicy } from '../../../main/page-resources.ts';
import { launchChromium } from '../../support/chromium.ts';
import type { FakeHostOptions } from './fake-host.ts';

const renderer = fileURLToPath(new URL('../../../renderer/', import.meta.url));
const bridgeSource = fileURLToPath(new URL('./fake-bridge.ts', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

const framePage =
  '<!doctype html><html lang="en"><head><title>Preview</title></head><body style="font:18px/1.6 serif;margin:2em"><main data-offprint-body></main></body></html>';

/** The built page in a real browser, with a host in memory behind it. */
export interface PageUnderTest {
  readonly browser: Browser;
  /** Opens the page in a context of its own. Errors in the page fail the test through `problems`. */
  open(options?: FakeHostOptions, context?: BrowserContextOptions): Promise<OpenedPage>;
  close(): Promise<void>;
}

/** A page that was opened, and what went wrong in it so far. */
export interface OpenedPage {
  readonly page: Page;
  /** Uncaught errors, and whatever the policy blocked. */
  readonly problems: readonly string[];
}

/** The page for all tests of a file: there before the first, gone after the last. */
export function pageForTests(): Pick<PageUnderTest, 'open'> {
  let under: PageUnderTest | undefined;
  beforeAll(async () => {
    under = await startPage();
  }, 120_000);
  afterAll(() => under?.close());
  return {
    open: async (...wishes) => {
      if (under === undefined) throw new Error('The page is there only while tests run');
      return under.open(...wishes);
    },
  };
}

/** The row of a post in the list. */
export const post = (page: Page, title: string) => page.getByRole('list', { name: 'Posts' }).getByText(title);

/** The text of the post that is open. */
export const text = (page: Page) => page.getByRole('textbox', { name: 'Post text' });

/** Opens a post by its row; resolves when its text, which holds these words, is there to be written in. */
export async function openPost(page: Page, title: string, words: string): Promise<void> {
  await post(page, title).click();
  await text(page).filter({ hasText: words }).waitFor();
}

/** Resolves when what comes after a frame has come: the page's effects, and the timers they set at once. */
export const nextFrames = (page: Page) =>
  page.evaluate(async () => {
    for (let count = 0; count < 3; count += 1)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  });

/** Builds the page once and serves it as a host does; the caller closes it. */
export async function startPage(): Promise<PageUnderTest> {
  const out = await mkdtemp(path.join(tmpdir(), 'offprint-page-'));
  const [script, browser] = await Promise.all([
    bundle({ entryPoints: [bridgeSource], bundle: true, format: 'iife', write: false, target: 'chrome120' }),
    launchChromium(),
    build({
      configFile: path.join(renderer, 'vite.config.ts'),
      root: renderer,
      logLevel: 'error',
      build: { outDir: out },
    }),
  ]);
  const bridge = script.outputFiles[0]?.text ?? '';
  const server = await serve(out);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const url = `http://127.0.0.1:${address.port}/`;

  return {
    browser,
    async open(options = {}, contextOptions = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.addInitScript(`window.fakeHostOptions = ${JSON.stringify(options)};`);
      await page.addInitScript(bridge);
      await page.goto(url);
      await page.locator('main').first().waitFor({ state: 'attached' });
      return { page, problems };
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      await rm(out, { recursive: true, force: true });
    },
  };
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname.startsWith('/resource/')) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(framePage);
      return;
    }
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    readFile(path.join(folder, path.normalize(name))).then(
      (content) => {
        const type = types[path.extname(name)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type, 'content-security-policy': pagePolicy }).end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
