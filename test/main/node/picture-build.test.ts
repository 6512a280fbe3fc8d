import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { pictureBuild } from '../../../main/node/picture-build.ts';
import manifest from '../../../package.json' with { type: 'json' };
import lock from '../../../package-lock.json' with { type: 'json' };

it('puts WebAssembly in the place of every native build for Linux, and of nothing else', () => {
  for (const native of ['linux-x64', 'linux-arm64', 'linuxmusl-x64']) {
    expect(pictureBuild(`@img/sharp-${native}/sharp.node`)).toBe('@img/sharp-wasm32/sharp.node');
  }
  for (const other of [
    'sharp',
    '@img/sharp-darwin-arm64/sharp.node',
    '@img/sharp-win32-x64/sharp.node',
    '@img/colour',
  ]) {
    expect(pictureBuild(other)).toBe(other);
  }
});

it('is of the same version as sharp itself', () => {
  expect(manifest.dependencies['@img/sharp-wasm32']).toBe(manifest.dependencies.sharp);
});

it('lies outside the archive with all it loads, as the process for pictures does', async () => {
  const configuration: unknown = parse(
    await readFile(path.resolve(import.meta.dirname, '../../../electron-builder.yml'), 'utf8'),
  );
  const packages = lock.packages as Readonly<
    Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>
  >;
  const needed = new Set(['sharp', '@img/sharp-wasm32']);
  for (const name of needed) {
    for (const dependency of Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {})) needed.add(dependency);
  }
  expect(needed.size).toBeGreaterThan(3);
  const folders = [...needed].map((name) => `node_modules/${name.replace(/^(@[^/]+)\/.*/, '$1')}/**`);
  expect(configuration).toMatchObject({ asarUnpack: expect.arrayContaining(folders) });
});
