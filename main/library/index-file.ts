import type { PostId, PostProblem } from '../../common/post.ts';
import type { FileFacts, FileWithFacts } from '../node/file-system.ts';
import { isConflictCopy, type Layout, placeOf } from './layout.ts';
import { digestPost, type PostDigest } from './post-summary.ts';
import { decodePost, folderProblem, type PostText, problemOf, readPostText } from './post-text.ts';

/** A file in a place for posts, read once and again when it has changed. */
export interface IndexedPost {
  readonly id: PostId;
  readonly facts: FileFacts;
  /** A problem when the file is no text. */
  readonly digest: PostDigest | PostProblem;
}

/** A file as it was seen, with its text where it is one. */
export interface SeenFile {
  readonly post: IndexedPost;
  readonly text?: PostText;
}

/** What a file in a place for posts is, from what was read of it; undefined when it is none. */
export function indexFile(layout: Layout, id: PostId, { facts, bytes }: FileWithFacts): SeenFile | undefined {
  const isFlat = placeOf(layout, id)?.isFlat === true;
  // Flat places lie among folders of all kinds.
  if (facts.kind === 'folder') return isFlat ? undefined : { post: { id, facts, digest: folderProblem } };
  if (isConflictCopy(id)) return { post: { id, facts, digest: conflictCopy } };
  const source = problemOf(facts) ?? decodePost(bytes ?? new Uint8Array());
  if (typeof source !== 'string') return { post: { id, facts, digest: source } };
  const text = readPostText(source, id);
  // Beside the settings of a generator lie files that are no pages of it, a README above all.
  if (isFlat && text.parts.kind === 'none') return undefined;
  return { post: { id, facts, digest: digestPost(text) }, text };
}

/** Listed, so that its text is not forgotten, and never published: the post itself is. */
const conflictCopy: PostProblem = {
  kind: 'unreadable',
  reason: { kind: 'sync-copy' },
};
