import type { BadPostId, ChangedOutside, PostMissing } from '../common/contract/posts.ts';
import type { ReadOnlySite, WriteFailed } from '../common/contract/site.ts';
import type { MatterChanges, PostId, PostMatter } from '../common/post.ts';
import { ok, type Result } from '../common/result.ts';
import { isUntitled } from '../common/slug.ts';
import type { EventListener } from './app.ts';
import type { Library } from './library/library.ts';

type Refusal = PostMissing | BadPostId | WriteFailed | ReadOnlySite | ChangedOutside;

/**
 * Takes the draft mark off a post and gives it a date when it has none, as one ordinary edit of the draft; the page hears
 * of it like of any change from outside. Does nothing to a post that is public already. Answers the post's id, which changes
 * when its file gets its name from the title.
 */
export async function makePublic(library: Library, id: PostId, around: Around): Promise<Result<MadePublic, Refusal>> {
  const named = await nameByTitle(library, id);
  if (!named.ok) return named;
  return changeToPublic(library, named.value, around);
}

/** A post that readers may get now. `undo` are the changes that make it what it was; undefined when nothing was changed. */
export interface MadePublic {
  readonly id: PostId;
  readonly undo: MatterChanges | undefined;
}

interface Around {
  /** UTC milliseconds. */
  readonly now: number;
  readonly tell: EventListener;
}

/** Makes a post the draft it was before `makePublic`: the publish that it was made public for sent nothing. */
export async function takeBack(library: Library, made: MadePublic | undefined, { tell }: Around): Promise<void> {
  if (made?.undo === undefined) return;
  // A file that was changed meanwhile is what its author made of it; then it stays public, and the list says so.
  await changeMatter(library, made.id, () => made.undo, tell);
  await library.saveDraft(made.id);
}

/** A post that was begun without a title lies in `untitled.md`; before readers get its address it is named for its title. */
async function nameByTitle(library: Library, id: PostId): Promise<Result<PostId, Refusal>> {
  if (!isUntitled(id)) return ok(id);
  const post = await library.read(id);
  if (!post.ok) return post;
  const title = post.value.summary.matter.title.trim();
  if (title === '') return ok(id);
  for (let number = 1; number < 100; number += 1) {
    const renamed = await library.rename(id, number === 1 ? title : `${title} ${number}`);
    if (renamed.ok) return ok(renamed.value.id);
    if (renamed.failure.kind !== 'slug-taken') return { ok: false, failure: renamed.failure };
  }
  return ok(id);
}

async function changeToPublic(
  library: Library,
  id: PostId,
  { now, tell }: Around,
): Promise<Result<MadePublic, Refusal>> {
  let undo: MatterChanges | undefined;
  const changed = await changeMatter(
    library,
    id,
    (matter) => {
      const date = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
      undo = {
        ...(matter.draft ? { draft: true } : {}),
        ...(matter.draft && matter.date === undefined ? { date: null } : {}),
      };
      return {
        ...(matter.draft ? { draft: null } : {}),
        ...(matter.date === undefined ? { date } : {}),
      };
    },
    tell,
  );
  if (!changed.ok) return changed;
  return ok({ id, undo: undo === undefined || Object.keys(undo).length === 0 ? undefined : undo });
}

/** Makes one ordinary edit of a post's header; nothing when `changesOf` answers none. */
async function changeMatter(
  library: Library,
  id: PostId,
  changesOf: (matter: PostMatter) => MatterChanges | undefined,
  tell: EventListener,
): Promise<Result<void, Refusal>> {
  // An edit of the page can come in between; then the draft is simply looked at again.
  for (;;) {
    const opened = await library.openDraft(id);
    if (!opened.ok) return opened;
    const { matter, sequence } = opened.value;
    const changes = changesOf(matter) ?? {};
    if (Object.keys(changes).length === 0) return ok(undefined);
    const edited = await library.editDraft({ id, sequence: sequence + 1, changes: [], matter: changes });
    if (!edited.ok) {
      if (edited.failure.kind === 'out-of-step') continue;
      return { ok: false, failure: edited.failure };
    }
    const after = await library.openDraft(id);
    if (after.ok) {
      const { body, matter: newMatter, sequence: newSequence } = after.value;
      tell('drafts.changedOutside', { id, body, matter: newMatter, sequence: newSequence });
    }
    return ok(undefined);
  }
}
