import type { MediaUse } from '../../common/contract/media.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { PostId, PostMatter, TextChange } from '../../common/post.ts';
import type { Library } from '../library/library.ts';
import { findReferences } from './find-references.ts';
import type { DraftChanged } from './media-library.ts';
import { writtenAddress } from './written-address.ts';

/** What became of the posts whose links had to change. */
export interface LinksChanged {
  readonly changed: readonly PostId[];
  readonly failed: readonly PostId[];
}

/**
 * Lets every link, picture and cover that names `from` name `to`, in the style it was written in, and saves those posts. They
 * are changed as drafts, so that what an author has typed and not saved stays.
 */
export async function changeLinks(
  library: Library,
  uses: readonly MediaUse[],
  from: string,
  to: string,
  tell: DraftChanged,
): Promise<LinksChanged> {
  const changed: PostId[] = [];
  const failed: PostId[] = [];
  for (const id of new Set(uses.map(({ postId }) => postId))) {
    const isChanged = await changeLinksIn(library, id, from, to, tell);
    (isChanged ? changed : failed).push(id);
  }
  return { changed, failed };
}

async function changeLinksIn(
  library: Library,
  id: PostId,
  from: string,
  to: string,
  tell: DraftChanged,
): Promise<boolean> {
  const opened = await library.openDraft(id);
  if (!opened.ok) return false;
  const { body, matter, sequence } = opened.value;
  const changes = textChanges(body, id, from, to);
  const cover = changedCover(matter, id, from, to);
  if (changes.length === 0 && cover === undefined) return true;
  const edited = await library.editDraft({
    id,
    sequence: sequence + 1,
    changes,
    ...(cover === undefined ? {} : { matter: { cover } }),
  });
  if (!edited.ok) return false;
  tell(id, edited.value, applied(body, changes));
  const saved = await library.saveDraft(id);
  return saved.ok && saved.value.kind === 'saved';
}

function textChanges(body: string, id: PostId, from: string, to: string): readonly TextChange[] {
  return findReferences(body, id)
    .filter(({ path }) => path === from)
    .map((reference) => ({
      from: reference.from,
      to: reference.to,
      insert: writtenAddress(to, reference.written, id),
    }));
}

function changedCover({ cover }: PostMatter, id: PostId, from: string, to: string): PostMatter['cover'] {
  const isThis = cover !== undefined && localPathOf(cover.src, id) === from;
  return isThis ? { ...cover, src: writtenAddress(to, cover.src, id) } : undefined;
}

function applied(body: string, changes: readonly TextChange[]): string {
  return changes
    .toReversed()
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), body);
}
