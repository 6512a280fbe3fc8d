import type { MatterChanges, PostMatter } from '../../common/post.ts';

/** Front matter with changes made: null takes a key out, and keys that every post has fall back to nothing. */
export function changedMatter(matter: PostMatter, changes: MatterChanges): PostMatter {
  const kept: Record<string, unknown> = { ...matter };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    if (value === null) delete kept[key];
    else kept[key] = value;
  }
  // Every key comes from one of two typed objects, and the required ones are filled in here.
  return { title: '', draft: false, categories: [], tags: [], aliases: [], ...kept } as PostMatter;
}
