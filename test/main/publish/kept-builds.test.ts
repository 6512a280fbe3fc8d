import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SiteSettings } from '../../../common/site-settings.ts';
import { openKeptBuilds } from '../../../main/publish/kept-builds.ts';
import { manifestDifferences } from '../../../main/publish/manifest-differences.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Desk, openDesk } from './open-desk.ts';
import { settingsWith } from './settings-with.ts';

/** A site of which each version has a picture of its own of 400 kB. */
function version(number: number) {
  return {
    'index.html': `<title>Home ${number}</title>`,
    [`picture-${number}.png`]: `${number}`.repeat(400_000),
    '2026/train/index.html': '<title>On the train</title>',
  };
}

async function deskWithRoom(undoMegabytes: number): Promise<Desk> {
  return openDesk([], undefined, { settings: (): SiteSettings => ({ ...settingsWith([]), undoMegabytes }) });
}

async function publishFive(desk: Desk): Promise<readonly boolean[]> {
  for (const number of [1, 2, 3, 4, 5]) await desk.publishOk(version(number));
  await desk.publisher.close();
  return (await desk.publisher.history()).map(({ canPutBack }) => canPutBack);
}

test('keeps as many earlier builds as there is room for, the latest first', async () => {
  expect(await publishFive(await deskWithRoom(1))).toEqual([true, true, false, false, false]);
});

test('never drops the build that is live, however large it is', async () => {
  const desk = await deskWithRoom(0);
  expect(await publishFive(desk)).toEqual([true, false, false, false, false]);
  const [live] = await desk.publisher.history();
  expect(await desk.publisher.undo(live?.id ?? '')).toMatchObject({ ok: true });
});

test('never drops a build that waits to go out, or the live one of another place', async () => {
  const folder = await temporaryFolder();
  const targets = [
    { name: 'Live', kind: 'folder', path: path.join(folder, 'live') },
    { name: 'Away', kind: 's3', endpoint: 'http://127.0.0.1:9', bucket: 'blog', keyId: 'AK' },
  ] as const;
  const settings = () => ({ ...settingsWith(targets), undoMegabytes: 0 });
  const desk = await openDesk(targets, () => 'secret', { settings });
  expect(await desk.publish(version(9), { target: 'Away' })).toMatchObject({ failure: { isQueued: true } });
  for (const number of [1, 2, 3, 4, 5]) await desk.publishOk(version(number));
  await desk.publisher.close();
  const waiting = await desk.reopen().outbox();
  expect(waiting).toMatchObject([{ target: 'Away' }]);
  const builds = openKeptBuilds(path.join(desk.siteDataFolder, 'publish', 'builds'));
  expect(await builds.names()).toHaveLength(2);
});

test('a list of files that was kept as a change from another is read back whole, also after a restart', async () => {
  const desk = await openDesk();
  const folder = await temporaryFolder();
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}/index.html`, `page ${index}`]));
  const first = await desk.build(many);
  const { '7/index.html': _, ...rest } = many;
  const second = await desk.build({ ...rest, '3/index.html': 'changed', 'new.txt': 'new' });
  const builds = openKeptBuilds(folder);
  const names = [await builds.keep(first), await builds.keep(second)].map((kept) => (kept.ok ? kept.value : ''));
  const again = openKeptBuilds(folder);
  expect((await again.open(names[1] ?? ''))?.manifest).toEqual(second.manifest);
  expect((await again.open(names[0] ?? ''))?.manifest).toEqual(first.manifest);
  await again.prune({ always: [names[1] ?? ''], asFits: [], maxBytes: 0 });
  expect((await openKeptBuilds(folder).open(names[1] ?? ''))?.manifest).toEqual(second.manifest);
});

test('tells two lists of files apart in one walk, whatever their order', async () => {
  const desk = await openDesk();
  onTestFinished(() => desk.publisher.close());
  const before = (await desk.build({ 'a.txt': '1', 'b.txt': '1', 'c.txt': '1' })).manifest.files;
  const after = (await desk.build({ 'b.txt': '2', 'c.txt': '1', 'd.txt': '1' })).manifest.files;
  const paths = (files: typeof before) =>
    manifestDifferences(files, after).map((one) => [one.before?.path, one.after?.path]);
  const expected = [
    ['a.txt', undefined],
    ['b.txt', 'b.txt'],
    [undefined, 'd.txt'],
  ];
  expect(paths(before)).toEqual(expected);
  expect(paths([...before].reverse())).toEqual(expected);
  expect(manifestDifferences(after, after)).toEqual([]);
});
