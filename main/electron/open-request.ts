import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { OpenSite } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import type { App } from '../app.ts';

/** What came of a path that the system handed over. */
export type OpenOutcome =
  | { readonly kind: 'site' }
  | { readonly kind: 'post'; readonly folder: string; readonly id: PostId }
  | { readonly kind: 'no-blog' };

/**
 * The first path among a program's arguments, made absolute; undefined when there is none. Switches are skipped, and
 * everything the system may put in front of the author's own arguments must have been cut off by the caller.
 */
export function pathArgument(given: readonly string[], workingFolder: string): string | undefined {
  const found = given.find((argument) => argument !== '' && !argument.startsWith('-'));
  return found === undefined ? undefined : path.resolve(workingFolder, found);
}

/**
 * Opens a blog's folder, or the blog that a post's file lies in. A blog that is open already stays as it is; the nearest
 * folder above the file that is a blog is taken. What does not look like a blog is not even tried, as trying closes the one
 * that is open.
 */
export async function openRequested(app: Pick<App, 'call'>, requested: string): Promise<OpenOutcome> {
  const status = await stat(requested).catch(() => undefined);
  if (status?.isDirectory())
    return (await openSite(app, requested)) !== undefined ? { kind: 'site' } : { kind: 'no-blog' };
  if (status === undefined || !/\.(md|markdown)$/i.test(requested)) return { kind: 'no-blog' };
  for (const folder of foldersAbove(requested)) {
    const site = await openSite(app, folder);
    if (site === undefined) continue;
    return { kind: 'post', folder: site.folder, id: path.relative(folder, requested).split(path.sep).join('/') };
  }
  return { kind: 'no-blog' };
}

/** Files that only the folder of a blog has: Offprint's, Hugo's, Jekyll's and Hexo's, Eleventy's, Astro's settings. */
const markers =
  /^(offprint\.yml|hugo\.(toml|ya?ml|json)|config\.toml|_config\.ya?ml|\.eleventy\.js|eleventy\.config\.[cm]?[jt]s|astro\.config\.[cm]?[jt]s)$/;

/** The open site of this folder, opened now if need be. What these calls answer is the contract's. */
async function openSite(app: Pick<App, 'call'>, folder: string): Promise<OpenSite | undefined> {
  const current = await app.call('site.current', undefined);
  const open = current.ok ? (current.value as OpenSite | undefined) : undefined;
  if (open !== undefined && path.relative(open.folder, folder) === '') return open;
  const names = await readdir(folder).catch(() => []);
  if (!names.some((name) => markers.test(name))) return undefined;
  const opened = await app.call('site.open', { folder });
  return opened.ok ? (opened.value as OpenSite) : undefined;
}

function foldersAbove(file: string): readonly string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
