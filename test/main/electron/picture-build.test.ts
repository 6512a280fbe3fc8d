import { expect, it } from 'vitest';
import { pictureBuild } from '../../../main/electron/picture-build.ts';
import manifest from '../../../package.json' with { type: 'json' };

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
