import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openSource } from '../../../main/import/open-source.ts';
import { readExport } from '../../../main/import/wordpress/read-export.ts';
import { takingIn } from '../../support/import-site.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { zipOf } from '../../support/zip.ts';

const genuine = path.resolve(import.meta.dirname, '../../fixtures/wordpress/sample-6.1.xml');

async function archive(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'download');
  await mkdir(folder);
  const file = path.join(folder, 'blog.wordpress.zip');
  await writeFile(file, zipOf(files));
  return file;
}

/** The genuine export as WordPress.com cuts it: the same blog in each part, its items dealt out. */
async function inParts(): Promise<readonly [string, string]> {
  const xml = await readFile(genuine, 'utf8');
  const [first, last] = [xml.indexOf('<item>'), xml.lastIndexOf('</item>') + '</item>'.length];
  const items = xml.slice(first, last).split(/(?<=<\/item>)/);
  const half = Math.ceil(items.length / 2);
  const part = (some: readonly string[]) => xml.slice(0, first) + some.join('') + xml.slice(last);
  return [part(items.slice(0, half)), part(items.slice(half))];
}

async function summary(file: string) {
  const source = await openSource(file);
  if (!source.ok) throw new Error(JSON.stringify(source.failure));
  const { report } = await takingIn(source.value);
  return { counts: report.counts, files: report.entries.map(({ file, outcome }) => `${file} ${outcome}`).sort() };
}

test('an archive of one export comes over as the export itself does', async () => {
  const zip = await archive({ 'blog.wordpress.2026-11-22.000.xml': await readFile(genuine, 'utf8') });
  expect(await summary(zip)).toEqual(await summary(genuine));
});

test('an export in several parts is one blog, in the order of its parts', async () => {
  const [one, other] = await inParts();
  const zip = await archive({
    '__MACOSX/._blog.010.xml': 'no XML at all',
    'blog.010.xml': other,
    'blog.2.xml': one,
    'notes.txt': 'nothing',
  });
  expect(await summary(zip)).toEqual(await summary(genuine));
});

test('names in an archive are never places: one that leads out is not read, and nothing is unpacked to the disk', async () => {
  const xml = await readFile(genuine, 'utf8');
  const leading = await archive({ '../../evil.xml': xml });
  expect(await openSource(leading)).toMatchObject({ ok: false, failure: { reason: 'not-an-export' } });
  const absolute = await archive({ '/tmp/offprint-evil.xml': xml });
  expect((await summary(absolute)).files.length).toBeGreaterThan(3);
  expect(existsSync(path.resolve(path.dirname(leading), '../../evil.xml'))).toBe(false);
  expect(existsSync('/tmp/offprint-evil.xml')).toBe(false);
});

test('what packs better than any export does is refused, as an archive and as gzip', async () => {
  const bomb = Buffer.concat([
    Buffer.from('<rss><channel><item><content:encoded>'),
    Buffer.alloc(80 * 1024 * 1024, 'a'),
    Buffer.from('</content:encoded></item></channel></rss>'),
  ]);
  const zip = await archive({ 'bomb.xml': bomb });
  expect(await openSource(zip)).toMatchObject({ ok: false, failure: { kind: 'import-refused', reason: 'too-large' } });
  const packed = path.join(path.dirname(zip), 'bomb.xml.gz');
  await writeFile(packed, gzipSync(bomb));
  expect(await openSource(packed)).toMatchObject({ ok: false, failure: { reason: 'too-large' } });
  const plain = path.join(path.dirname(zip), 'bomb.xml');
  await writeFile(plain, bomb);
  // One item of eighty megabytes, not packed at all.
  expect(await openSource(plain)).toMatchObject({ ok: false, failure: { reason: 'too-large' } });
});

test('a cut archive, an empty one and one without an export are refused with a reason', async () => {
  const whole = zipOf({ 'a.xml': await readFile(genuine, 'utf8') });
  const place = path.join(await temporaryFolder(), 'x.zip');
  for (const [content, reason] of [
    [whole.subarray(0, whole.byteLength - 30), 'not-an-export'],
    [zipOf({}), 'not-an-export'],
    [zipOf({ 'a.txt': 'words' }), 'not-an-export'],
    [zipOf({ 'a.xml': '<html>no export</html>' }), 'not-an-export'],
  ] as const) {
    await writeFile(place, content);
    expect(await openSource(place)).toMatchObject({ ok: false, failure: { kind: 'import-refused', reason } });
  }
  const damaged = Buffer.from(whole);
  damaged.fill(0xff, 200, 400);
  await writeFile(place, damaged);
  expect(await readExport(place, () => undefined)).toMatchObject({ ok: false, failure: { kind: 'import-refused' } });
});
