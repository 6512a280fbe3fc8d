import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PostId } from '../common/post.ts';
import { isPlainObject } from '../common/validate.ts';
import type { Library } from './library/library.ts';

/**
 * Posts that have no page because the author wants it so: drafts, posts for later, and what is in the trash. A post
 * that is missing for any other reason (a folder not synced, a file deleted by accident) is not among them.
 */
export async function removedPosts(library: Library): Promise<readonly PostId[]> {
  const { posts } = await library.list();
  const unpublished = posts.filter(({ status }) => status !== 'published').map(({ id }) => id);
  return [...unpublished, ...(await trashedPosts(path.join(library.dataFolder, 'trash')))];
}

async function trashedPosts(folder: string): Promise<readonly PostId[]> {
  const names = await readdir(folder).catch(() => []);
  const entries = names.filter((name) => name.endsWith('.json')).map((name) => trashedPost(path.join(folder, name)));
  return (await Promise.all(entries)).filter((id) => id !== undefined);
}

/** Undefined for what cannot be read: then its page counts as vanished unasked, and the author is asked. */
async function trashedPost(file: string): Promise<PostId | undefined> {
  try {
    const entry: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isPlainObject(entry) && typeof entry.id === 'string' ? entry.id : undefined;
  } catch {
    return undefined;
  }
}
