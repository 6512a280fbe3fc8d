import { timeZone } from '../../common/dates.ts';
import { parseMarkdown, renderMarkdown } from '../../common/markdown/render.ts';
import { slugFromTitle } from '../../common/slug.ts';
import { isPlainObject } from '../../common/validate.ts';
import type { LeavingBlog, LeavingPost } from './gather-blog.ts';
import { commentsData } from './hugo.ts';
import type { LeavingFile } from './leaving-file.ts';
import { cdata, element } from './xml.ts';

/** An export as WordPress writes and reads it (WXR 1.2), in one file; the pictures lie in `uploads` beside it. */
export function* wxrFiles(blog: LeavingBlog): Generator<LeavingFile> {
  yield { path: 'export.xml', content: wxrText(blog), isPost: true };
}

/** The export's text. Numbers are given anew, in the order of the posts. */
export function wxrText(blog: LeavingBlog): string {
  const { settings, posts } = blog;
  const home = settings.url.replace(/\/+$/, '');
  const ids = new Map(posts.map(({ summary }, index) => [summary.id, index + 1]));
  const media = [...new Set(posts.flatMap(mediaOf))].sort();
  const mediaIds = new Map(media.map((file, index) => [file, posts.length + index + 1]));
  const authors = [...new Set(posts.map(({ summary }) => summary.matter.author ?? settings.author).filter(Boolean))];
  const items = [
    ...media.map((file) => attachment(file, mediaIds.get(file) ?? 0, home)),
    ...posts.map((post) => postItem(post, blog, home, ids, mediaIds)),
  ];
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
${element('title', settings.title)}
${element('link', home)}
${element('description', settings.tagline)}
${element('language', settings.language)}
<wp:wxr_version>1.2</wp:wxr_version>
${element('wp:base_site_url', home)}
${element('wp:base_blog_url', home)}
${authors.map((name, index) => `<wp:author><wp:author_id>${index + 1}</wp:author_id>${cdata('wp:author_login', slugFromTitle(name))}${cdata('wp:author_display_name', name)}</wp:author>`).join('\n')}
${categoryTree(posts)}
${[...new Set(posts.flatMap(({ summary }) => summary.matter.tags))].map((name) => `<wp:tag>${cdata('wp:tag_slug', slugFromTitle(name) || name)}${cdata('wp:tag_name', name)}</wp:tag>`).join('\n')}
${items.join('\n')}
</channel>
</rss>
`;
}

function postItem(
  post: LeavingPost,
  { settings }: LeavingBlog,
  home: string,
  ids: ReadonlyMap<string, number>,
  mediaIds: ReadonlyMap<string, number>,
): string {
  const { summary, body, address, aliases } = post;
  const { matter } = summary;
  const zone = timeZone(settings.timeZone);
  const status = matter.draft ? 'draft' : summary.status === 'scheduled' ? 'future' : 'publish';
  const local = (ms: number | undefined) =>
    ms === undefined ? '0000-00-00 00:00:00' : zone.format(ms).slice(0, 19).replace('T', ' ');
  const gmt = (ms: number | undefined) =>
    ms === undefined ? '0000-00-00 00:00:00' : new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  const updatedMs = matter.updated === undefined ? summary.dateMs : zone.parse(matter.updated);
  const above = summary.kind === 'page' ? parentOf(post, ids) : 0;
  const cover = matter.cover === undefined ? undefined : mediaIds.get(matter.cover.src.replace(/^\/?media\//, ''));
  const fields: readonly (readonly [string, unknown])[] = [
    ...(cover === undefined ? [] : [['_thumbnail_id', cover] as const]),
    ...aliases.flatMap((alias) => {
      const slug = alias.split('/').filter(Boolean).at(-1);
      return slug === undefined || /^(?:feed|\?)/.test(slug) ? [] : [['_wp_old_slug', slug] as const];
    }),
    ...ownKeys(post).map(([key, value]) => [`offprint_${key}`, JSON.stringify(value)] as const),
  ];
  return `<item>
${element('title', post.title)}
${element('link', home + encodeURI(address))}
${cdata('dc:creator', slugFromTitle(matter.author ?? settings.author))}
${cdata('content:encoded', htmlOf(body, home))}
${cdata('excerpt:encoded', matter.description ?? '')}
<wp:post_id>${ids.get(summary.id) ?? 0}</wp:post_id>
${cdata('wp:post_date', local(summary.dateMs))}
${cdata('wp:post_date_gmt', gmt(summary.dateMs))}
${cdata('wp:post_modified', local(updatedMs))}
${cdata('wp:post_modified_gmt', gmt(updatedMs))}
${cdata('wp:comment_status', matter.comments === false ? 'closed' : 'open')}
${cdata('wp:post_name', encodeURI(summary.slug).toLowerCase())}
${cdata('wp:status', status)}
<wp:post_parent>${above}</wp:post_parent>
<wp:menu_order>${matter.weight ?? 0}</wp:menu_order>
${cdata('wp:post_type', summary.kind)}
${cdata('wp:post_password', '')}
<wp:is_sticky>${post.otherKeys.sticky === true ? 1 : 0}</wp:is_sticky>
${matter.categories.map((way) => term('category', categorySlug(way), way.split('/').at(-1) ?? way)).join('\n')}
${otherTerms(post)}
${matter.tags.map((name) => term('post_tag', slugFromTitle(name) || name, name)).join('\n')}
${fields.map(([key, value]) => `<wp:postmeta>${cdata('wp:meta_key', key)}${cdata('wp:meta_value', typeof value === 'string' ? value : JSON.stringify(value))}</wp:postmeta>`).join('\n')}
${commentItems(post.comments, zone)}
</item>`;
}

/** Keys that WordPress has a place for and those that mean nothing without its numbers. */
const placed = new Set(['sticky', 'format', 'taxonomies', 'wordpress']);

/** Keys without a place in WordPress travel as custom fields, as JSON, and are found again by their name. */
function ownKeys({ summary: { matter }, otherKeys }: LeavingPost): readonly (readonly [string, unknown])[] {
  const own = Object.entries(otherKeys).filter(([key]) => !placed.has(key));
  const known = (['language', 'series'] as const).map((key) => [key, matter[key]] as const);
  return [...own, ...known.filter(([, value]) => value !== undefined)];
}

function otherTerms({ otherKeys }: LeavingPost): string {
  const { format, taxonomies } = otherKeys;
  const named = isPlainObject(taxonomies) ? Object.entries(taxonomies) : [];
  return [
    ...(typeof format === 'string' ? [term('post_format', `post-format-${format}`, format)] : []),
    ...named.flatMap(([taxonomy, names]) =>
      [names].flat().map((name) => term(taxonomy, slugFromTitle(String(name)) || String(name), String(name))),
    ),
  ].join('\n');
}

/** What only looks like one of WordPress's own shortcodes is doubled, so that it is shown. */
function withShownShortcodes(html: string): string {
  return html
    .split(/(<pre\b[\s\S]*?<\/pre>|<code\b[\s\S]*?<\/code>)/)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part.replace(/\[\/?(?:gallery|caption|wp_caption|embed|audio|video|playlist)\b[^\]]*\]/g, '[$&]'),
    )
    .join('');
}

function htmlOf(body: string, home: string): string {
  const { html } = renderMarkdown(parseMarkdown(body), {
    language: 'en',
    smartTypography: false,
    resolveLink: (href) => ({
      href: href.startsWith('/media/') ? uploadAddress(href, home) : href.startsWith('/') ? home + href : href,
    }),
    resolvePicture: (src) => ({ src: src.startsWith('/media/') ? uploadAddress(src, home) : src }),
  });
  // WordPress makes paragraphs of line ends; as a block of HTML the text stays as it is.
  const more = /^<!--\s*more\s*-->$/m;
  const parts = more.test(body) ? splitAtMore(body) : undefined;
  const text =
    parts === undefined
      ? html
      : parts.map((part) => htmlOf(part, home)).join('\n<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n');
  return parts === undefined
    ? `<!-- wp:html -->\n${withShownShortcodes(text).replace(/ (?:loading|decoding|fetchpriority|tabindex)="[^"]*"/g, '')}\n<!-- /wp:html -->`
    : text;
}

function splitAtMore(body: string): readonly [string, string] {
  const found = /^<!--\s*more\s*-->$/m.exec(body);
  return found === null ? [body, ''] : [body.slice(0, found.index), body.slice(found.index + found[0].length)];
}

function uploadAddress(address: string, home: string): string {
  return `${home}/wp-content/uploads/${address.slice('/media/'.length)}`;
}

function mediaOf({ body, summary }: LeavingPost): string[] {
  const inText = [...body.matchAll(/(?:\(<?|src="|href=")\/media\/([^\s)>"]+)/g)].map((found) =>
    decode(found[1] ?? ''),
  );
  const cover = summary.matter.cover?.src.replace(/^\/?media\//, '');
  return cover === undefined ? inText : [...inText, cover];
}

function attachment(file: string, id: number, home: string): string {
  const url = `${home}/wp-content/uploads/${encodeURI(file)}`;
  const name = file.split('/').at(-1) ?? file;
  return `<item>${element('title', name)}${element('link', url)}<wp:post_id>${id}</wp:post_id>${cdata('wp:post_date', '0000-00-00 00:00:00')}${cdata('wp:post_name', slugFromTitle(name))}${cdata('wp:status', 'inherit')}<wp:post_parent>0</wp:post_parent>${cdata('wp:post_type', 'attachment')}${cdata('wp:attachment_url', url)}</item>`;
}

function categoryTree(posts: readonly LeavingPost[]): string {
  const ways = new Map<string, string>();
  for (const way of posts.flatMap(({ summary }) => summary.matter.categories)) {
    const names = way.split('/');
    for (const at of names.keys()) ways.set(names.slice(0, at + 1).join('/'), names.slice(0, at).join('/'));
  }
  return [...ways]
    .map(
      ([way, above]) =>
        `<wp:category>${cdata('wp:category_nicename', categorySlug(way))}${cdata('wp:category_parent', above === '' ? '' : categorySlug(above))}${cdata('wp:cat_name', way.split('/').at(-1) ?? way)}</wp:category>`,
    )
    .join('\n');
}

/** WordPress knows a category by one slug alone, so the whole way is in it. */
function categorySlug(way: string): string {
  return slugFromTitle(way.replaceAll('/', ' ')) || encodeURIComponent(way);
}

function term(taxonomy: string, slug: string, name: string): string {
  return `<category domain="${taxonomy}" nicename="${slug.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"><![CDATA[${name.replaceAll(']]>', ']]]]><![CDATA[>')}]]></category>`;
}

function commentItems(text: string | undefined, zone: ReturnType<typeof timeZone>): string {
  const list: unknown = text === undefined ? [] : commentsData(text);
  const comments = (Array.isArray(list) ? list : []).filter(isPlainObject);
  const numbers = new Map(comments.map(({ id }, index) => [String(id), typeof id === 'number' ? id : index + 1]));
  const states: Readonly<Record<string, string>> = { approved: '1', pingback: '1', pending: '0', trash: 'trash' };
  return comments
    .map(({ id, parent, author, url, date, status = 'approved', text: words }) => {
      const ms = zone.parse(String(date ?? ''));
      const written = ms === undefined ? '' : zone.format(ms).slice(0, 19).replace('T', ' ');
      const gmt = ms === undefined ? '' : new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
      const above = parent === undefined ? 0 : (numbers.get(String(parent)) ?? 0);
      // In a comments file a line end is a space; only `<br>` begins a new line, which in WordPress a line end does.
      const content = String(words ?? '')
        .replace(/(?<!<br>|\n)\n(?!\n)/g, ' ')
        .replaceAll('<br>\n', '\n');
      return `<wp:comment><wp:comment_id>${numbers.get(String(id)) ?? 0}</wp:comment_id>${cdata('wp:comment_author', String(author ?? ''))}${element('wp:comment_author_url', String(url ?? ''))}${cdata('wp:comment_date', written)}${cdata('wp:comment_date_gmt', gmt)}${cdata('wp:comment_content', content)}${cdata('wp:comment_approved', states[String(status)] ?? 'spam')}${cdata('wp:comment_type', status === 'pingback' ? 'pingback' : 'comment')}<wp:comment_parent>${above}</wp:comment_parent></wp:comment>`;
    })
    .join('\n');
}

/** The number of the page above, told by the files' places. */
function parentOf({ summary }: LeavingPost, ids: ReadonlyMap<string, number>): number {
  const folder = summary.id.split('/').slice(0, -1).join('/');
  return ids.get(`${folder}.md`) ?? 0;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
