import { Document } from 'yaml';
import { postDate } from './dates.ts';
import { decodeEntities } from './export-index.ts';
import type { ExportComment } from './export-types.ts';

/** A post's comments as `comments/<slug>.yml`, and how many of each kind they are. */
export interface ConvertedComments {
  /** Undefined when there are none. */
  readonly text: string | undefined;
  readonly comments: number;
  readonly pingbacks: number;
}

/** Keeps every comment with its thread; pingbacks, spam and those waiting keep a status that is never shown. */
export function convertComments(comments: readonly ExportComment[]): ConvertedComments {
  const pingbacks = comments.filter(isPingback).length;
  if (comments.length === 0) return { text: undefined, comments: 0, pingbacks };
  const known = new Set(comments.map(({ id }) => id));
  const entries = [...comments]
    .sort((first, second) => first.date.localeCompare(second.date) || first.id - second.id)
    .map((comment) => ({
      id: comment.id,
      ...(comment.parent !== 0 && known.has(comment.parent) ? { parent: comment.parent } : {}),
      author: nameOf(comment.author),
      ...(/^https?:\/\//i.test(comment.url) ? { url: comment.url } : {}),
      date: postDate(comment.date, comment.dateGmt) ?? '',
      status: statusOf(comment),
      text: withLineBreaks(comment.content),
    }));
  const text = new Document(entries).toString({ lineWidth: 0 });
  return { text, comments: comments.length - pingbacks, pingbacks };
}

/** A name as readers saw it: WordPress gives its markup to the browser, here a name is only words. */
function nameOf(author: string): string {
  return decodeEntities(author.replace(/<\/?[a-z][^<>]*>/gi, ''));
}

/** A single line end is a line break in WordPress; in `comments/*.yml`, which people wrap by hand, it is a space. */
function withLineBreaks(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .trim()
    .replace(/(?<!\n)\n(?!\n)/g, '<br>\n');
}

function isPingback({ type }: ExportComment): boolean {
  return type === 'pingback' || type === 'trackback';
}

function statusOf(comment: ExportComment): string {
  if (isPingback(comment)) return comment.approved === '1' ? 'pingback' : 'spam';
  if (comment.approved === '1') return 'approved';
  if (comment.approved === '0') return 'pending';
  return comment.approved === 'trash' || comment.approved === 'post-trashed' ? 'trash' : 'spam';
}
