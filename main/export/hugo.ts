import { parse as parseYaml } from 'yaml';
import type { LeavingBlog, LeavingPost } from './gather-blog.ts';
import { hugoLayouts } from './hugo-layouts.ts';
import { fileFor, type LeavingFile, pagePath, redirectHtml, sharedKeys, withHeader, yamlText } from './leaving-file.ts';
import { picturesOf, replacePictures } from './pictures.ts';

/** A folder that Hugo builds: content, comments as data, former addresses as aliases, a small layout to begin with. */
export function* hugoFiles(blog: LeavingBlog): Generator<LeavingFile> {
  const { settings, posts, redirects } = blog;
  yield {
    path: 'hugo.yaml',
    content: yamlText({
      baseURL: settings.url,
      title: settings.title,
      languageCode: settings.language,
      timezone: settings.timeZone,
      params: { tagline: settings.tagline, author: settings.author },
      permalinks: { posts: settings.permalink },
      markup: { goldmark: { renderer: { unsafe: true } } },
      menu: { main: settings.menu.map(({ label, url }, index) => ({ name: label, url, weight: index + 1 })) },
    }),
  };
  for (const post of posts) yield { path: contentPath(post), content: hugoPost(post), isPost: true };
  for (const { name, comments } of posts)
    if (comments !== undefined) yield { path: `data/comments/${name}.yml`, content: comments };
  for (const { from, to } of redirects) yield { path: `static/${fileFor(from)}`, content: redirectHtml(to) };
  for (const [path, content] of Object.entries(hugoLayouts)) yield { path, content };
}

function contentPath({ summary, name, address }: LeavingPost): string {
  return summary.kind === 'post' ? `content/posts/${name}.md` : `content/${pagePath(address)}.md`;
}

function hugoPost(post: LeavingPost): string {
  const { summary, title, name, address, body, aliases } = post;
  const { date, updated, draft } = summary.matter;
  const values = {
    title,
    date,
    lastmod: updated,
    ...(draft ? { draft: true } : {}),
    ...(summary.slug === name ? {} : { slug: summary.slug }),
    url: address,
    aliases,
    ...sharedKeys(post),
  };
  return withHeader(values, hugoBody(body));
}

/** Figures as Hugo's own shortcode; anything in the text that would be one by chance is commented out. */
function hugoBody(body: string): string {
  const escaped = body.replace(/\{\{([<%])([\s\S]*?)([>%])\}\}/g, '{{$1/*$2*/$3}}');
  return replacePictures(escaped, (paragraph) => {
    const pictures = picturesOf(paragraph);
    if (pictures === undefined || pictures.every(({ title, credit }) => title === '' && credit === ''))
      return paragraph;
    return pictures
      .map(({ src, alt, title, credit, link }) => {
        const values = { src, alt, caption: title, attr: credit, link };
        const written = Object.entries(values).filter(([, value]) => value !== '');
        return `{{< figure ${written.map(([key, value]) => `${key}="${value.replace(/(["\\])/g, '\\$1')}"`).join(' ')} >}}`;
      })
      .join('\n');
  });
}

/** Comments of a file as data, for programs that read JSON only; an empty list when they cannot be understood. */
export function commentsData(text: string): unknown {
  try {
    return parseYaml(text, { schema: 'core', maxAliasCount: 0 });
  } catch {
    return [];
  }
}
