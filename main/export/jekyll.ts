import type { LeavingBlog, LeavingPost } from './gather-blog.ts';
import { fileFor, type LeavingFile, pagePath, redirectHtml, sharedKeys, withHeader, yamlText } from './leaving-file.ts';
import { picturesAsFigures } from './pictures.ts';

/** A folder that Jekyll builds without plugins: posts, drafts, pages, comments as data, former addresses as pages that lead on. */
export function* jekyllFiles({ settings, posts, redirects }: LeavingBlog): Generator<LeavingFile> {
  yield {
    path: '_config.yml',
    content: yamlText({
      title: settings.title,
      description: settings.tagline,
      author: settings.author,
      url: settings.url.replace(/\/$/, ''),
      lang: settings.language,
      timezone: settings.timeZone,
      permalink: settings.permalink.replace(':slug', ':title'),
      excerpt_separator: '<!--more-->',
      include: ['_pages'],
      menu: settings.menu,
    }),
  };
  for (const post of posts) yield { path: jekyllPath(post), content: jekyllPost(post), isPost: true };
  for (const { name, comments } of posts)
    if (comments !== undefined) yield { path: `_data/comments/${name}.yml`, content: comments };
  for (const { address, aliases, summary } of posts) {
    if (summary.status !== 'published') continue;
    for (const alias of aliases) yield { path: fileFor(alias), content: redirectHtml(address) };
  }
  for (const { from, to } of redirects) yield { path: fileFor(from), content: redirectHtml(to) };
  for (const [path, content] of Object.entries(layouts)) yield { path, content };
}

/** Jekyll takes a post's date from its file's name; one without a date can only be a draft there. */
function jekyllPath({ summary, name, address }: LeavingPost): string {
  if (summary.kind === 'page') return `_pages/${pagePath(address)}.md`;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(summary.matter.date ?? '')?.[0];
  return summary.matter.draft || day === undefined ? `_drafts/${name}.md` : `_posts/${day}-${name}.md`;
}

function jekyllPost(post: LeavingPost): string {
  const { summary, title, name, address, body, aliases } = post;
  const { date, updated, draft } = summary.matter;
  const values = {
    layout: summary.kind,
    title,
    date,
    last_modified_at: updated,
    ...(draft && summary.kind === 'page' ? { published: false } : {}),
    ...(summary.slug === name ? {} : { slug: summary.slug }),
    permalink: address,
    redirect_from: aliases,
    ...sharedKeys(post),
  };
  return withHeader(values, liquidSafe(picturesAsFigures(body)));
}

/** Keeps Liquid from reading what only looks like it. */
export function liquidSafe(body: string): string {
  return /\{\{|\{%/.test(body)
    ? `{% raw %}\n${body.replaceAll('{% endraw %}', '{%endraw%}').trim()}\n{% endraw %}\n`
    : body;
}

const layouts: Readonly<Record<string, string>> = {
  '_layouts/default.html': `<!doctype html>
<html lang="{{ site.lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ page.title | default: site.title | escape }}</title>
</head>
<body>
<nav>{% for item in site.menu %}<a href="{{ item.url }}">{{ item.label | escape }}</a> {% endfor %}</nav>
{{ content }}
</body>
</html>
`,
  '_layouts/page.html': `---
layout: default
---
<article>
<h1>{{ page.title | escape }}</h1>
{{ content }}
</article>
`,
  '_layouts/post.html': `---
layout: default
---
<article>
<h1>{{ page.title | escape }}</h1>
<time datetime="{{ page.date | date_to_xmlschema }}">{{ page.date | date: "%Y-%m-%d" }}</time>
{{ content }}
</article>
{% assign name = page.path | split: "/" | last | replace: ".md", "" %}{% if page.path contains "_posts/" %}{% assign name = name | slice: 11, 255 %}{% endif %}
{% assign comments = site.data.comments[name] %}{% for comment in comments %}{% if comment.status == "approved" %}
<section id="comment-{{ comment.id }}"><p><strong>{{ comment.author | escape }}</strong></p>{{ comment.text }}</section>
{% endif %}{% endfor %}
`,
  'index.html': `---
layout: default
---
<h1>{{ site.title | escape }}</h1>
<ul>{% for post in site.posts %}<li><a href="{{ post.url }}">{{ post.title | escape }}</a></li>{% endfor %}</ul>
`,
};
