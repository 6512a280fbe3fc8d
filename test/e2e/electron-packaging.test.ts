import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { call } from '../standin/author.ts';
import { launchElectronApp } from '../standin/launch.ts';
import { makeLookAlike } from '../standin/look-alike.ts';
import { removeFolder } from '../support/temporary-folder.ts';

const program = process.env.OFFPRINT_PROGRAM ?? process.cwd();
let folder: string;
let packed: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'offprint-packing-'));
  const distribution = path.join(folder, 'electron');
  await makeLookAlike(distribution, manifest.devDependencies.electron);
  const output = path.join(folder, 'dist');
  const builder = path.join(process.cwd(), 'node_modules/electron-builder/cli.js');
  const settings = [`electronDist=${distribution}`, `directories.output=${output}`].map((setting) => `-c.${setting}`);
  await promisify(execFile)(process.execPath, [builder, '--linux', '--dir', '--x64', ...settings], { cwd: program });
  packed = path.join(output, 'linux-unpacked');
});

afterAll(() => removeFolder(folder));

/** States of a fuse in the binary. */
const [off, on] = [...Buffer.from('01')];

/** What may be in the archive; everything else was packed by mistake. */
const allowed = [
  /^\/package\.json$/,
  /^\/out\/electron\/main\.mjs$/,
  /^\/out\/preload\.cjs$/,
  /^\/out\/renderer\/(index\.html|assets\/[\w.-]+\.(js|css|woff2|svg|png|wasm))$/,
  /^\/out\/shipped\/(themes|sample)\/.+$/,
  /^\/out\/shipped\/((site-worker|picture-process)\.mjs|site-worker\.cjs|notices\.md)$/,
  /^\/node_modules\/(detect-libc|node-sqlite3-wasm|semver|sharp|tslib|@emnapi\/runtime|@img\/(colour|sharp-wasm32))\/.+$/,
];

/** What is never packed, wherever it lies. */
const never = /\.(ts|tsx|cts|map|tsbuildinfo)$|\/(test|tests|docs|scripts|\.git|\.ci)\/|electron-builder|\.env$/;

function packedByMistake(files: readonly string[]): readonly string[] {
  return files.filter((file) => never.test(file) || !allowed.some((pattern) => pattern.test(file)));
}

function archivedFiles(): readonly string[] {
  const entries = listPackage(path.join(packed, 'resources/app.asar'), { isPack: false });
  // A folder is an entry too: one that other entries lie in.
  return entries.filter((entry) => !entries.some((other) => other.startsWith(`${entry}/`)));
}

/** Everything that was packed, as plain files. */
function unpacked(): string {
  const place = path.join(folder, 'unpacked');
  if (!existsSync(place)) extractAll(path.join(packed, 'resources/app.asar'), place);
  return place;
}

describe.runIf(process.platform === 'linux')('the packed program', () => {
  test('holds what runs and nothing else', () => {
    const files = archivedFiles();
    expect(packedByMistake(files)).toEqual([]);
    for (const needed of [
      '/package.json',
      '/out/electron/main.mjs',
      '/out/preload.cjs',
      '/out/renderer/index.html',
      '/out/shipped/sample/offprint.yml',
      '/out/shipped/site-worker.mjs',
      '/out/shipped/site-worker.cjs',
      '/out/shipped/picture-process.mjs',
      '/out/shipped/notices.md',
      '/node_modules/sharp/package.json',
      '/node_modules/@img/sharp-wasm32/package.json',
      '/node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm',
    ]) {
      expect(files).toContain(needed);
    }
  });

  test.each([
    '/main/app.ts',
    '/test/main/app.test.ts',
    '/out/electron/main.mjs.map',
    '/node_modules/vite/index.js',
    '/node_modules/@img/sharp-linux-x64/package.json',
    '/.env',
  ])('would be found out if it held %s', (planted) => {
    expect(packedByMistake([...archivedFiles(), planted])).toEqual([planted]);
  });

  test('keeps outside the archive what cannot run or be copied from inside', async () => {
    const outside = path.join(packed, 'resources/app.asar.unpacked');
    expect(await readdir(path.join(outside, 'out'))).toEqual(['shipped']);
    const beside = ['@emnapi', '@img', 'detect-libc', 'semver', 'sharp', 'tslib'];
    expect((await readdir(path.join(outside, 'node_modules'))).toSorted()).toEqual(beside);
  });

  test('has every fuse set for a program that is only itself', async () => {
    const fuses = await getCurrentFuseWire(path.join(packed, manifest.name));
    expect(fuses).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    });
    const untouched = await getCurrentFuseWire(path.join(folder, 'electron/electron'));
    expect(untouched).toMatchObject({ [FuseV1Options.RunAsNode]: on });
  });

  test('makes pictures smaller with what was packed alone', async () => {
    const script = path.join(unpacked(), 'smaller.mjs');
    const code = `import sharp from 'sharp';
const made = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#12565f' } }).png().toBuffer();
const { info } = await sharp(made).resize(32).webp().toBuffer({ resolveWithObject: true });
console.log(info.format, info.width, info.height, 'emscripten' in sharp.versions);`;
    await writeFile(script, code);
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout).toBe('webp 32 24 true\n');
  });

  test('starts the process for pictures outside the archive, with all it loads', async () => {
    const script = path.join(packed, 'resources/app.asar.unpacked/out/shipped/picture-process.mjs');
    const child = fork(script, { serialization: 'advanced', execArgv: [] });
    const [said] = await once(child, 'message');
    child.kill();
    expect(said).toEqual({ said: 'ready', hasEngine: true });
  });

  test('starts from what was packed alone, and opens the sample blog', async () => {
    const run = await launchElectronApp({ program: unpacked() });
    try {
      expect(await call(run, 'site.openSample')).toMatchObject({ ok: true });
      expect(await call(run, 'posts.list')).toMatchObject({ ok: true, value: { unreadable: [] } });
    } finally {
      await run.done();
    }
  });
});
