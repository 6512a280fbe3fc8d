import type { BadPostId, ChangedOutside, PostMissing } from '../common/contract/posts.ts';
import type { ReadOnlySite, WriteFailed } from '../common/contract/site.ts';
import type { MatterChanges, PostId } from '../common/post.ts';
import { ok, type Result } from '../common/result.ts';
import type { EventListener } from './app.ts';
import type { Library } from './library/library.ts';

type Refusal = PostMissing | BadPostId | WriteFailed | ReadOnlySite | ChangedOutside;

/**
 * Takes the draft mark off a post and gives it a date when it has none, as one ordinary edit of the draft; the page hears
 * of it like of any change from outside. Does nothing to a post that is public already. Answers the post's id, which changes
 * when its file gets its name from the title.
 */
export async function makePublic(
  library: Library,
  id: PostId,
  { now, tell }: { readonly now: number; readonly tell: EventListener },
): Promise<Result<PostId, Refusal>> {
  const named = await nameByTitle(library, id);
  if (!named.ok) return named;
  return changeToPublic(library, named.value, { now, tell });
}

/** A post that was begun without a title lies in `untitled.md`; before readers get its address it is named for its title. */
async function nameByTitle(library: Library, id: PostId): Promise<Result<PostId, Refusal>> {
  if (!/(?:^|[/-])untitled(?:-\d+)?\.[a-z]+$/.test(id)) return ok(id);
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
  { now, tell }: { readonly now: number; readonly tell: EventListener },
): Promise<Result<PostId, Refusal>> {
  // An edit of the page can come in between; then the draft is simply looked at again.
  for (;;) {
    const opened = await library.openDraft(id);
    if (!opened.ok) return opened;
    const { matter, sequence } = opened.value;
    const changes: MatterChanges = {
      ...(matter.draft ? { draft: null } : {}),
      ...(matter.date === undefined ? { date: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z') } : {}),
    };
    if (Object.keys(changes).length === 0) return ok(id);
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
    return ok(id);
  }
}
