import { chmod, chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createLoopbackConnection } from '../../renderer/loopback-connection.ts';
import { type CommandOptions, startServing } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The number that systems give to nobody. */
const nobody = 65_534;

/** A folder with a blog that everybody may write. */
async function sharedBlog() {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'blog/posts'), { recursive: true });
  await writeFile(path.join(folder, 'blog/offprint.yml'), 'title: Ours\n');
  await writeFile(path.join(folder, 'blog/posts/first.md'), 'The first text.\n');
  for (const name of ['', 'blog', 'blog/posts']) await chmod(path.join(folder, name), 0o777);
  return folder;
}

/** Somebody with a home, a runtime and a temporary folder of his own. */
async function person(folder: string, name: string, user?: number): Promise<CommandOptions> {
  const home = path.join(folder, name);
  const places = { HOME: '', XDG_DATA_HOME: 'data', XDG_RUNTIME_DIR: 'run', TMPDIR: 'tmp', OFFPRINT_DATA: 'offprint' };
  const environment = Object.fromEntries(
    Object.entries(places).map(([variable, place]) => [variable, path.join(home, place)]),
  );
  for (const place of Object.values(environment)) {
    await mkdir(place, { recursive: true, mode: 0o700 });
    if (user !== undefined) await chown(place, user, user);
  }
  return { dataFolder: path.join(home, 'offprint'), workingFolder: folder, environment, ...(user && { user }) };
}

/** Two people open the blog; the second is told, reads, and writes when the first has ended, killed. */
async function oneAfterTheOther(folder: string, first: CommandOptions, second: CommandOptions) {
  const writing = await startServing(['blog', '--no-open'], first);
  const reading = await startServing(['blog', '--no-open'], second);
  const url = new URL(reading.address);
  const secret = new URLSearchParams(url.hash.slice(1)).get('key') ?? '';
  const bridge = createLoopbackConnection({ address: `${url.origin}/`, secret, retryDelaysMs: [50] });
  const site = await bridge.call('site.current', undefined);
  const id = 'posts/first.md';
  expect(await bridge.call('drafts.open', { id })).toMatchObject({ ok: true, value: { body: 'The first text.\n' } });
  const edit = { id, sequence: 1, changes: [{ from: 0, to: 3, insert: 'My' }] };
  expect(await bridge.call('drafts.edit', edit)).toMatchObject({ ok: false, failure: { kind: 'read-only' } });
  expect((await readdir(path.join(folder, 'blog'))).sort()).toEqual(['offprint.yml', 'posts']);
  await writing.end('SIGKILL');
  expect(await bridge.call('drafts.edit', edit)).toMatchObject({ ok: true });
  expect(await bridge.call('drafts.save', { id })).toMatchObject({ ok: true, value: { kind: 'saved' } });
  return { site, notes: reading.notes() };
}

test('two programs with homes, runtime and temporary folders of their own are one writer and one reader', async () => {
  const folder = await sharedBlog();
  const { site, notes } = await oneAfterTheOther(folder, await person(folder, 'anna'), await person(folder, 'bert'));
  expect(site).toMatchObject({ ok: true, value: { readOnly: { holder: 'loopback' } } });
  expect(notes).toContain('open in another Offprint (in a browser)');
});

test.runIf(process.getuid?.() === 0)(
  'two users of the system are, too, and the name is said (needs root)',
  async () => {
    for (const [first, second] of [
      [undefined, nobody],
      [nobody, undefined],
    ]) {
      const folder = await sharedBlog();
      const people = [await person(folder, 'anna', first), await person(folder, 'bert', second)] as const;
      const { site } = await oneAfterTheOther(folder, ...people);
      const holder = expect.stringMatching(first === nobody ? /^loopback nobody$/ : /^loopback root$/);
      expect(site).toMatchObject({ ok: true, value: { readOnly: { holder } } });
    }
  },
);
