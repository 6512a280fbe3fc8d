import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BenchPost, writePosts } from './make-blog.ts';

/** Another builder with the same posts and comparable pages, ready to be run. */
export interface Peer {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  /** A post's file, to be edited. */
  readonly edited: string;
}

const head =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';

/** Feeds with whole texts in two forms, of as many posts as ours (20 for the site, 10 for a category or tag), instead of Hugo's own, which have a few lines of each post. */
const wholeFeeds = {
  'layouts/_default/rss.xml':
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{{ .Title }}</title><id>{{ .Permalink }}</id>{{ range first (cond .IsHome 20 10) (cond .IsHome site.RegularPages .Pages) }}<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><updated>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated><content type="html">{{ .Content | html }}</content></entry>{{ end }}</feed>',
  'layouts/_default/list.json':
    '{"version":"https://jsonfeed.org/version/1.1","title":{{ .Title | jsonify }},"items":[{{ range $index, $page := first (cond .IsHome 20 10) (cond .IsHome site.RegularPages .Pages) }}{{ if $index }},{{ end }}{"id":{{ .Permalink | jsonify }},"title":{{ .Title | jsonify }},"content_html":{{ .Content | jsonify }}}{{ end }}]}',
};
const feedForms = '[outputs]\n'.concat(
  ...['home', 'term'].map((kind) => `${kind} = ["HTML", "RSS", "JSON"]\n`),
  ...['section', 'taxonomy'].map((kind) => `${kind} = ["HTML"]\n`),
);

/**
 * Hugo with posts, pagination, categories, tags, feeds, related posts and neighbours; undefined when it cannot be had. `feeds` says
 * whether they are its own or like ours.
 */
export async function hugo(
  folder: string,
  posts: readonly BenchPost[],
  feeds: 'own' | 'whole',
): Promise<Peer | undefined> {
  if (!isThere('hugo') && spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'hugo']).status !== 0) {
    return undefined;
  }
  const version = /v\d+\.\d+\.\d+/.exec(spawnSync('hugo', ['version'], { encoding: 'utf8' }).stdout)?.[0] ?? '';
  await writeAll(folder, {
    'config.toml':
      'baseURL = "https://bench.example/"\ntitle = "Bench"\npaginate = 10\n[permalinks]\nposts = "/:year/:month/:slug/"\n[taxonomies]\ncategory = "categories"\ntag = "tags"\n[markup.highlight]\nnoClasses = false\n'.concat(
        feeds === 'whole' ? feedForms : '',
      ),
    ...(feeds === 'whole' ? wholeFeeds : {}),
    'layouts/_default/baseof.html': `${head}<title>{{ .Title }} – {{ site.Title }}</title><meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}"><meta property="og:title" content="{{ .Title }}"><meta property="og:url" content="{{ .Permalink }}">{{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" type="{{ .MediaType.Type }}" href="{{ .RelPermalink }}">{{ end }}</head><body><header><p><a href="/">{{ site.Title }}</a></p></header><main>{{ block "main" . }}{{ end }}</main><footer><p><a href="/index.xml">Feed</a></p></footer></body></html>`,
    'layouts/_default/single.html':
      '{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Description }}</p><p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time> {{ .ReadingTime }} minutes</p><div class="prose">{{ .Content }}</div><ul>{{ range (.GetTerms "tags") }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></article><ul>{{ range first 3 (.Site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul><nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}',
    'layouts/_default/list.html':
      '{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginator }}{{ range $p.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Description }}</p><p><time>{{ .Date.Format "2 January 2006" }}</time> {{ .ReadingTime }} minutes</p></article>{{ end }}<nav>{{ if $p.HasPrev }}<a href="{{ $p.Prev.URL }}">Newer</a>{{ end }} {{ $p.PageNumber }} of {{ $p.TotalPages }} {{ if $p.HasNext }}<a href="{{ $p.Next.URL }}">Older</a>{{ end }}</nav>{{ end }}',
    'layouts/_default/terms.html':
      '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}',
  });
  await writePosts(path.join(folder, 'content/posts'), posts);
  return {
    name: feeds === 'own' ? `Hugo ${version}` : 'Hugo, feeds like ours',
    command: 'hugo',
    arguments: ['--quiet'],
    folder,
    edited: `content/posts/${posts[posts.length >> 1]?.name}.md`,
  };
}

/** Eleventy with posts, pagination, categories, tags and a feed; undefined when npm cannot bring it. */
export async function eleventy(folder: string, posts: readonly BenchPost[]): Promise<Peer | undefined> {
  const layout = `${head}<title>{{ title }}</title><link rel="canonical" href="https://bench.example{{ page.url }}"></head><body><header><p><a href="/">Bench</a></p></header><main>`;
  const entry =
    '{% for post in pagination.items %}<article><h2><a href="{{ post.url }}">{{ post.data.title }}</a></h2><p>{{ post.data.description }}</p><p>{{ post.date }}</p></article>{% endfor %}';
  const terms = (name: string) =>
    `---\npagination: {data: collections.${name}, size: 1, alias: term}\npermalink: "/${name}/{{ term.name | slugify }}/{{ term.page }}/"\n---\n${layout}<h1>{{ term.name }}</h1>${entry.replace('pagination.items', 'term.posts')}</main></body></html>`;
  await writeAll(folder, {
    'package.json': '{"private": true, "type": "module"}',
    'eleventy.config.mjs': `export default function (config) {
  const posts = (api) => api.getFilteredByGlob('posts/*.md').reverse();
  const by = (key) => (api) => {
    const terms = new Map();
    for (const post of posts(api)) for (const name of post.data[key] ?? []) terms.set(name, [...(terms.get(name) ?? []), post]);
    return [...terms].flatMap(([name, all]) => Array.from({ length: Math.ceil(all.length / 10) }, (_, page) => ({ name, page: page + 1, posts: all.slice(page * 10, page * 10 + 10) })));
  };
  config.addCollection('posts', posts);
  config.addCollection('tagged', by('tags'));
  config.addCollection('categorised', by('categories'));
  return { dir: { input: '.', output: '_site', includes: '_includes' }, markdownTemplateEngine: false, htmlTemplateEngine: 'liquid' };
}
`,
    'posts/posts.11tydata.js':
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a file of JavaScript for Eleventy.
      "export default { layout: 'post.liquid', permalink: ({ page }) => `/${page.date.toISOString().slice(0, 7).replace('-', '/')}/${page.fileSlug}/` };",
    '_includes/post.liquid': `${layout}<article><h1>{{ title }}</h1><p>{{ description }}</p><p>{{ page.date | date: "%d %B %Y" }}</p><div class="prose">{{ content }}</div><ul>{% for tag in tags %}<li>{{ tag }}</li>{% endfor %}</ul></article></main></body></html>`,
    'index.html': `---\npagination: {data: collections.posts, size: 10}\npermalink: "{% if pagination.pageNumber > 0 %}/page/{{ pagination.pageNumber | plus: 1 }}{% endif %}/index.html"\n---\n${layout}${entry}</main></body></html>`,
    'tags.html': terms('tagged'),
    'categories.html': terms('categorised'),
  });
  await writePosts(path.join(folder, 'posts'), posts);
  const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '@11ty/eleventy@3'], { cwd: folder });
  if (installed.status !== 0) return undefined;
  return {
    name: 'Eleventy 3',
    command: process.execPath,
    arguments: [path.join(folder, 'node_modules/@11ty/eleventy/cmd.cjs'), '--quiet'],
    folder,
    edited: `posts/${posts[posts.length >> 1]?.name}.md`,
  };
}

function isThere(program: string): boolean {
  return spawnSync(program, ['version']).error === undefined;
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
}
