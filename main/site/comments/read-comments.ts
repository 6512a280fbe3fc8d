import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { CommentsReason } from '../../../common/build-notice.ts';
import { isPlainObject } from '../../../common/validate.ts';

/** A comment as kept in `comments/<slug>.yml`, checked. */
export interface StoredComment {
  readonly id: string;
  /** Id of the comment it answers. */
  readonly parent?: string;
  readonly author: string;
  /** An http or https address, or empty. */
  readonly url: string;
  /** As written. */
  readonly date: string;
  /** HTML of the few elements comments may have, or plain text. Not yet cleaned. */
  readonly text: string;
}

/** What lies in one comments file. */
export interface CommentFile {
  readonly comments: readonly StoredComment[];
  /** Comments that were neither approved nor refused: `pending`, or a status nobody knows. */
  readonly waiting: number;
  /** Set when the file cannot be understood; then there are no comments. `line` counts from 1. */
  readonly problem?: { readonly reason: CommentsReason; readonly line?: number };
}

const maxFileMegabytes = 20;
const maxComments = 20_000;

/** Comments by the post's slug. Files not changed since `known` are not read again. */
export async function readComments(
  siteFolder: string,
  known: KnownComments,
): Promise<ReadonlyMap<string, CommentFile>> {
  const folder = path.join(siteFolder, 'comments');
  const found = new Map<string, CommentFile>();
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const slug = /^(.+)\.ya?ml$/.exec(entry.name)?.[1];
    if (slug === undefined || !entry.isFile()) continue;
    const file = path.join(folder, entry.name);
    const { size, mtimeMs } = await stat(file);
    const mark = `${size}:${mtimeMs}`;
    const before = known.get(file);
    const read = before?.mark === mark ? before.read : await readCommentFile(file, size);
    known.set(file, { mark, read });
    found.set(slug, read);
  }
  return found;
}

/** Files read before, by path, with the size and time they had. */
export type KnownComments = Map<string, { readonly mark: string; readonly read: CommentFile }>;

async function readCommentFile(file: string, size: number): Promise<CommentFile> {
  const megabytes = size / 1024 / 1024;
  if (megabytes > maxFileMegabytes) {
    return broken({ kind: 'too-large', megabytes: Math.ceil(megabytes), limit: maxFileMegabytes });
  }
  return parseComments(await readFile(file, 'utf8'));
}

/** Reads the text of a comments file: a list of comments, or `comments:` with that list. Only approved ones are kept. */
export function parseComments(text: string): CommentFile {
  let value: unknown;
  try {
    value = parseYaml(text, { maxAliasCount: 0, schema: 'core' });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) return broken({ kind: 'too-many-aliases' });
    return broken({ kind: 'yaml', code: error.code }, error.linePos?.[0].line);
  }
  const list: unknown = isPlainObject(value) ? value.comments : value;
  if (list === null || list === undefined) return { comments: [], waiting: 0 };
  if (!Array.isArray(list)) return broken({ kind: 'no-comment-list' });
  const all = list.slice(0, maxComments);
  return { comments: all.flatMap(readComment), waiting: all.filter(isWaiting).length };
}

function broken(reason: CommentsReason, line?: number): CommentFile {
  return { comments: [], waiting: 0, problem: { reason, ...(line === undefined ? {} : { line }) } };
}

const decided: readonly unknown[] = [undefined, null, 'approved', 'spam', 'trash', 'refused'];

function isWaiting(value: unknown): boolean {
  return isPlainObject(value) && !decided.includes(value.status);
}

function readComment(value: unknown, index: number): StoredComment[] {
  if (!isPlainObject(value)) return [];
  const status = value.status ?? 'approved';
  const text = words(value.text);
  if (status !== 'approved' || text.trim() === '') return [];
  const parent = words(value.parent);
  return [
    {
      id: words(value.id) || `comment-${index + 1}`,
      ...(parent === '' ? {} : { parent }),
      author: words(value.author).trim(),
      url: webAddress(words(value.url)),
      date: words(value.date),
      text,
    },
  ];
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function webAddress(text: string): string {
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : '';
}
