import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileRole, ManifestFile } from '../../../common/manifest.ts';
import type { Build } from '../../../main/site/site.ts';

/** Writes files, by relative path, below a folder; the smallest honest site is a few of them. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
}

/**
 * A build of exactly the files in a folder. Bytes are copied to a store by hash next to it, as the real one does, so that
 * changing the folder afterwards changes no build. Pages below `2026/` are posts; their title is the text of `<title>`.
 */
export async function buildFromFolder(folder: string, store: string): Promise<Build> {
  const names = await filesBelow(folder);
  const files: ManifestFile[] = [];
  await mkdir(store, { recursive: true });
  for (const name of names.sort()) {
    const content = await readFile(path.join(folder, name));
    const sha256 = createHash('sha256').update(content).digest('hex');
    await writeFile(path.join(store, sha256), content);
    files.push({
      path: name,
      sha256,
      size: content.byteLength,
      role: roleOf(name),
      ...pageOf(name, content.toString()),
    });
  }
  return {
    manifest: { version: 1, files },
    pathOf: (file) => path.join(store, file.sha256),
    lose: (file) => rmSync(path.join(store, file.sha256), { force: true }),
    rendered: [],
    warnings: [],
  };
}

async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(path.join(folder, prefix), { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? filesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
    ),
  );
  return found.flat();
}

function roleOf(name: string): FileRole {
  if (name.endsWith('.xml')) return 'feed';
  if (!name.endsWith('.html')) return 'asset';
  return name.startsWith('2026/') ? 'post' : 'list';
}

function pageOf(name: string, html: string): Pick<ManifestFile, 'page'> {
  if (!name.endsWith('.html')) return {};
  const address = `/${name.replace(/index\.html$/, '')}`;
  const title = /<title>(.*?)<\/title>/.exec(html)?.[1] ?? name;
  const postId = name.startsWith('2026/') ? { postId: `posts/${name.split('/')[1] ?? ''}.md` } : {};
  return { page: { address, title, ...postId } };
}
