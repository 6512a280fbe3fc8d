import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSource } from '../../main/import/open-source.ts';
import { takingIn } from './import-site.ts';
import { paintedPng } from './paste.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Writes files by their paths; a value of undefined is a small picture. */
export async function folderOf(files: Readonly<Record<string, string | Buffer | undefined>>): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'old-blog');
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content ?? paintedPng(20, 10));
  }
  return folder;
}

/** Brings what lies there into a new site. */
export async function bringIn(place: string) {
  const source = await openSource(place);
  if (!source.ok) throw new Error(JSON.stringify(source.failure));
  const { report, site } = await takingIn(source.value);
  const read = (file: string) => readFile(path.join(site, file), 'utf8');
  const settings = await read('offprint.yml');
  return { source: source.value, report, read, settings };
}
