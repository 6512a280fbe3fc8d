import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ok } from '../../../common/result.ts';
import { en } from '../../../common/text/en.ts';
import { mediaCommand } from '../../../main/cli/commands/media.ts';
import type { Program } from '../../../main/cli/program.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { createMediaLibrary } from '../../../main/media/media-library.ts';
import { openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { quarters, tellingExif } from '../media/picture-fixtures.ts';

test('names what is missing, unused and badly described, and sweeps', async () => {
  const base = await temporaryFolder();
  const folder = path.join(base, 'blog');
  await mkdir(path.join(folder, 'posts'), { recursive: true });
  await mkdir(path.join(folder, 'media'));
  await writeFile(path.join(folder, 'offprint.yml'), 'title: A\n');
  await writeFile(
    path.join(folder, 'posts/a.md'),
    '---\ntitle: A\n---\n\n![](/media/quay.jpg)\n\n[Slides](/media/gone.pdf)\n',
  );
  await writeFile(
    path.join(folder, 'media/quay.jpg'),
    await quarters(600, 400).withExif(tellingExif).jpeg().toBuffer(),
  );
  await writeFile(path.join(folder, 'media/unused.txt'), 'nobody names me');
  const opened = await openLibrary({
    folder,
    dataFolder: path.join(base, 'data'),
    now: Date.now,
    log: silentLog,
    holder: 'test',
    emit: () => {},
  });
  if (!opened.ok) throw new Error(opened.failure.kind);
  const library = opened.value;
  const media = openMedia({
    folder: library.folder,
    siteDataFolder: library.dataFolder,
    now: Date.now,
    log: silentLog,
  });
  const files = createMediaLibrary(library, media, () => {});
  const program = {
    open: async () => ok({ folder, settings: library.settings() }),
    call: async (name: string, argument: { readonly path: string }) =>
      name === 'media.list' ? ok(await files.list()) : files.receipt(argument.path),
  };
  const run = (options: readonly string[]) =>
    mediaCommand.run(
      {
        folder,
        file: undefined,
        target: undefined,
        words: [],
        text: () => undefined,
        path: () => undefined,
        has: (option) => options.includes(option),
      },
      // Only the calls this command makes are lent.
      {
        text: en.commandLine,
        program: async () => program as unknown as Program,
        note: () => {},
        progress: () => {},
        announce: () => {},
        serve: () => Promise.reject(new Error('not served')),
      },
    );

  const looked = await run([]);
  expect(looked).toMatchObject({ ok: true, value: { exitCode: 1 } });
  const lines = looked.ok ? looked.value.lines.join('\n') : '';
  expect(lines).toContain('1 picture and 1 other file');
  expect(lines).toContain('Missing: media/gone.pdf, named in posts/a.md.');
  expect(lines).toContain('Not used: media/unused.txt');
  expect(lines).toContain('posts/a.md: media/quay.jpg: no alternative text');

  const swept = await run(['sweep']);
  const sweptLines = swept.ok ? swept.value.lines.join('\n') : '';
  expect(sweptLines).toContain('media/quay.jpg: without place, serial numbers, camera, time, names, descriptions;');
  expect(swept).toMatchObject({
    value: { value: { receipts: [{ path: 'media/quay.jpg' }, { path: 'media/unused.txt' }], damaged: [] } },
  });
  await library.close();
  await rm(folder, { recursive: true });
});
