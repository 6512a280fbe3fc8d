import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { PreviewPage } from '../../../common/contract/preview.ts';
import { pagePolicy } from '../../../main/page-resources.ts';
import { previewPolicy } from '../../../main/site-resource.ts';
import { launchChromium } from '../../support/chromium.ts';

/** A page with the real preview in it, under the policies that hosts send, in real Chromium. */
export interface PreviewHost {
  readonly page: Page;
  /** Paths that were asked for since the start. */
  readonly requests: string[];
  /** A theme's page around the text; the same address every time. */
  previewPage(changes?: Partial<PreviewPage['context']>): PreviewPage;
  /** Opens a fresh page. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const theme = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A post</title><link rel="stylesheet" href="style.css"></head>
<body><header><h1>A post</h1></header><div class="prose" data-offprint-body></div><footer>End</footer></body></html>`;
const style =
  'body{font:18px/1.5 serif;max-width:40em;margin:2em auto}img{width:300px;height:200px;display:block}table{border:1px solid}';

/** The page's version in its address is its title: another version is another page around the same text. */
function titleIn(asked: string): string {
  return asked.split('/')[3] ?? '';
}

/** Starts the page's server and a browser. Without `isGuarded` no policy is sent: for controls that must be able to fire. */
export async function startPreviewHost(entry = 'page-entry.ts', { isGuarded = true } = {}): Promise<PreviewHost> {
  const script = await bundle(entry);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const asked = request.url ?? '/';
    requests.push(asked);
    const resources = `http://${request.headers.host}/`;
    const answer = (type: string, content: string | Buffer, policy?: string) => {
      response.writeHead(200, {
        'content-type': type,
        ...(policy && isGuarded ? { 'content-security-policy': policy } : {}),
      });
      response.end(content);
    };
    if (asked === '/')
      answer(
        'text/html',
        '<!doctype html><iframe style="width:700px;height:500px"></iframe><script src="page.js"></script>',
        pagePolicy,
      );
    else if (asked === '/page.js') answer('text/javascript', script);
    else if (asked.endsWith('/style.css')) answer('text/css', style);
    else if (asked.startsWith('/preview/page/'))
      answer('text/html', theme.replaceAll('A post', titleIn(asked)), previewPolicy(resources));
    else if (asked.startsWith('/preview/')) answer('image/png', pixel);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  await context.addInitScript(defineTidyHtml);
  const page = await context.newPage();
  const reload = async () => {
    await page.goto(`http://127.0.0.1:${port}/`);
  };
  await reload();
  return {
    page,
    requests,
    reload,
    previewPage: (changes = {}) => ({
      address: 'preview/page/one/post',
      context: {
        postId: 'posts/one.md',
        mediaBase: '../../original/',
        pictures: {},
        posts: [],
        language: 'en',
        ...changes,
      },
      elsewhere: {
        feedAddress: 'preview/page/feed/post',
        title: 'A post',
        description: '',
        url: 'https://example.org/a-post/',
        siteTitle: 'A blog',
        cardTitle: 'A post',
        cardDescription: '',
      },
    }),
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Attributes have no order: `window.tidyHtml` writes an element's content with them sorted. Runs in every page. */
function defineTidyHtml(): void {
  const tidyHtml = (element: Element): string => {
    for (const inner of element.querySelectorAll('*')) {
      const attributes = [...inner.attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
      for (const { name } of attributes) inner.removeAttribute(name);
      for (const attribute of attributes) inner.setAttributeNode(attribute);
    }
    return element.innerHTML;
  };
  Object.assign(window, { tidyHtml });
}

async function bundle(entry: string): Promise<string> {
  const built = await build({
    // From the repository's folder: benchmarks run bundled, somewhere else.
    entryPoints: [path.resolve('test/renderer/preview', entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome130',
  });
  return built.outputFiles[0]?.text ?? '';
}
