import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openSource } from '../../main/import/open-source.ts';
import { fuzzExports } from '../main/import/fuzz-exports.ts';
import { takingIn } from '../support/import-site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('neither crashes nor hangs on ten thousand damaged exports', async () => {
  const count = await fuzzExports(10_000, 5);
  console.info(
    `damaged exports: ${count.exports}, ${count.crashed} crashed, ${count.hung} hung, ${count.items} items read`,
  );
  expect(count).toMatchObject({ crashed: 0, hung: 0, firstFault: '' });
});

it('brings in an export of 500 MB in bounded memory', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'export.xml');
  const posts = 5_000;
  const out = createWriteStream(file);
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain');
  };
  await write(
    '<?xml version="1.0"?><rss><channel><title>Large</title><wp:base_blog_url>https://large.example</wp:base_blog_url>',
  );
  const paragraph = `<!-- wp:paragraph -->\n<p>${'Salt and rail and fog, and a harbour in the morning. '.repeat(40)}</p>\n<!-- /wp:paragraph -->\n`;
  const words = 'Salt and rail and fog, and a harbour in the morning. '.repeat(41);
  for (let id = 1; id <= posts; id += 1) {
    await write(
      `<item><title>Post ${id}</title><wp:post_id>${id}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>post-${id}</wp:post_name><wp:post_date>2020-01-02 03:04:05</wp:post_date><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt><content:encoded><![CDATA[`,
    );
    await write(paragraph.repeat(2));
    await write(']]></content:encoded>');
    for (let comment = 1; comment <= 46; comment += 1) {
      await write(
        `<wp:comment><wp:comment_id>${id * 100 + comment}</wp:comment_id><wp:comment_author>Ann</wp:comment_author><wp:comment_approved>1</wp:comment_approved><wp:comment_content><![CDATA[${words}]]></wp:comment_content></wp:comment>`,
      );
    }
    await write('</item>');
  }
  out.end('</channel></rss>');
  await once(out, 'close');
  const { size } = await stat(file);
  expect(size).toBeGreaterThan(500_000_000);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const startedMs = performance.now();
  const before = process.memoryUsage().rss;
  const source = await openSource(file);
  if (!source.ok) throw new Error(source.failure.reason);
  const { report } = await takingIn(source.value, folder);
  clearInterval(watch);
  console.info(
    `${Math.round(size / 1e6)} MB, ${posts} posts: ${Math.round((performance.now() - startedMs) / 1000)} s, at most ${Math.round(most / 1e6)} MB resident (${Math.round(before / 1e6)} MB before)`,
  );
  expect(report.entries).toHaveLength(posts);
  expect(most - before).toBeLessThan(512_000_000);
}, 1_800_000);
