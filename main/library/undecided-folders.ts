import path from 'node:path';
import type { LayoutQuestion } from '../../common/contract/site.ts';
import type { FileSystem } from '../node/file-system.ts';
import { isPostName, type Layout } from './layout.ts';

/** Where each program lets its author name folders of texts as she likes. */
const roots: Readonly<Partial<Record<Layout['name'], readonly string[]>>> = {
  hugo: ['content'],
  astro: ['src/content', 'src/data'],
  eleventy: ['', 'src', 'content', 'src/content'],
};

/** Folders of programs and finished sites, and those that hold folders of texts themselves. */
const noTexts =
  /^(?:[._].*|node_modules|public|dist|build|out|site|static|assets|images?|img|css|js|layouts?|includes|components|themes?|data|docs|scripts|src|content|drafts|pages)$/i;

/** Fewer texts than this in a folder are pages that stand on their own. */
const fewestTexts = 2;

/** Folders that hold several texts and that nothing says are posts or pages. Only reads. */
export async function undecidedFolders(
  fileSystem: FileSystem,
  siteFolder: string,
  layout: Layout,
): Promise<LayoutQuestion['folders']> {
  const known = new Set(layout.places.filter(({ kind }) => kind === 'post').map(({ folder }) => folder));
  const found: { readonly folder: string; readonly texts: number }[] = [];
  for (const root of roots[layout.name] ?? []) {
    const entries = await fileSystem.list(path.join(siteFolder, root)).catch(() => []);
    for (const { name, kind } of entries) {
      const folder = root === '' ? name : `${root}/${name}`;
      if (kind !== 'folder' || noTexts.test(name) || known.has(folder)) continue;
      const texts = await textsIn(fileSystem, path.join(siteFolder, folder));
      if (texts >= fewestTexts) found.push({ folder, texts });
    }
  }
  return found.sort((a, b) => b.texts - a.texts || (a.folder < b.folder ? -1 : 1));
}

/** Texts directly in a folder, and bundles: folders with an `index.md`. */
async function textsIn(fileSystem: FileSystem, folder: string): Promise<number> {
  const entries = await fileSystem.list(folder).catch(() => []);
  const files = entries.filter(({ name, kind }) => kind === 'file' && isPostName(name) && !/^index\./i.test(name));
  const bundles = await Promise.all(
    entries
      .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.'))
      .map(async ({ name }) => {
        const inside = await fileSystem.list(path.join(folder, name)).catch(() => []);
        return inside.some((entry) => entry.kind === 'file' && /^index\.(?:md|markdown|mdx)$/i.test(entry.name));
      }),
  );
  return files.length + bundles.filter(Boolean).length;
}
