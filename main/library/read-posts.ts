import type { BadPostId, PostMissing } from '../../common/contract/posts.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Drafts } from './drafts.ts';
import type { Post } from './library.ts';
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
  const { drafts, shelf } = sources;
  const seen = await shelf.parts.index.readSeen(ids);
  return Promise.all(
    ids.map(async (id, index) => {
      const draft = drafts.get(id);
      const found = draft?.isDirty === true ? undefined : seen[index];
      if (found !== undefined) {
        const { body, otherKeys } = found.text;
        return { summary: shelf.summarise(id, found.post, draft), body, otherKeys };
      }
      const read = await readPost(sources, id);
      return read.ok ? read.value : undefined;
    }),
  );
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
