import { createServer } from 'node:http';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openSource } from '../../../main/import/open-source.ts';
import { readMhtml } from '../../../main/import/web-page/read-mhtml.ts';
import { launchChromium } from '../../support/chromium.ts';
import { bringIn, folderOf } from '../../support/old-blog.ts';
import { paintedPng } from '../../support/paste.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const picture = paintedPng(60, 40);
const inline = `data:image/png;base64,${picture.toString('base64')}`;
const article =
  '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Tåke over Bergen – Søre blogg</title><link rel="stylesheet" href="s.css"></head><body><nav>menu</nav><article><h1>Tåke over Bergen</h1><p>It was = “thick”.</p><figure><img src="pics/fog.png" alt="Fog"><figcaption>The fog, photo: Ann</figcaption></figure><p><img src="/pics/round.svg" alt="Round"></p></article><footer>foot</footer></body></html>';

/** The one post that a saved page becomes, and what the import says of it. */
async function postOf(file: string) {
  const { report, read } = await bringIn(file);
  expect(report.kind).toBe('web-page');
  expect(report.entries).toMatchObject([{ status: 'draft' }]);
  return { report, text: await read(report.entries[0]?.file ?? '') };
}

test('a page that Chromium itself saved as MHTML comes over with its words, pictures and address', async () => {
  const server = createServer((request, response) => {
    const type = /\.(\w+)$/.exec(request.url ?? '')?.[1] ?? 'html';
    const answers: Readonly<Record<string, readonly [string, string | Buffer]>> = {
      html: ['text/html; charset=utf-8', article],
      css: ['text/css', 'body{background:url(pics/fog.png)}'],
      png: ['image/png', picture],
      svg: ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'],
    };
    const [kind, content] = answers[type] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': kind }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const bound = server.address();
  const address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}/2020/fog/`;
  const page = await browser.newPage();
  await page.goto(address);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' });
  await page.close();

  const folder = await folderOf({ 'Tåke.mhtml': data });
  const { report, text } = await postOf(path.join(folder, 'Tåke.mhtml'));
  expect(text).toContain('title: Tåke over Bergen\n');
  expect(text).toContain(`source: ${address}`);
  expect(text).toContain('It was = “thick”.');
  expect(text).toMatch(/!\[Fog\]\(\/media\/\d{4}\/\d{2}\/fog\.png "The fog"\)\{credit="photo: Ann"\}/);
  expect(text).toMatch(/!\[Round\]\(\/media\/\d{4}\/\d{2}\/round\.svg\)/);
  expect(text).not.toMatch(/menu|foot|# Tåke/);
  expect(report.missingMedia).toEqual([]);
  expect(report.counts).toContainEqual({ what: 'media', inSource: 2, imported: 2 });
});

test('a page that Chrome or Firefox saved with a folder beside it comes over with its pictures', async () => {
  const saved = article
    .replace('<html', '<!-- saved from url=(0034)https://blog.example/2020/fog/ -->\n<html')
    .replace('pics/fog.png', './Fog_files/fog.png')
    .replace('/pics/round.svg', 'Fog_files/round%20one.png');
  const folder = await folderOf({
    'Fog.html': saved,
    'Fog_files/fog.png': picture,
    'Fog_files/round one.png': undefined,
  });
  const { report, text } = await postOf(path.join(folder, 'Fog.html'));
  expect(text).toContain('source: https://blog.example/2020/fog/');
  expect(text).toMatch(/!\[Fog\]\(\/media\/.*fog\.png "The fog"\)/);
  expect(text).toMatch(/!\[Round\]\(\/media\//);
  expect(report.missingMedia).toEqual([]);
});

test('a page that SingleFile saved comes over with the pictures that stand in it, also those it keeps once in its style', async () => {
  const placeholder = "data:image/svg+xml,<svg width='60' height='40'></svg>";
  const saved = article
    .replace(
      '<html',
      '<html><!--\n Page saved with SingleFile \n url: https://blog.example/2020/fog/ \n saved date: Sun Mar 01 2020\n--',
    )
    .replace('<html><!--', '<!--')
    .replace('saved date: Sun Mar 01 2020\n--', 'saved date: Sun Mar 01 2020\n--><html')
    .replace('</head>', `<style>:root{--sf-img-1: url("${inline}")}</style></head>`)
    .replace('pics/fog.png', inline)
    .replace('src="/pics/round.svg"', `src="${placeholder}" style="background-image: var(--sf-img-1)!important"`);
  const folder = await folderOf({ 'Fog.html': saved });
  const { report, text } = await postOf(path.join(folder, 'Fog.html'));
  expect(text).toContain('source: https://blog.example/2020/fog/');
  expect(text).toMatch(/!\[Fog\]\(\/media\/.*\.png "The fog"\)/);
  expect(text).toMatch(/!\[Round\]\(\/media\/.*\.png\)/);
  expect(text).not.toContain('data:');
  expect(report.counts).toContainEqual({ what: 'media', inSource: 1, imported: 1 });
});

test('a page in an older encoding keeps its letters', async () => {
  const latin = article.replace(
    '<meta charset="utf-8">',
    '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
  );
  const bytes = Buffer.from(latin.replace('“thick”', 'thick').replace('–', '-'), 'latin1');
  const folder = await folderOf({ 'old.html': bytes });
  expect((await postOf(path.join(folder, 'old.html'))).text).toContain('title: Tåke over Bergen\n');
});

test('lazy pictures come from where their page keeps them until they are seen', async () => {
  const lazy = article.replace(
    'src="pics/fog.png"',
    'src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" data-lazy-src="p.png"',
  );
  const folder = await folderOf({ 'lazy.html': lazy, 'p.png': picture });
  expect((await postOf(path.join(folder, 'lazy.html'))).text).toMatch(/!\[Fog\]\(\/media\/.*\.png "The fog"\)/);
});

test.each([
  ['no parts', 'MIME-Version: 1.0\r\n\r\n'],
  ['parts inside parts for ever', `Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n`.repeat(50)],
  ['nothing', ''],
])('MHTML with %s is refused', async (_name, text) => {
  const folder = await folderOf({ 'x.mht': text });
  expect(await openSource(path.join(folder, 'x.mht'))).toMatchObject({
    ok: false,
    failure: { reason: 'not-an-export' },
  });
});

test('MHTML that is cut, folded, or has its page behind its pictures is read as far as it goes', () => {
  const message =
    'From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n\r\n----x\r\nContent-Type: image/png\r\nContent-ID: <a@b>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n----x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/\r\n\r\n<p>T=C3=A5ke =3D fo=\r\ng';
  const saved = readMhtml(Buffer.from(message));
  expect(saved?.page.content.toString()).toBe('<p>Tåke = fog');
  expect(saved?.url).toBe('https://a.example/');
  expect(saved?.parts.get('cid:a@b')?.content).toHaveLength(3);
});
