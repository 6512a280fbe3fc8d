import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSource } from '../../../main/import/open-source.ts';
import { importWordPress } from '../../../main/import/wordpress/import-wordpress.ts';
import { surveyExport } from '../../../main/import/wordpress/survey-export.ts';
import { takingIn } from '../../support/import-site.ts';
import { paintedPng } from '../../support/paste.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const genuine = path.resolve(import.meta.dirname, '../../fixtures/wordpress/sample-6.1.xml');

async function importInto(folder: string, changes: { uploads?: boolean; isDryRun?: boolean; file?: string } = {}) {
  const survey = await surveyExport(changes.file ?? genuine);
  if (!survey.ok) throw new Error(survey.failure.reason);
  const uploads = path.join(folder, 'uploads');
  if (changes.uploads === true) {
    await mkdir(path.join(uploads, '2026/11'), { recursive: true });
    for (const item of survey.value.index.items.values()) {
      if (item.type === 'attachment') {
        await writeFile(
          path.join(uploads, '2026/11', decodeURIComponent(path.basename(item.attachmentUrl))),
          paintedPng(40, 30),
        );
      }
    }
  }
  const site = path.join(folder, 'site');
  await mkdir(path.join(folder, 'data'), { recursive: true });
  for (const name of ['posts', 'pages', 'comments']) await mkdir(path.join(site, name), { recursive: true });
  const taken: string[] = [];
  const trashed: string[] = [];
  const report = await importWordPress(survey.value, {
    siteFolder: site,
    siteDataFolder: path.join(folder, 'data'),
    permalink: survey.value.settings.permalink,
    timeZone: survey.value.settings.timeZone,
    mediaFolder: changes.uploads === true ? uploads : undefined,
    fetchMedia: undefined,
    isDryRun: changes.isDryRun === true,
    takeIn: async (name) => {
      taken.push(name);
      return `media/2026/11/${name}`;
    },
    trash: async (id) => trashed.push(id) > 0,
    now: () => Date.UTC(2026, 10, 22),
  });
  if (!report.ok) throw new Error(report.failure.kind);
  return { report: report.value, site, taken, trashed, settings: survey.value.settings };
}

const read = (site: string, file: string) => readFile(path.join(site, file), 'utf8');

test('a genuine export comes over with every post, page, comment and category', async () => {
  const { report, site, taken, settings } = await importInto(await temporaryFolder(), { uploads: true });
  expect(settings).toMatchObject({
    title: 'Spike Blog',
    permalink: '/:year/:month/:slug/',
    timeZone: 'UTC',
    url: 'http://127.0.0.1:8080/',
  });
  for (const { what, inSource, imported } of report.counts)
    expect({ what, imported }).toEqual({ what, imported: inSource });
  expect(report.missingMedia).toEqual([]);
  expect(taken).toHaveLength(1);

  const entry = report.entries.find(({ title }) => title.startsWith('Émile'));
  const post = await read(site, entry?.file ?? '');
  expect(post).toMatch(/^---\ntitle: Émile & the "blog" \]\]> test\n/);
  expect(post).toContain('date: 2024-02-29T23:30:00Z');
  expect(post).toContain('  - News & Views/Décembre\n');
  expect(post).toContain('  - two words\n');
  expect(post).toContain('cover:\n  src: /media/2026/11/');
  expect(post).toContain('_yoast_wpseo_title: SEO');
  expect(post).toContain('"Caption")');
  expect(post).toContain('if (a < b) ]]> x');
  expect(post).toContain('<!--more-->');
  const comments = await read(site, `comments/${path.basename(entry?.file ?? '', '.md')}.yml`);
  expect(comments).toMatch(/id: 2\n {2}author: Ann\n {2}url: https:\/\/example.com\n/);
  expect(comments).toMatch(/id: 3\n {2}parent: 2\n/);
});

test("a comment's lines stay lines and its paragraphs stay paragraphs", async () => {
  const { site } = await importInto(await temporaryFolder());
  const comments = await read(site, 'comments/hello-world.yml');
  expect(comments).toContain('Hi, this is a comment.<br>\n');
});

test('what readers could not see stays unpublished', async () => {
  const { report, site } = await importInto(await temporaryFolder());
  const hidden = report.entries.filter(({ sourceStatus }) => !['publish', 'future'].includes(sourceStatus));
  expect(hidden.length).toBeGreaterThan(1);
  for (const { file, status } of hidden) {
    expect(status).toBe('draft');
    expect(await read(site, file)).toContain('\ndraft: true\n');
  }
  expect(report.entries.find(({ title }) => title === 'Future')?.status).toBe('scheduled');
});

test('without the uploads folder every missing picture is listed with the posts that need it', async () => {
  const { report, taken } = await importInto(await temporaryFolder());
  expect(taken).toEqual([]);
  expect(report.missingMedia.length).toBeGreaterThan(0);
  for (const { usedBy } of report.missingMedia) expect(usedBy.length).toBeGreaterThan(0);
});

test('importing again changes nothing, and leaves alone what the author edited or removed', async () => {
  const folder = await temporaryFolder();
  const first = await importInto(folder);
  const [edited, removed] = first.report.entries;
  if (edited === undefined || removed === undefined) throw new Error('The export has fewer than two posts');
  await writeFile(path.join(first.site, edited.file), '---\ntitle: Mine\n---\n\nMy words.\n');
  await rm(path.join(first.site, removed.file));

  const second = await importInto(folder);
  const outcomes = new Map(second.report.entries.map(({ file, outcome }) => [file, outcome]));
  expect(outcomes.get(edited.file)).toBe('kept-edited');
  expect(outcomes.get(removed.file)).toBe('kept-removed');
  expect([...outcomes.values()].filter((outcome) => outcome !== 'unchanged')).toHaveLength(2);
  expect(await read(first.site, edited.file)).toContain('My words.');
});

test('an import that was cut off goes on in the same files, and doubles nothing', async () => {
  const whole = await importInto(await temporaryFolder());
  const folder = await temporaryFolder();
  await importInto(folder);
  // As a kill leaves it: the places of all are known, what was written of them is not.
  const record = path.join(folder, 'data/imports.json');
  const places = JSON.parse(await readFile(record, 'utf8'));
  for (const key of Object.keys(places)) {
    if (key.endsWith(':comments')) delete places[key];
    else places[key].sha256 = '';
  }
  await writeFile(record, JSON.stringify(places));
  const [first] = whole.report.entries;
  await rm(path.join(folder, 'site', first?.file ?? ''));
  const again = await importInto(folder);
  expect(again.report.entries.map(({ file }) => file)).toEqual(whole.report.entries.map(({ file }) => file));
  expect(again.report.entries.filter(({ outcome }) => outcome !== 'unchanged')).toMatchObject([
    { file: first?.file, outcome: 'new' },
  ]);
  expect(again.report.counts).toEqual(whole.report.counts);
});

test('the places of all posts are on the disk before the first of them is written', async () => {
  const folder = await temporaryFolder();
  const record = path.join(folder, 'data/imports.json');
  const survey = await surveyExport(genuine);
  if (!survey.ok) throw new Error(survey.failure.reason);
  let known = '';
  const site = path.join(folder, 'site');
  await mkdir(site);
  await mkdir(path.join(folder, 'data'));
  await importWordPress(survey.value, {
    siteFolder: site,
    siteDataFolder: path.join(folder, 'data'),
    permalink: '/:slug/',
    timeZone: 'UTC',
    mediaFolder: undefined,
    fetchMedia: undefined,
    isDryRun: false,
    takeIn: async () => undefined,
    trash: async () => true,
    now: Date.now,
    isStopped: () => {
      known = readFileSync(record, 'utf8');
      return true;
    },
  });
  expect(Object.keys(JSON.parse(known)).length).toBeGreaterThan(5);
  expect(await readdir(site)).toEqual([]);
});

test('a post changed in the old blog is updated by importing again', async () => {
  const folder = await temporaryFolder();
  await importInto(folder);
  const changed = path.join(folder, 'changed.xml');
  await writeFile(changed, (await readFile(genuine, 'utf8')).replace('classic para one', 'a better paragraph'));
  const { report, site } = await importInto(folder, { file: changed });
  const updated = report.entries.filter(({ outcome }) => outcome === 'updated');
  expect(updated).toHaveLength(1);
  expect(await read(site, updated[0]?.file ?? '')).toContain('a better paragraph');
});

test('a dry run writes nothing and says the same', async () => {
  const folder = await temporaryFolder();
  const dry = await importInto(folder, { isDryRun: true });
  await expect(read(dry.site, dry.report.entries[0]?.file ?? '')).rejects.toThrow('ENOENT');
  const real = await importInto(folder);
  expect(dry.report.entries).toEqual(real.report.entries);
});

test('pictures that stand in a text itself become files, told by their content', async () => {
  const folder = await temporaryFolder();
  const png = `data:image/png;base64,${paintedPng(30, 20).toString('base64')}`;
  const wrapped = png.replace(/(.{76})/g, '$1\n');
  const text = `Before <img src="${wrapped}" alt="A dot"> and <img src='${png}'> and <img src="data:image/png;base64,AAAA" alt="x"> after`;
  const xml = readFileSync(genuine, 'utf8');
  const at = xml.indexOf('<content:encoded><![CDATA[', xml.indexOf('<wp:post_type><![CDATA[post]]>') - 4_000);
  const file = path.join(folder, 'export.xml');
  const start = at + '<content:encoded><![CDATA['.length;
  await writeFile(file, xml.slice(0, start) + text + xml.slice(xml.indexOf(']]></content:encoded>', start)));
  const opened = await openSource(file);
  if (!opened.ok) throw new Error(opened.failure.reason);
  const { report, site } = await takingIn(opened.value, folder);
  const entry = report.entries.find(({ changed }) => changed.some(({ note }) => note === 'embedded-picture'));
  const body = await read(site, entry?.file ?? '');
  const [picture = ''] = /\/media\/[^)]+\.png/.exec(body) ?? [];
  expect(body).toContain(`Before ![A dot](${picture}) and ![](${picture}) and`);
  expect(body).not.toContain(png.slice(0, 60));
  expect(entry?.changed).toEqual([{ note: 'embedded-picture', detail: picture }]);
  expect(entry?.look).toContainEqual({ note: 'missing-media', detail: 'data:image/png;base64,AAAA…' });
  expect((await readFile(path.join(site, picture))).subarray(1, 4).toString()).toBe('PNG');
});
