import type { BadPostId, PostMissing } from '../../common/contract/posts.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Drafts } from './drafts.ts';
import type { SeenFile } from './index-file.ts';
import type { ListListener, Post } from './library.ts';
import type { IndexListener } from './post-index.ts';
import type { PostShelf } from './post-shelf.ts';
import { digestPost } from './post-summary.ts';

interface Sources {
  readonly shelf: PostShelf;
  readonly drafts: Drafts;
}

/** See `Library.read`. */
export async function readPost({ drafts, shelf }: Sources, id: PostId): Promise<Result<Post, PostMissing | BadPostId>> {
  const bad = await shelf.refusal(id);
  if (bad !== undefined) return fail(bad);
  const draft = drafts.get(id);
  const found = draft?.isDirty === true ? { text: draft.text(), facts: undefined } : await shelf.parts.index.read(id);
  if (found === undefined) return fail({ kind: 'post-missing', id });
  const { text } = found;
  const facts = found.facts ?? { kind: 'file', size: 0, modifiedMs: shelf.parts.now(), mode: 0, inode: 0 };
  const summary = shelf.summarise(id, { id, facts, digest: digestPost(text) }, draft);
  return ok({ summary, body: text.body, otherKeys: text.otherKeys });
}

/** See `Library.readPosts`. */
export async function readPosts(sources: Sources, ids: readonly PostId[]): Promise<readonly (Post | undefined)[]> {
  const seen = await sources.shelf.parts.index.readSeen(ids);
  return Promise.all(
    ids.map(async (id, index) => {
      const post = postOf(sources, seen[index]);
      if (post !== undefined) return post;
      const read = await readPost(sources, id);
      return read.ok ? read.value : undefined;
    }),
  );
}

/** Tells posts for the files that an index reads. A file behind a link may lie outside the site, which only `readPost` finds out. */
export function indexListener(sources: Sources, { found, read }: ListListener): IndexListener {
  return {
    found,
    read: (files) => {
      if (!sources.shelf.parts.index.hasLinks) read(files.flatMap((file) => postOf(sources, file) ?? []));
    },
  };
}

/** The post that a file is; undefined for one that is none, or has unsaved words. */
function postOf({ drafts, shelf }: Sources, file: SeenFile | undefined): Post | undefined {
  if (file?.text === undefined) return undefined;
  const { post, text } = file;
  const draft = drafts.get(post.id);
  if (draft?.isDirty === true) return undefined;
  return { summary: shelf.summarise(post.id, post, draft), body: text.body, otherKeys: text.otherKeys };
}

/** See `Library.readBodies`. */
export async function readBodies(
  { drafts, shelf }: Sources,
  ids: readonly PostId[],
): Promise<readonly (string | undefined)[]> {
  const found = await shelf.parts.index.readBodies(ids);
  return ids.map((id, index) => {
    const draft = drafts.get(id);
    return draft?.isDirty === true ? draft.text().body : found[index]?.body;
  });
}
