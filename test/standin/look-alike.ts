import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPackage } from '@electron/asar';

/** Marks the place of the fuses in Electron's binary; from @electron/fuses. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 8;

const dataFiles = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome_100_percent.pak',
  'resources.pak',
  'icudtl.dat',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'chrome-sandbox',
  'libffmpeg.so',
];

/**
 * Makes a folder that looks like Electron's distribution for Linux, so that packing can be tested where the real one is not
 * to be had: a real program as the binary, with the place for fuses at its end, all switched on. It runs nothing.
 */
export async function makeLookAlike(folder: string, version: string): Promise<void> {
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  await mkdir(path.join(folder, 'resources'));
  const binary = path.join(folder, 'electron');
  await copyFile('/bin/true', binary);
  const fuses = Buffer.from([1, fuseCount, ...Buffer.from('1'.repeat(fuseCount))]);
  await writeFile(binary, Buffer.concat([await readFile(binary), Buffer.from(fuseSentinel), fuses]));
  await writeFile(path.join(folder, 'version'), `${version} look-alike`);
  for (const name of dataFiles) await writeFile(path.join(folder, name), name);
  for (const language of ['en-GB', 'en-US', 'de', 'fr'])
    await writeFile(path.join(folder, 'locales', `${language}.pak`), language);
  const defaultApp = path.join(folder, 'resources', 'default_app');
  await mkdir(defaultApp);
  await writeFile(path.join(defaultApp, 'main.js'), '');
  await createPackage(defaultApp, `${defaultApp}.asar`);
}
