import type { TimeZone } from '../../common/dates.ts';
import type { PostId, PostKind, PostMatter, PostProblem, PostStatus, PostSummary } from '../../common/post.ts';
import { slugFromTitle } from '../../common/slug.ts';
import { sha256 } from '../node/hash.ts';
import { fileNameOf, type PostText } from './post-text.ts';

/** What the list knows of a post, all but what time and settings decide. */
export interface PostDigest {
  readonly matter: PostMatter;
  readonly excerpt: string;
  /** See `PostSummary.version`. */
  readonly version: string;
  readonly problem?: PostProblem;
}

/** Reads a post's text once for the list. */
export function digestPost(text: Pick<PostText, 'matter' | 'otherKeys' | 'body' | 'problem'>): PostDigest {
  return {
    matter: text.matter,
    excerpt: excerptOf(text.body),
    version: versionOf(text),
    ...(text.problem === undefined ? {} : { problem: text.problem }),
  };
}

/** The text is hashed as it is: escaping it first would cost more than the hash. */
function versionOf({ body, matter, otherKeys }: Pick<PostText, 'matter' | 'otherKeys' | 'body'>): string {
  return sha256(`${JSON.stringify([matter, otherKeys])}\n${body}`).slice(0, 32);
}

/** A row of the list as it is now. A date that is none is a problem: the post's address would change without a word. */
export function summarisePost(
  id: PostId,
  kind: PostKind,
  digest: PostDigest,
  changedMs: number,
  zone: TimeZone,
  nowMs: number,
): PostSummary {
  const { matter } = digest;
  const dateMs = matter.date === undefined ? undefined : zone.parse(matter.date);
  const problem =
    digest.problem ?? (matter.date !== undefined && dateMs === undefined ? badDate(matter.date) : undefined);
  const { excerpt, version } = digest;
  const status = statusOf(matter, kind, dateMs, nowMs);
  const slug = matter.slug ?? slugOfFile(id);
  // Nearly every post: made at once it takes a fifth of the time of parts that are put together.
  if (dateMs !== undefined && problem === undefined)
    return { id, kind, status, slug, matter, dateMs, changedMs, excerpt, version };
  const date = dateMs === undefined ? {} : { dateMs };
  return {
    id,
    kind,
    status,
    slug,
    matter,
    ...date,
    changedMs,
    excerpt,
    version,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Slug of a post that states none: its file's name without ending and without Jekyll's date in front. */
export function slugOfFile(id: PostId): string {
  const name = fileNameOf(id).replace(/\.[a-z]+$/i, '');
  // Most names begin with a letter, and every post has one.
  if (/^[a-z]/.test(name)) return name;
  return name.replace(/^\d{4}-\d{2}-\d{2}-(?=.)/, '') || slugFromTitle(name);
}

function statusOf(matter: PostMatter, kind: PostKind, dateMs: number | undefined, nowMs: number): PostStatus {
  if (matter.draft) return 'draft';
  return kind === 'post' && dateMs !== undefined && dateMs > nowMs ? 'scheduled' : 'published';
}

function badDate(date: string): PostProblem {
  return { kind: 'front-matter', reason: { kind: 'no-date', date } };
}

/** The first paragraph's words without Markdown's marks, at most 200 characters. */
export function excerptOf(body: string): string {
  const paragraph = firstProse(body.slice(0, 3_000));
  const words = /[[<]/.test(paragraph) ? withoutLinks(paragraph) : paragraph;
  const plain = words
    .replace(/[*_`~]+/g, '')
    // Makes a text of its own, which holds no whole post in memory.
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= 200) return plain;
  const cut = plain.lastIndexOf(' ', 200);
  return `${plain.slice(0, cut > 100 ? cut : 200)}…`;
}

function firstProse(text: string): string {
  const gaps = /\n\s*\n/g;
  for (let start = 0; ; start = gaps.lastIndex) {
    const gap = gaps.exec(text);
    const block = text.slice(start, gap?.index);
    if (isProse(block)) return block;
    if (gap === null) return '';
  }
}

function withoutLinks(paragraph: string): string {
  return paragraph
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[\[([^[\]|]+)(?:\|([^[\]]*))?\]\]/g, (_, title: string, words?: string) => words ?? title)
    .replace(/\[\^[^\]]+\]/g, '')
    .replace(/\[([^\]]*)\]\[[^\]]*\]/g, '$1')
    .replace(/<[^>]*>/g, '');
}

function isProse(block: string): boolean {
  const line = block.trim();
  return line !== '' && !/^(?:#|>|```|~~~|:::|<|\||!\[[^\]]*\]\([^)]*\)$|[-*_]{3,}$|\[\^)/.test(line);
}
