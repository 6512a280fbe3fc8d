import type { ImportedEntry, ImportNote } from '../../../common/import-report.ts';
import { isPlainObject } from '../../../common/validate.ts';
import type { TakeIn } from '../import-options.ts';
import { relativeWay } from '../relative-way.ts';
import { convertComments } from './comments.ts';
import { convertContent, withSharedBlocks } from './content.ts';
import { withPicturesAsFiles } from './embedded-pictures.ts';
import { decodeEntities, type ExportIndex } from './export-index.ts';
import type { ExportItem } from './export-types.ts';
import { composePost, isDraft, plainText } from './front-matter.ts';
import type { ImportedMedia } from './import-media.ts';
import type { PlannedPost } from './plan-posts.ts';
import type { FindPost } from './rewrite-links.ts';
import { uploadsIn } from './uploads.ts';

/** What converting one item needs. */
export interface ConvertContext {
  readonly index: ExportIndex;
  readonly media: ImportedMedia;
  readonly takeIn: TakeIn;
  readonly findPost: FindPost;
  readonly authorName: (login: string) => string | undefined;
  /** UTC milliseconds; decides what is scheduled. */
  readonly now: number;
}

/** One item as files, and what is to be said about it. */
export interface ConvertedItem {
  readonly post: string;
  /** Undefined when it has no comments. */
  readonly comments: string | undefined;
  readonly commentCount: number;
  readonly pingbackCount: number;
  readonly status: ImportedEntry['status'];
  readonly changed: readonly ImportNote[];
  readonly look: readonly ImportNote[];
}

/** Makes a post or page of an item: pictures are taken in, links follow, text becomes Markdown. */
export async function convertItem(
  item: ExportItem,
  planned: PlannedPost,
  context: ConvertContext,
): Promise<ConvertedItem> {
  const { index, media, findPost, authorName } = context;
  const attachments = index.attachmentsOf(item.id);
  const thumbnail = index.items.get(Number(item.meta.find(({ key }) => key === '_thumbnail_id')?.value ?? Number.NaN));
  const whole = withSharedBlocks(item.content, (id) => index.items.get(id)?.sharedText || undefined);
  const written = momentOf(item);
  const embedded = await withPicturesAsFiles(whole, context.takeIn, Number.isNaN(written) ? context.now : written);
  const galleries = /\[gallery/.test(embedded.content)
    ? galleryPictures(
        embedded.content,
        index,
        attachments.map(({ id }) => id),
      )
    : [];
  const named = new Set([
    ...uploadsIn(embedded.content),
    ...galleries,
    ...(thumbnail === undefined ? [] : [thumbnail.attachmentUrl]),
  ]);
  await media.takeIn(named, planned.file);

  const { markdown, unknownShortcodes, emptyBlocks, activeElements } = convertContent(embedded.content, {
    footnotes: footnotesOf(item),
    attachment: (id) => {
      const found = index.items.get(id);
      return found === undefined || found.attachmentUrl === ''
        ? undefined
        : { url: found.attachmentUrl, alt: found.alt, caption: found.caption };
    },
    ownPictures: attachments.map(({ id }) => id),
    rewriteUrl: (url) => {
      const post = findPost(url);
      return (
        media.pathOf(url) ??
        (post === undefined ? attachmentFile(url, index, media) : relativeWay(planned.file, post.file, url))
      );
    },
  });
  const coverPath = thumbnail === undefined ? undefined : media.pathOf(thumbnail.attachmentUrl);
  const cover =
    thumbnail === undefined || coverPath === undefined
      ? undefined
      : { src: coverPath, alt: thumbnail.alt, caption: plainText(thumbnail.caption) };
  const { text, comments, pingbacks } = convertComments(item.comments);
  const lost = [...named].filter((url) => media.pathOf(url) === undefined);
  return {
    post: composePost(planned, item, markdown, { index, cover, authorName }),
    comments: text,
    commentCount: comments,
    pingbackCount: pingbacks,
    status: statusOf(item, context.now),
    changed: [
      ...changes(item, planned),
      ...embedded.taken.map((detail) => ({ note: 'embedded-picture' as const, detail })),
    ],
    look: [
      ...(item.isCut ? [{ note: 'cut' as const, detail: '' }] : []),
      ...unknownShortcodes.map((name) => ({ note: 'unknown-shortcode' as const, detail: name })),
      ...emptyBlocks.map((name) => ({ note: 'empty-block' as const, detail: name })),
      ...activeElements.map((name) => ({ note: 'script-removed' as const, detail: name })),
      ...embedded.refused.map((detail) => ({ note: 'missing-media' as const, detail })),
      ...lost.map((url) => ({ note: 'missing-media' as const, detail: url })),
      ...(decodeEntities(item.title) === '' ? [{ note: 'title-empty' as const, detail: '' }] : []),
      ...(['post', 'page'].includes(item.type) ? [] : [{ note: 'unknown-type' as const, detail: item.type }]),
    ],
  };
}

/** WordPress keeps footnotes apart from the text, as JSON in a field of the post. */
function footnotesOf({ meta }: ExportItem): ReadonlyMap<string, string> {
  const written = meta.find(({ key }) => key === 'footnotes')?.value ?? '';
  const notes = new Map<string, string>();
  try {
    const list: unknown = written === '' ? [] : JSON.parse(written);
    for (const note of Array.isArray(list) ? list : []) {
      if (isPlainObject(note) && typeof note.id === 'string' && typeof note.content === 'string')
        notes.set(note.id, note.content);
    }
  } catch {
    // No footnotes that could be read: their marks stay in the text as they are.
  }
  return notes;
}

function galleryPictures(content: string, index: ExportIndex, own: readonly number[]): string[] {
  const ids = [...content.matchAll(/\[gallery[^\]]*?(?:ids|include)\s*=\s*["']?([\d,\s]+)/g)].flatMap((found) =>
    (found[1] ?? '').split(',').map(Number),
  );
  return [...ids, ...own].flatMap((id) => index.items.get(id)?.attachmentUrl ?? []).filter((url) => url !== '');
}

/** WordPress gives each attachment a page of its own; a link to that page means the file. */
function attachmentFile(url: string, index: ExportIndex, media: ImportedMedia): string | undefined {
  const id = Number(/[?&]attachment_id=(\d+)/.exec(url)?.[1] ?? Number.NaN);
  const found = index.items.get(id) ?? index.attachmentAt(url);
  return found?.type === 'attachment' ? media.pathOf(found.attachmentUrl) : undefined;
}

function statusOf(item: ExportItem, now: number): ImportedEntry['status'] {
  if (item.status === 'trash') return 'trashed';
  if (isDraft(item)) return 'draft';
  return momentOf(item) > now ? 'scheduled' : 'published';
}

/** UTC milliseconds; NaN for an item without a date. */
function momentOf({ date, dateGmt }: ExportItem): number {
  return Date.parse(`${(/^0000/.test(dateGmt) ? date : dateGmt).replace(' ', 'T')}Z`);
}

function changes(item: ExportItem, planned: PlannedPost): ImportNote[] {
  const notes: ImportNote[] = [];
  if (item.status === 'private') notes.push({ note: 'status-private', detail: '' });
  if (item.status === 'pending') notes.push({ note: 'status-pending', detail: '' });
  if (item.password !== '') notes.push({ note: 'status-password', detail: '' });
  if (item.name === '' && item.title !== '') notes.push({ note: 'slug-made', detail: planned.file });
  return notes;
}
