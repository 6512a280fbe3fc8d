import type { MediaUse } from '../../common/contract/media.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import { wordsProblem } from '../../common/media-words.ts';
import type { Library, Post } from '../library/library.ts';
import { findReferences, type MediaReference } from './find-references.ts';

const lanes = 16;

/**
 * Every file that posts and pages name, with each place, newest post first. Drafts count: they will be published. `fileOf`
 * tells the file that an address means.
 */
export async function collectUses(
  library: Library,
  fileOf: (addressed: string) => string,
): Promise<ReadonlyMap<string, readonly MediaUse[]>> {
  const { posts } = await library.list();
  const found: (readonly (readonly [string, MediaUse])[])[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < posts.length; at = next++) {
      const post = await library.read(posts[at]?.id ?? '');
      found[at] = post.ok ? usesOf(post.value) : [];
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const uses = new Map<string, MediaUse[]>();
  for (const [addressed, use] of found.flat()) {
    const path = fileOf(addressed);
    const known = uses.get(path);
    if (known === undefined) uses.set(path, [use]);
    else known.push(use);
  }
  return uses;
}

function usesOf({ summary, body }: Post): readonly (readonly [string, MediaUse])[] {
  const place = { postId: summary.id, title: summary.matter.title };
  const inText = findReferences(body, summary.id).map(
    (reference) => [reference.path, { ...place, ...useOf(reference) }] as const,
  );
  const { cover } = summary.matter;
  const path = cover === undefined ? undefined : localPathOf(cover.src, summary.id);
  if (cover === undefined || path === undefined) return inText;
  const { alt, caption, credit } = cover;
  const words = {
    ...(alt === undefined ? {} : { alt }),
    ...(caption === undefined ? {} : { caption }),
    ...(credit === undefined ? {} : { credit }),
  };
  const problem = wordsProblem(path, alt ?? '', caption);
  return [[path, { ...place, role: 'cover', ...words, ...(problem === undefined ? {} : { problem }) }], ...inText];
}

function useOf({ path, role, line, alt, caption, credit }: MediaReference): Omit<MediaUse, 'postId' | 'title'> {
  const problem = role === 'picture' ? wordsProblem(path, alt ?? '', caption) : undefined;
  return {
    role,
    line: line + 1,
    ...(alt === undefined ? {} : { alt }),
    ...(caption === undefined ? {} : { caption }),
    ...(credit === undefined ? {} : { credit }),
    ...(problem === undefined ? {} : { problem }),
  };
}
