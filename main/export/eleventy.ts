import type { LeavingBlog, LeavingPost } from './gather-blog.ts';
import { commentsData } from './hugo.ts';
import { liquidSafe } from './jekyll.ts';
import { fileFor, type LeavingFile, pagePath, redirectHtml, sharedKeys, withHeader } from './leaving-file.ts';
import { picturesAsFigures } from './pictures.ts';

/** A folder that Eleventy builds: posts, pages, comments as data, former addresses as pages that lead on. */
export function* eleventyFiles({ settings, posts, redirects }: LeavingBlog): Generator<LeavingFile> {
  yield { path: 'eleventy.config.js', content: config };
  yield { path: 'package.json', content: `${JSON.stringify(packageJson, undefined, 2)}\n` };
  const { title, tagline, author, language, timeZone, url, permalink, menu } = settings;
  const site = { title, tagline, author, language, timeZone, url, permalink, menu };
  yield { path: '_data/site.json', content: `${JSON.stringify(site, undefined, 2)}\n` };
  for (const post of posts) yield { path: eleventyPath(post), content: eleventyPost(post), isPost: true };
  for (const { name, comments } of posts) {
    if (comments === undefined) continue;
    yield { path: `_data/comments/${name}.json`, content: `${JSON.stringify(commentsData(comments), undefined, 2)}\n` };
  }
  for (const { address, aliases, summary } of posts) {
    if (summary.status !== 'published') continue;
    for (const alias of aliases) yield { path: `redirects/${fileFor(alias)}`, content: redirectHtml(address) };
  }
  for (const { from, to } of redirects) yield { path: `redirects/${fileFor(from)}`, content: redirectHtml(to) };
  for (const [path, content] of Object.entries(layouts)) yield { path, content };
}

function eleventyPath({ summary, name, address }: LeavingPost): string {
  return summary.kind === 'post' ? `posts/${name}.md` : `pages/${pagePath(address)}.md`;
}

function eleventyPost(post: LeavingPost): string {
  const { summary, title, name, address, body, aliases } = post;
  const { date, updated, draft } = summary.matter;
  const { tags, ...shared } = sharedKeys(post);
  const values = {
    layout: 'post.liquid',
    title,
    date,
    updated,
    ...(draft ? { draft: true } : {}),
    ...(summary.slug === name ? {} : { slug: summary.slug }),
    permalink: address.endsWith('/') ? `${address}index.html` : address,
    aliases,
    // Eleventy makes collections of tags; this one gathers the posts.
    tags: [...(summary.kind === 'post' ? ['posts'] : []), ...(Array.isArray(tags) ? tags : [])],
    ...shared,
  };
  return withHeader(values, liquidSafe(picturesAsFigures(body)));
}

const config = `export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy('media');
  eleventyConfig.addPassthroughCopy({ redirects: '/' });
  eleventyConfig.ignores.add('redirects');
  // Drafts, and posts dated ahead, stay at home.
  eleventyConfig.addPreprocessor('drafts', 'md', (data) => {
    if (data.draft || (data.page.date && data.page.date > new Date())) return false;
  });
}
`;

const packageJson = {
  private: true,
  type: 'module',
  scripts: { build: 'eleventy' },
  dependencies: { '@11ty/eleventy': '^3.0.0' },
};

const layouts: Readonly<Record<string, string>> = {
  '_includes/post.liquid': `<!doctype html>
<html lang="{{ site.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ title | escape }}</title>
</head>
<body>
<nav>{% for item in site.menu %}<a href="{{ item.url }}">{{ item.label | escape }}</a> {% endfor %}</nav>
<article>
<h1>{{ title | escape }}</h1>
{{ content }}
</article>
{% for comment in comments[page.fileSlug] %}{% if comment.status == "approved" %}
<section id="comment-{{ comment.id }}"><p><strong>{{ comment.author | escape }}</strong></p>{{ comment.text }}</section>
{% endif %}{% endfor %}
</body>
</html>
`,
  'index.liquid': `---
permalink: /index.html
---
<!doctype html>
<meta charset="utf-8">
<title>{{ site.title | escape }}</title>
<h1>{{ site.title | escape }}</h1>
<ul>{% for post in collections.posts reversed %}<li><a href="{{ post.url }}">{{ post.data.title | escape }}</a></li>{% endfor %}</ul>
`,
};
