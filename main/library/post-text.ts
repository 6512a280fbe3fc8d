import { isUtf8 } from 'node:buffer';
import { joinFrontMatter, type SplitText, splitFrontMatter } from '../../common/front-matter.ts';
import { emptyMatter, readFrontMatter } from '../../common/front-matter-read.ts';
import type { PostId, PostMatter, PostProblem } from '../../common/post.ts';
import { titleFromFileName } from '../../common/slug.ts';
import type { FileFacts } from '../node/file-system.ts';
import { withLineEndsOf, withPlainLineEnds } from './line-ends.ts';

/** Largest file that is opened as a post, in bytes. */
export const maxPostBytes = 16 * 1024 * 1024;

/** A post's file, understood. */
export interface PostText {
  /** The whole file as it was read, byte order mark and line ends included. */
  readonly source: string;
  /** Header and what is around it; `body` inside is ignored. When the header is broken everything is body. */
  readonly parts: SplitText;
  /** What the author writes, with `\n` line ends. */
  readonly body: string;
  readonly matter: PostMatter;
  readonly otherKeys: Readonly<Record<string, unknown>>;
  readonly problem?: PostProblem;
}

/** Text of a file's bytes, or why it has none. Invalid UTF-8 is never replaced: such a file is not opened for writing. */
export function decodePost(bytes: Uint8Array): string | PostProblem {
  if (bytes.byteLength > maxPostBytes) return tooLarge(bytes.byteLength);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { kind: 'encoding', reason: { kind: 'utf-16' } };
  }
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return { kind: 'encoding', reason: { kind: 'not-utf-8' }, line: lineOfBadByte(bytes) };
}

/** A folder that is named like a post. */
export const folderProblem: PostProblem = { kind: 'unreadable', reason: { kind: 'folder' } };

/**
 * What a file that is no UTF-8 says, to be looked at only: as UTF-16 where it begins as such, as UTF-8 with gaps where most of
 * it is, else as Windows' Latin-1.
 */
export function showBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const gaps = lenient.split('\uFFFD').length - 1;
  const letters = lenient.match(/[^\0-\x7f\uFFFD]/gu)?.length ?? 0;
  return withPlainLineEnds(gaps > letters ? new TextDecoder('windows-1252').decode(bytes) : lenient);
}

/** Why a file is not read at all, told from its entry; undefined for one that may be. */
export function problemOf(facts: FileFacts): PostProblem | undefined {
  if (facts.kind !== 'file') return { kind: 'unreadable', reason: { kind: 'no-ordinary-file' } };
  return facts.size > maxPostBytes ? tooLarge(facts.size) : undefined;
}

/** A file that the system does not let us read; `code` is its reason. */
export function unreadable(code: string): PostProblem {
  return { kind: 'unreadable', reason: { kind: 'not-readable', code } };
}

function tooLarge(size: number): PostProblem {
  const [megabytes, limit] = [Math.round(size / 1_000_000), maxPostBytes / 1024 / 1024];
  return { kind: 'too-large', reason: { kind: 'too-large', megabytes, limit } };
}

/** Bytes of a file's text. */
export function encodePost(source: string): Uint8Array {
  return Buffer.from(source, 'utf8');
}

/** Understands a post's text. A broken header makes the whole file the body, so that it can be repaired as text. */
export function readPostText(source: string, id: PostId): PostText {
  const parts = splitFrontMatter(source);
  const read = readFrontMatter(parts);
  if ('reason' in read) return readWholeFile(source, id, read);
  const body = withPlainLineEnds(parts.body);
  return { source, parts, body, matter: titled(read.matter, read.names, id), otherKeys: read.otherKeys };
}

/** Matter of header parts that are known to be readable, with a title and a date from the file's name where none is stated. */
export function matterOf(parts: SplitText, id: PostId): PostMatter {
  const read = readFrontMatter(parts);
  return 'reason' in read ? titled(emptyMatter, [], id) : titled(read.matter, read.names, id);
}

/** The file's text for a header and a body, with the line ends that the file had before. */
export function composePost(before: PostText, parts: SplitText, body: string): string {
  return joinFrontMatter({ ...parts, body: withLineEndsOf(before.parts.body || before.source, body) });
}

/** A post's text without telling header and body apart. */
export function readWholeFile(source: string, id: PostId, problem: PostProblem): PostText {
  const mark = /^\uFEFF*/.exec(source)?.[0] ?? '';
  const body = source.slice(mark.length);
  const parts: SplitText = { kind: 'none', opening: mark, header: '', closing: '', body, headerLine: 1 };
  return { source, parts, body: withPlainLineEnds(body), matter: titled(emptyMatter, [], id), otherKeys: {}, problem };
}

function titled(matter: PostMatter, names: readonly string[], id: PostId): PostMatter {
  const date = matter.date ?? /^\d{4}-\d{2}-\d{2}(?=-.)/.exec(fileNameOf(id))?.[0];
  return {
    ...matter,
    ...(names.includes('title') ? {} : { title: titleFromFileName(fileNameOf(id)) }),
    ...(date === undefined ? {} : { date }),
  };
}

/** The name that tells a post's file from others: of `trip/index.md` it is the folder's. */
export function fileNameOf(id: PostId): string {
  const last = id.slice(id.lastIndexOf('/') + 1);
  if (!/^index\.[a-z]+$/i.test(last)) return last;
  const names = id.split('/');
  return names.length > 2 ? (names.at(-2) ?? last) : last;
}

function lineOfBadByte(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const position = lenient.indexOf('\uFFFD');
  return lenient.slice(0, Math.max(position, 0)).split('\n').length;
}
