import { timeZone } from '../../../common/dates.ts';
import { isPlainObject } from '../../../common/validate.ts';
import type { Arrival, ArrivalText } from '../arrivals/arrival.ts';

type Row = Readonly<Record<string, unknown>>;

/** Posts and pages of a Ghost export, by its tables. */
export function ghostArrivals(data: Row, zoneName: string): readonly Arrival[] {
  const tags = namesByPost(
    rowsOf(data.posts_tags),
    'tag_id',
    rowsOf(data.tags).filter(({ visibility }) => visibility !== 'internal'),
  );
  const users = rowsOf(data.users);
  const authors = namesByPost(rowsOf(data.posts_authors), 'author_id', users);
  const metas = new Map(rowsOf(data.posts_meta).map((row) => [textOf(row.post_id), row]));
  const zone = timeZone(zoneName);
  const moment = (value: unknown): string | undefined => {
    const ms = typeof value === 'number' ? value : Date.parse(textOf(value));
    return Number.isNaN(ms) || textOf(value) === '' ? undefined : zone.format(ms);
  };
  return rowsOf(data.posts).map((post): Arrival => {
    const id = textOf(post.id);
    const slug = textOf(post.slug);
    const status = textOf(post.status);
    const isPage = post.type === 'page' || post.page === 1 || post.page === true;
    const isMembers = !['', 'public'].includes(textOf(post.visibility));
    const isDraft = !['published', 'scheduled'].includes(status) || isMembers;
    const meta = metas.get(id) ?? {};
    const names = authors.get(id) ?? [];
    const picture = textOf(post.feature_image);
    const [alt, caption] = [textOf(meta.feature_image_alt), plainWords(textOf(meta.feature_image_caption))];
    return {
      key: `ghost:${id}`,
      kind: isPage ? 'page' : 'post',
      title: textOf(post.title) === '(Untitled)' ? '' : textOf(post.title),
      sourceStatus: isMembers ? textOf(post.visibility) : status,
      isDraft,
      folder: '',
      slug,
      address: slug === '' ? undefined : `/${slug}/`,
      aliases: [],
      date: moment(post.published_at) ?? moment(post.created_at),
      updated: moment(post.updated_at),
      matter: {
        description: textOf(post.custom_excerpt) || textOf(meta.meta_description) || textOf(post.meta_description),
        tags: tags.get(id) ?? [],
        author: users.length > 1 ? names[0] : undefined,
        ...(names.length > 1 ? { authors: names } : {}),
        ...(post.featured === 1 || post.featured === true ? { featured: true } : {}),
      },
      cover:
        picture === ''
          ? undefined
          : { src: picture, ...(alt === '' ? {} : { alt }), ...(caption === '' ? {} : { caption }) },
      sourcePath: `${slug}.html`,
      comments: [],
      read: async () => ghostText(post),
    };
  });
}

/** Ghost keeps finished HTML beside its editor's own form; cards become what they show. */
function ghostText(post: Row): ArrivalText {
  const html = textOf(post.html) || mobiledocHtml(textOf(post.mobiledoc)) || textOf(post.plaintext);
  const plain = html
    .replaceAll('__GHOST_URL__', '')
    .replace(/<!--kg-card-(?:begin|end):[^>]*-->/g, '')
    .replace(/<div class="kg-gallery-(?:container|row|image)">/g, '<div class="blocks-gallery">')
    .replace(
      /<figure class="kg-card kg-bookmark-card[\s\S]*?<a class="kg-bookmark-container" href="([^"]+)"[\s\S]*?<div class="kg-bookmark-title">([\s\S]*?)<\/div>[\s\S]*?<\/figure>/g,
      '<p><a href="$1">$2</a></p>',
    );
  return { form: 'html', text: plain, look: [] };
}

/** Old exports hold Markdown in a card of the editor's own form. */
function mobiledocHtml(json: string): string {
  try {
    const value: unknown = json === '' ? undefined : JSON.parse(json);
    const cards: unknown = isPlainObject(value) ? value.cards : undefined;
    const texts = (Array.isArray(cards) ? cards : []).flatMap((card: unknown) => {
      const payload: unknown = Array.isArray(card) ? card[1] : undefined;
      return isPlainObject(payload) ? [textOf(payload.html) || textOf(payload.markdown)] : [];
    });
    return texts.join('\n\n');
  } catch {
    return '';
  }
}

function namesByPost(
  links: readonly Row[],
  field: string,
  named: readonly Row[],
): ReadonlyMap<string, readonly string[]> {
  const names = new Map(named.map(({ id, name }) => [textOf(id), textOf(name)]));
  const byPost = new Map<string, string[]>();
  for (const link of [...links].sort((one, other) => Number(one.sort_order ?? 0) - Number(other.sort_order ?? 0))) {
    const name = names.get(textOf(link[field]));
    const post = textOf(link.post_id);
    if (name !== undefined && name !== '') byPost.set(post, [...(byPost.get(post) ?? []), name]);
  }
  return byPost;
}

function plainWords(html: string): string {
  return html.replace(/<[^>]+>/g, '').trim();
}

/** The rows of a table of an export; what is no row is left out. */
export function rowsOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

/** A field as text; empty for anything that is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
