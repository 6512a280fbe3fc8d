import type { PostMatter } from './post.ts';

/**
 * Names under which blog programs keep what Offprint understands, Offprint's own first: it is the one written when a header
 * has none of them. Hugo, Jekyll, Hexo, Eleventy and Astro starters.
 */
export const matterNames: { readonly [Key in keyof PostMatter]-?: readonly [string, ...string[]] } = {
  title: ['title'],
  draft: ['draft'],
  date: ['date', 'pubDate', 'pubDatetime'],
  updated: ['updated', 'lastmod', 'last_modified_at', 'modified', 'updatedDate', 'modDatetime'],
  slug: ['slug'],
  permalink: ['permalink', 'url'],
  description: ['description', 'summary', 'excerpt'],
  categories: ['categories', 'category'],
  tags: ['tags', 'tag'],
  cover: ['cover', 'image', 'featured_image', 'heroImage'],
  aliases: ['aliases', 'redirect_from'],
  author: ['author'],
  language: ['language', 'lang'],
  comments: ['comments'],
  series: ['series'],
  weight: ['weight'],
};

/** Jekyll's way to mark a draft outside its drafts folder: `published: false`. */
export const publishedName = 'published';

/** Names of a cover picture's address inside a `cover` mapping, Offprint's own first. */
export const coverSourceNames = ['src', 'image', 'url', 'path'] as const;

/** The name a header uses for a key; undefined when it has none of them. */
export function nameIn(plain: Readonly<Record<string, unknown>>, key: keyof PostMatter): string | undefined {
  return matterNames[key].find((name) => Object.hasOwn(plain, name));
}
