import { createHash } from 'node:crypto';
import type { SiteFiles } from './open-desk.ts';

/** Posts that the site shows at any time. */
const shownPosts = 5;

/**
 * Version `number` of a small blog that is all change: a post and a tag come with each version and one goes, neighbours
 * link to each other, every page wears a style sheet with the hash in its name, and each post has a picture.
 */
export function rollingSite(number: number): SiteFiles {
  const style = `body { margin: ${number}px } /* ${'x'.repeat(3_000)} */`;
  const styleName = `assets/style.${hash(style)}.css`;
  const shown = Array.from({ length: shownPosts }, (_, index) => number + index);
  const files: Record<string, string> = { [styleName]: style };
  for (const post of shown) {
    const picture = `picture of ${post} ${'p'.repeat(10_000)}`;
    const pictureName = `media/photo.${hash(picture)}.jpg`;
    files[pictureName] = picture;
    const neighbours = [post - 1, post + 1].filter((other) => shown.includes(other));
    files[`2026/post-${post}/index.html`] = page(`Post ${post}`, styleName, [
      `<img src="/${pictureName}">`,
      ...neighbours.map((other) => `<a href="/2026/post-${other}/">neighbour</a>`),
      `<a href="/tags/tag-${post}/">tag</a><a href="/">home</a>`,
    ]);
    files[`tags/tag-${post}/index.html`] = page(`Tag ${post}`, styleName, [`<a href="/2026/post-${post}/">post</a>`]);
  }
  files['index.html'] = page('Home', styleName, [
    ...shown.map((post) => `<a href="/2026/post-${post}/">Post ${post}</a>`),
    '<a href="/feed.xml">feed</a>',
  ]);
  files['feed.xml'] = `<feed>${shown.map((post) => `<link href="/2026/post-${post}/"/>`).join('')}</feed>`;
  return files;
}

/** Posts that are gone in version `number` and were there before, by id. */
export function goneBefore(number: number): readonly string[] {
  return Array.from({ length: number }, (_, index) => `posts/post-${index}.md`);
}

/**
 * What a reader would meet: pages that lead nowhere, pictures and styles that are missing, files that are neither of the
 * versions they can be. Empty when the site is whole. A site that is not there yet is whole.
 */
export function brokenParts(site: SiteFiles, versions: readonly SiteFiles[]): readonly string[] {
  const broken = Object.entries(site)
    .filter(([path, content]) => !versions.some((version) => version[path] === content))
    .map(([path]) => `${path} is no version of itself`);
  if (site['index.html'] === undefined) {
    return versions.every((version) => version['index.html'] !== undefined) && versions.length > 1
      ? [...broken, 'the home page is gone']
      : broken;
  }
  const seen = new Set(['index.html']);
  for (const path of seen) {
    for (const [, address = ''] of (site[path] ?? '').matchAll(/(?:href|src)="\/([^"]*)"/g)) {
      const target = address === '' || address.endsWith('/') ? `${address}index.html` : address;
      if (site[target] === undefined) broken.push(`${path} leads to ${target}`);
      else seen.add(target);
    }
  }
  return broken;
}

function page(title: string, style: string, body: readonly string[]): string {
  const text = `Words about ${title}. `.repeat(60);
  return `<title>${title}</title><link rel="stylesheet" href="/${style}">${body.join('')}<p>${text}</p><a href="/">home</a>`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
