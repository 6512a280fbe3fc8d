import type { MediaUse } from '../../common/contract/media.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { MediaTops } from '../../common/media-address.ts';
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

/** A file's change of place, and how addresses mean files. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly fileOf: (addressed: string) => string;
  readonly tops: MediaTops;
}

/**
 * Lets every link, picture and cover that names `from` name `to`, in the style it was written in, and saves those posts. They
 * are changed as drafts, so that what an author has typed and not saved stays.
 */
export async function changeLinks(
  library: Library,
  uses: readonly MediaUse[],
  move: Move,
  tell: DraftChanged,
): Promise<LinksChanged> {
  const changed: PostId[] = [];
  const failed: PostId[] = [];
  for (const id of new Set(uses.map(({ postId }) => postId))) {
    const isChanged = await changeLinksIn(library, id, move, tell);
    (isChanged ? changed : failed).push(id);
  }
  return { changed, failed };
}

async function changeLinksIn(library: Library, id: PostId, move: Move, tell: DraftChanged): Promise<boolean> {
  const opened = await library.openDraft(id);
  if (!opened.ok) return false;
  const { body, matter, sequence } = opened.value;
  const changes = textChanges(body, id, move);
  const cover = changedCover(matter, id, move);
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

function textChanges(body: string, id: PostId, { from, to, fileOf, tops }: Move): readonly TextChange[] {
  return findReferences(body, id)
    .filter(({ path }) => fileOf(path) === from)
    .map((reference) => ({
      from: reference.from,
      to: reference.to,
      insert: writtenAddress(to, reference.written, id, tops),
    }));
}

function changedCover({ cover }: PostMatter, id: PostId, { from, to, fileOf, tops }: Move): PostMatter['cover'] {
  const path = cover === undefined ? undefined : localPathOf(cover.src, id);
  const isThis = cover !== undefined && path !== undefined && fileOf(path) === from;
  return isThis ? { ...cover, src: writtenAddress(to, cover.src, id, tops) } : undefined;
}

function applied(body: string, changes: readonly TextChange[]): string {
  return changes
    .toReversed()
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), body);
}
