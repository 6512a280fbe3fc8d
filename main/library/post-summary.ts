import type { TimeZone } from '../../common/dates.ts';
import type { PostId, PostKind, PostMatter, PostProblem, PostStatus, PostSummary } from '../../common/post.ts';
import { slugFromTitle } from '../../common/slug.ts';
import { sha256 } from '../node/hash.ts';
import { fileNameOf, type PostText } from './post-text.ts';

/** What the list knows of a post, all but what time and settings decide. */
export interface PostDigest {
  readonly matter: PostMatter;
  readonly words: number;
  readonly excerpt: string;
  /** See `PostSummary.version`. */
  readonly version: string;
  readonly problem?: PostProblem;
}

/** Reads a post's text once for the list. */
export function digestPost(text: Pick<PostText, 'matter' | 'otherKeys' | 'body' | 'problem'>): PostDigest {
  return {
    matter: text.matter,
    words: countWords(text.body),
    excerpt: excerptOf(text.body),
    version: sha256(JSON.stringify([text.body, text.matter, text.otherKeys])).slice(0, 32),
    ...(text.problem === undefined ? {} : { problem: text.problem }),
  };
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
  return {
    id,
    kind,
    status: statusOf(matter, kind, dateMs, nowMs),
    slug: matter.slug ?? slugOfFile(id),
    matter,
    ...(dateMs === undefined ? {} : { dateMs }),
    changedMs,
    words: digest.words,
    excerpt: digest.excerpt,
    version: digest.version,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Slug of a post that states none: its file's name without ending and without Jekyll's date in front. */
export function slugOfFile(id: PostId): string {
  const name = fileNameOf(id).replace(/\.[a-z]+$/i, '');
  return name.replace(/^\d{4}-\d{2}-\d{2}-(?=.)/, '') || slugFromTitle(name);
}

function statusOf(matter: PostMatter, kind: PostKind, dateMs: number | undefined, nowMs: number): PostStatus {
  if (matter.draft) return 'draft';
  return kind === 'post' && dateMs !== undefined && dateMs > nowMs ? 'scheduled' : 'published';
}

function badDate(date: string): PostProblem {
  return { kind: 'front-matter', reason: { kind: 'no-date', date } };
}

/** Words as a reader counts them; each character of Chinese and Japanese is one. Runs over the text once. */
export function countWords(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // Most text is ASCII, and this runs over every letter of a blog.
    if (code < 128) {
      if (code <= 32) isInWord = false;
      else if (!isInWord && isAsciiLetter[code] === 1) {
        words += 1;
        isInWord = true;
      }
    } else if (code === 160 || code === 0x3000) isInWord = false;
    else if (isIdeograph(code)) {
      words += 1;
      isInWord = false;
    } else if (!isInWord && isOtherLetter(code)) {
      words += 1;
      isInWord = true;
    }
  }
  return words;
}

/** 1 for letters and digits. */
const isAsciiLetter = Uint8Array.from({ length: 128 }, (_, code) =>
  /[0-9A-Za-z]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function isIdeograph(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}

function isOtherLetter(code: number): boolean {
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3001 && code <= 0x303f);
}

/** The first paragraph's words without Markdown's marks, at most 200 characters. */
export function excerptOf(body: string): string {
  const start = body.slice(0, 3_000);
  const paragraph = start.split(/\n\s*\n/).find((block) => isProse(block)) ?? '';
  const plain = paragraph
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= 200) return plain;
  const cut = plain.lastIndexOf(' ', 200);
  return `${plain.slice(0, cut > 100 ? cut : 200)}…`;
}

function isProse(block: string): boolean {
  const line = block.trim();
  return line !== '' && !/^(?:#|>|```|~~~|:::|<|\||!\[[^\]]*\]\([^)]*\)$|[-*_]{3,}$|\[\^)/.test(line);
}
