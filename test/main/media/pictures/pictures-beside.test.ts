import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadSharp } from '../../../../main/media/picture-engine.ts';
import { picturesHere } from '../../../../main/media/pictures/picture-work.ts';
import { type PicturesBesideParts, picturesBeside } from '../../../../main/media/pictures/pictures-beside.ts';
import { silentLog } from '../../../../main/node/log.ts';
import { forkSideProcess } from '../../../../main/node/side-process.ts';
import { bundleScript } from '../../../support/bundle-script.ts';
import { isRunning } from '../../../support/is-running.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { projectRoot } from '../../../support/test-ports.ts';
import { mediaFolder } from '../media-folder.ts';
import { animation, photo } from '../picture-fixtures.ts';

const realScript = path.join(projectRoot, 'out/test/media/picture-process.mjs');

beforeAll(() => bundleScript('main/media/pictures/picture-process.ts', realScript, { external: ['sharp'] }));

/** Work in a process that runs `script`; `starts` counts how often it was started. */
function beside(script: string, more: Partial<PicturesBesideParts> = {}) {
  const start = vi.fn(() => forkSideProcess(script));
  const here = picturesHere(() => loadSharp(silentLog));
  const pictures = picturesBeside({ start, here, log: silentLog, ...more });
  onTestFinished(() => pictures.close());
  return { pictures, start };
}

/**
 * A process that answers every request with its own number of the system, but dies when a picture is called so, and never
 * answers about one that is called `endless`.
 */
async function odd(): Promise<string> {
  const script = path.join(await temporaryFolder(), 'odd.mjs');
  await writeFile(
    script,
    `import os from 'node:os';
    process.on('message', ({ number, asked }) => {
      if (asked.file === 'deadly') process.kill(process.pid, 'SIGSEGV');
      const answer = { pid: process.pid, priority: os.getPriority(), arenas: process.env.MALLOC_ARENA_MAX };
      if (asked.file !== 'endless') setTimeout(() => process.send({ said: 'done', number, answer }), 50);
    });
    process.on('disconnect', () => process.exit());
    process.send({ said: 'ready', hasEngine: true });`,
  );
  return script;
}

const asked = (file: string) => ({ file, type: 'image/jpeg' });

describe('the process for pictures', () => {
  test('makes byte for byte what is made without it', async () => {
    const bytes = await (await photo(900, 600)).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const one = await mediaFolder();
    const other = await mediaFolder({ startPictures: () => forkSideProcess(realScript) });
    for (const { put } of [one, other]) await put('media/a.jpg', bytes);
    await other.put('media/b.webp', await animation('webp'));
    const [here, there] = [await one.media.published('media/a.jpg'), await other.media.published('media/a.jpg')];
    const facts = (published: typeof here) => published?.files.map(({ type, width, sha256 }) => [type, width, sha256]);
    expect(facts(there)).toEqual(facts(here));
    expect((await other.media.published('media/b.webp'))?.files).toHaveLength(1);
    expect((await other.media.glance('media/a.jpg', 360))?.type).toMatch(/^image\//);
    const card = { title: 'On the quay', siteTitle: 'Slow harbours' };
    const cardFontsFolder = path.join(projectRoot, 'themes/fonts');
    expect(await other.reopen({ cardFontsFolder }).card(card)).toMatchObject({ type: 'image/jpeg', width: 1_200 });
  });

  test('is not started for pictures that are made, nor for other files', async () => {
    const { put, media, reopen } = await mediaFolder();
    await put('media/a.jpg', await (await photo(600, 400)).jpeg().toBuffer());
    await put('media/notes.txt', Buffer.from('Notes.'));
    await media.published('media/a.jpg');
    await media.close();
    const start = vi.fn(() => forkSideProcess(realScript));
    const again = reopen({ startPictures: start });
    for (const file of ['media/a.jpg', 'media/notes.txt']) {
      expect((await again.published(file))?.files.length).toBeGreaterThan(0);
      await again.outline(file);
    }
    expect(start).not.toHaveBeenCalled();
  });

  test('gives way to everything else and keeps its memory together', async () => {
    const { pictures } = beside(await odd());
    const answer = await pictures.run('inspect', asked('any'));
    expect(answer).toMatchObject({ priority: os.constants.priority.PRIORITY_BELOW_NORMAL, arenas: '2' });
  });

  test('may die over a picture: only that one is refused, the others are made', async () => {
    const { pictures, start } = beside(await odd());
    const files = ['one', 'two', 'deadly', 'three', 'four'];
    const outcomes = await Promise.allSettled(files.map((file) => pictures.run('inspect', asked(file))));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(start.mock.calls.length, 'the control: it did die, and was started anew').toBeGreaterThan(1);
    await expect(pictures.run('inspect', asked('five'))).resolves.toBeDefined();
  });

  test('that dies at the author’s picture refuses it, and the program goes on', async () => {
    const script = await odd();
    const { reopen } = await mediaFolder();
    const bytes = await (await photo(600, 400)).jpeg().toBuffer();
    const deadly = path.join(path.dirname(script), 'always-dies.mjs');
    await writeFile(
      deadly,
      `process.on('message', () => process.abort()); process.send({ said: 'ready', hasEngine: true });`,
    );
    const broken = reopen({ startPictures: () => forkSideProcess(deadly) });
    expect(await broken.takeContent('a.jpg', bytes)).toMatchObject({ ok: false, failure: { reason: 'damaged' } });
    const whole = reopen({ startPictures: () => forkSideProcess(realScript) });
    expect(await whole.takeContent('a.jpg', bytes)).toMatchObject({ ok: true });
  });

  test('is ended over a picture that takes too long', async () => {
    const { pictures } = beside(await odd(), { patienceMs: 2_000 });
    await expect(pictures.run('inspect', asked('endless'))).rejects.toThrow('SIG');
    await expect(pictures.run('inspect', asked('next'))).resolves.toBeDefined();
  });

  test('ends when nothing is to be done, and starts again', async () => {
    const { pictures, start } = beside(await odd(), { idleMs: 20 });
    const first = await pictures.run('inspect', asked('one'));
    const { pid } = first as unknown as { readonly pid: number };
    await expect.poll(() => isRunning(pid)).toBe(false);
    await expect(pictures.run('inspect', asked('two'))).resolves.not.toMatchObject({ pid });
    expect(start.mock.calls.length).toBeGreaterThan(1);
  });

  test('does without it where it cannot be started', async () => {
    const missing = path.join(await temporaryFolder(), 'none.mjs');
    const { pictures, start } = beside(missing);
    const file = path.join(await temporaryFolder(), 'a.jpg');
    await writeFile(file, await (await photo(600, 400)).jpeg().toBuffer());
    expect(await pictures.isThere()).toBe(true);
    expect(await pictures.run('inspect', asked(file))).toEqual({ width: 600, height: 400 });
    expect(start).toHaveBeenCalledTimes(1);
  });

  test('is not waited for when the blog is closed', async () => {
    const { pictures } = beside(await odd());
    const endless = pictures.run('inspect', asked('endless'));
    const refused = expect(endless).rejects.toThrow();
    await pictures.run('inspect', asked('other'));
    await pictures.close();
    await refused;
    await expect(pictures.run('inspect', asked('late'))).rejects.toThrow('closed');
  });

  test('ends with the program, also when that is killed', async () => {
    const folder = await temporaryFolder();
    const program = path.join(folder, 'program.mjs');
    await writeFile(
      program,
      `import { fork } from 'node:child_process';
      const child = fork(${JSON.stringify(realScript)}, { serialization: 'advanced' });
      child.once('message', () => process.stdout.write(String(child.pid)));
      setInterval(() => {}, 1000);`,
    );
    const running = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = await new Promise<number>((resolve) => {
      running.stdout.once('data', (printed: Buffer) => resolve(Number(printed.toString())));
    });
    expect(isRunning(pid)).toBe(true);
    running.kill('SIGKILL');
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});
