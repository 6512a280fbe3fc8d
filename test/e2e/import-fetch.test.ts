import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { networkAttempts, startLoopback } from '../support/hosts.ts';
import { paintedPng } from '../support/paste.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { answerOf, workshop } from '../support/workshop.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const picture = paintedPng(300, 200);
const cutPicture = paintedPng(200, 300);

/** A post that shows every kind of picture there can be: there, resized, broken off, gone, a page, and on a private network. */
function exportText(): string {
  const names = ['fog.png', 'fog-150x100.png', 'cut.png', 'gone.png', 'page.png'];
  const images = names.map(
    (name) => `<p><img src="http://blog.example/wp-content/uploads/2020/05/${name}" alt="${name}"></p>`,
  );
  const inner = '<p><img src="http://inner.example/wp-content/uploads/2020/05/secret.png" alt="secret"></p>';
  const attachment = (id: number, name: string) =>
    `<item><title>${name}</title><wp:post_id>${id}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>http://blog.example/wp-content/uploads/2020/05/${name}</wp:attachment_url></item>`;
  return `<?xml version="1.0"?><rss><channel><title>Fog</title><wp:base_blog_url>http://blog.example</wp:base_blog_url>
<item><title>Pictures</title><wp:post_id>1</wp:post_id><wp:post_name>pictures</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_date>2020-05-01 10:00:00</wp:post_date><wp:post_date_gmt>2020-05-01 10:00:00</wp:post_date_gmt><content:encoded><![CDATA[${images.join('')}${inner}]]></content:encoded></item>
${attachment(2, 'fog.png')}${attachment(3, 'cut.png')}</channel></rss>`;
}

/** The old blog on this machine, under a name that the host believes to be public. */
async function oldBlog(dataFolder: string) {
  const asked: string[] = [];
  let isOnline = true;
  const server = createServer((request, response) => {
    const range = request.headers.range ?? '';
    asked.push([request.headers.host, request.url, range].filter(Boolean).join(' '));
    const name = path.basename(request.url ?? '');
    const head = { 'content-type': 'image/png', etag: '"1"' };
    if (!isOnline) response.writeHead(404).end();
    else if (name === 'fog.png')
      response.writeHead(200, { ...head, 'content-length': picture.byteLength }).end(picture);
    else if (name === 'page.png') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Not found');
    else if (name !== 'cut.png') response.writeHead(404).end();
    else if (range === '') {
      response.writeHead(200, { ...head, 'content-length': cutPicture.byteLength });
      response.write(cutPicture.subarray(0, 100));
      // Breaks off once that much is on the disk.
      void expect
        .poll(() => partBytes(dataFolder))
        .toBe(100)
        .finally(() => response.destroy());
    } else {
      const from = Number(/\d+/.exec(range)?.[0]);
      const rest = cutPicture.subarray(from);
      response
        .writeHead(206, {
          ...head,
          'content-range': `bytes ${from}-${cutPicture.byteLength - 1}/${cutPicture.byteLength}`,
          'content-length': rest.byteLength,
        })
        .end(rest);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    asked,
    setOnline: (online: boolean) => {
      isOnline = online;
    },
    names: { 'blog.example': { address: '93.184.216.34', port }, 'inner.example': { address: '10.0.0.7', port } },
  };
}

/** How much of the picture that breaks off the host has so far. */
async function partBytes(dataFolder: string): Promise<number> {
  const names = await readdir(dataFolder, { recursive: true });
  const part = names.find((name) => name.endsWith('cut.png.part'));
  return part === undefined ? 0 : (await stat(path.join(dataFolder, part))).size;
}

test('an author sees what is missing, fetches it later in the page, and what cannot come is told with its reason', async () => {
  const folder = await temporaryFolder();
  const { asked, names } = await oldBlog(path.join(folder, 'data'));
  const file = path.join(folder, 'export.xml');
  await writeFile(file, exportText());
  const networkLog = path.join(folder, 'network.log');
  const host = await startLoopback(browser, { dataFolder: path.join(folder, 'data'), networkLog, names });
  const { page } = host;
  await page.getByRole('button', { name: /Move in from another blog/ }).click();
  await page.getByLabel('Export, folder or saved page').fill(file);
  await page.keyboard.press('Enter');
  await page.getByLabel('Folder of the new blog').fill(path.join(folder, 'blog'));
  await page.keyboard.press('Enter');
  await page.getByText('6 pictures and files are missing').waitFor();
  // Nothing left this computer until the author asked for it.
  expect(asked).toEqual([]);

  await page.getByRole('button', { name: 'Fetch them now' }).click();
  await page.getByText('2 pictures and files were fetched').waitFor();
  const missing = page.getByRole('group').filter({ hasText: '3 pictures and files are missing' });
  await missing.getByText('3 pictures and files are missing').click();
  await missing.getByText('gone.png').waitFor();
  const told = await missing.getByRole('listitem').allInnerTexts();
  expect(told.map((line) => line.replace(/\s+/g, ' ')).toSorted()).toEqual([
    'http://blog.example/wp-content/uploads/2020/05/gone.png it is not there any more',
    'http://blog.example/wp-content/uploads/2020/05/page.png it is no picture or file that can be published',
    'http://inner.example/wp-content/uploads/2020/05/secret.png its address is not public',
  ]);
  // What broke off went on where it stopped; what lies on a private network was never asked for; originals are asked for, not copies.
  expect(asked).toContain('blog.example /wp-content/uploads/2020/05/cut.png bytes=100-');
  expect(asked.filter((line) => line.includes('inner.example'))).toEqual([]);
  expect(asked.filter((line) => line.includes('150x100'))).toEqual([]);
  expect(asked.filter((line) => line.endsWith('fog.png'))).toHaveLength(1);

  const post = await readFile(path.join(folder, 'blog/posts/pictures.md'), 'utf8');
  expect(post).toContain('![fog.png](/media/2020/05/fog.png)');
  expect(post).toContain('![fog-150x100.png](/media/2020/05/fog.png)');
  expect(post).toContain('![cut.png](/media/2020/05/cut');
  expect(post).toContain('![gone.png](http://blog.example/');
  expect((await readdir(path.join(folder, 'blog/media/2020/05'))).filter((name) => name.endsWith('.png'))).toHaveLength(
    2,
  );
  expect(await networkAttempts(networkLog)).toEqual([]);
  await host.close();
});

test('the command line fetches with --fetch, and a later run brings what an earlier one could not', async () => {
  const { offprintWith, at } = await workshop();
  const { asked, names, setOnline } = await oldBlog(at('data'));
  await writeFile(at('export.xml'), exportText());
  const environment = {
    NODE_OPTIONS: `--import ${pathToFileURL(path.resolve(import.meta.dirname, '../support/no-network.mjs')).href}`,
    OFFPRINT_NETWORK_NAMES: JSON.stringify(names),
  };
  const without = answerOf(await offprintWith(environment, 'import', 'export.xml', 'blog', '--json')).value;
  expect(without).toMatchObject({ fetched: 0, missingMedia: { length: 6 } });
  expect(asked).toEqual([]);

  setOnline(false);
  const early = answerOf(await offprintWith(environment, 'import', 'export.xml', 'blog', '--fetch', '--json')).value;
  expect(early).toMatchObject({ fetched: 0, missingMedia: { length: 6 } });
  expect(early.missingMedia).toContainEqual(expect.objectContaining({ problem: 'not-found' }));

  setOnline(true);
  const run = await offprintWith(environment, 'import', 'export.xml', 'blog', '--fetch');
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('pictures and files: 2 of 2');
  const later = answerOf(await offprintWith(environment, 'import', 'export.xml', 'blog', '--fetch', '--json')).value;
  expect(later.entries).toMatchObject([{ outcome: 'unchanged' }]);
  expect(await readFile(at('blog/posts/pictures.md'), 'utf8')).toContain('![cut.png](/media/2020/05/cut');
});
