import type {
  LinksNotChanged,
  MediaEntry,
  MediaInUse,
  MediaList,
  MediaMissing,
  MediaMoved,
  MediaNameTaken,
  MediaReceipt,
  MediaRefused,
  MediaUse,
  MissingFile,
  PictureEdit,
  PictureWords,
  TrashedMedia,
} from '../../common/contract/media.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { DraftEdited, Library } from '../library/library.ts';
import { changeLinks } from './change-links.ts';
import { collectUses } from './collect-uses.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { MediaStore } from './media.ts';
import { fileMeant, isMediaAddress } from './media-places.ts';
import { isUsableEdit } from './picture-edits.ts';

/** What an author does with the files of a blog, beside taking them in. */
export interface MediaLibrary {
  list(): Promise<MediaList>;
  whereUsed(path: string): Promise<readonly MediaUse[]>;
  /** Words that stand at a picture where it is used already; undefined when there are none. */
  wordsFor(path: string): Promise<PictureWords | undefined>;
  receipt(path: string): Promise<Result<MediaReceipt, MediaMissing>>;
  rename(path: string, name: string): Promise<Result<MediaMoved, MoveFailure | MediaNameTaken>>;
  replace(path: string, file: IncomingFile): Promise<Result<MediaMoved, MoveFailure | MediaRefused>>;
  edit(path: string, edit: PictureEdit): Promise<Result<void, MediaMissing | WriteFailed | ReadOnlySite>>;
  trash(
    path: string,
    evenIfUsed: boolean,
  ): Promise<Result<{ readonly key: string }, MediaMissing | MediaInUse | WriteFailed | ReadOnlySite>>;
  restore(key: string): Promise<Result<{ readonly path: string }, MediaMissing | WriteFailed | ReadOnlySite>>;
  /** What lies in the trash, latest first. */
  trashed(): Promise<readonly TrashedMedia[]>;
  relink(from: string, to: string): Promise<Result<MediaMoved, MoveFailure>>;
}

type MoveFailure = MediaMissing | LinksNotChanged | WriteFailed | ReadOnlySite;

/** A draft that was changed here and may be open in the page. */
export type DraftChanged = (id: PostId, edited: DraftEdited, body: string) => void;

/** The library of pictures and attachments, over a site's posts. `tell` hears of every post whose links were changed. */
export function createMediaLibrary(library: Library, media: MediaStore, tell: DraftChanged): MediaLibrary {
  const list = async (): Promise<MediaList> => {
    const [files, places] = await Promise.all([media.files(), media.places()]);
    const there = new Set(files.map(({ path }) => path));
    const uses = await collectUses(library, (addressed) => fileMeant(places, there, addressed));
    const items: MediaEntry[] = [];
    for (const file of files) {
      const edit = await media.editOf(file.path);
      items.push({ ...file, uses: uses.get(file.path) ?? [], ...(edit === undefined ? {} : { edit }) });
    }
    const missing: MissingFile[] = [];
    for (const [path, named] of uses) {
      if (there.has(path) || !named.some(({ role }) => isMediaAddress(places, path, role))) continue;
      const movedTo = await media.findMoved(path);
      missing.push({ path, uses: named, ...(movedTo === undefined ? {} : { movedTo }) });
    }
    return { items, missing: missing.sort((a, b) => (a.path < b.path ? -1 : 1)), tops: places.tops };
  };
  const meaning = async () => {
    const [files, places] = await Promise.all([media.files(), media.places()]);
    const there = new Set(files.map((file) => file.path));
    return { fileOf: (addressed: string) => fileMeant(places, there, addressed), tops: places.tops };
  };
  const whereUsed = async (path: string) => (await collectUses(library, (await meaning()).fileOf)).get(path) ?? [];
  /** Links first, then the file: at no moment does a post name a file that is not there. */
  const follow = async (from: string, to: string): Promise<Result<MediaMoved, LinksNotChanged>> => {
    const move = { from, to, ...(await meaning()) };
    const { changed, failed } = await changeLinks(library, await whereUsed(from), move, tell);
    return failed.length > 0
      ? fail({ kind: 'links-not-changed', path: from, posts: failed })
      : ok({ path: to, posts: changed });
  };

  return {
    list,
    whereUsed,
    wordsFor: async (path) => {
      const use = (await whereUsed(path)).find(
        ({ alt = '', caption, credit }) => alt !== '' || caption !== undefined || credit !== undefined,
      );
      if (use === undefined) return undefined;
      const { alt, caption, credit } = use;
      return { ...(alt ? { alt } : {}), ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) };
    },
    receipt: async (path) => {
      const published = await media.published(path);
      if (published === undefined) return fail({ kind: 'media-missing', path });
      const file = (await media.files()).find((candidate) => candidate.path === path);
      const files = published.files.map(({ type, size, width, height }) => ({
        type,
        size,
        ...(width === undefined || height === undefined ? {} : { width, height }),
      }));
      return ok({
        path,
        removed: published.removed ?? [],
        originalSize: file?.size ?? published.files[0]?.size ?? 0,
        files,
      });
    },
    rename: async (path, name) => {
      const copied = await media.copyTo(path, name);
      if (!copied.ok || copied.value === path) return copied.ok ? ok({ path, posts: [] }) : copied;
      const edit = await media.editOf(path);
      const carried = edit === undefined ? ok(undefined) : await media.edit(copied.value, edit);
      if (!carried.ok) return carried;
      const followed = await follow(path, copied.value);
      if (!followed.ok) return followed;
      const removed = await media.trash(path);
      if (!removed.ok) return removed;
      // The same content lies under the new name.
      await media.forget(removed.value);
      if (edit !== undefined) await media.edit(path, undefined);
      return followed;
    },
    edit: async (path, edit) => {
      const file = (await media.files()).find((candidate) => candidate.path === path);
      if (file?.kind !== 'image') return fail({ kind: 'media-missing', path });
      return media.edit(path, isUsableEdit(edit) ? edit : undefined);
    },
    replace: async (path, file) => {
      if (library.readOnly !== undefined) return fail({ kind: 'read-only', holder: library.readOnly.holder });
      const old = (await media.files()).find((candidate) => candidate.path === path);
      if (old === undefined) return fail({ kind: 'media-missing', path });
      if (old.type !== file.type.type) {
        // Another format needs another ending: a new file, to which all links move.
        const taken = await media.take(file);
        if (!taken.ok) return taken;
        const followed = await follow(path, taken.value.path);
        if (!followed.ok) return followed;
        const removed = await media.trash(path);
        return removed.ok ? ok({ ...followed.value, trashKey: removed.value }) : removed;
      }
      const replaced = await media.replace(path, file);
      // The crop was chosen for the old picture.
      if (replaced.ok && (await media.editOf(path)) !== undefined) await media.edit(path, undefined);
      return replaced.ok ? ok({ path, posts: [], trashKey: replaced.value }) : replaced;
    },
    trash: async (path, evenIfUsed) => {
      const uses = evenIfUsed ? [] : await whereUsed(path);
      if (uses.length > 0) return fail({ kind: 'media-in-use', path, uses });
      const trashed = await media.trash(path);
      return trashed.ok ? ok({ key: trashed.value }) : trashed;
    },
    restore: async (key) => {
      const restored = await media.restore(key);
      return restored.ok ? ok({ path: restored.value }) : restored;
    },
    trashed: () => media.trashed(),
    relink: async (from, to) => {
      if (library.readOnly !== undefined) return fail({ kind: 'read-only', holder: library.readOnly.holder });
      const isThere = (await media.files()).some((file) => file.path === to);
      return isThere ? follow(from, to) : fail({ kind: 'media-missing', path: to });
    },
  };
}
