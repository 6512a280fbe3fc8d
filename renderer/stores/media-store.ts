import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { MediaEntry, MediaList, MediaMoved, PictureEdit, TrashedMedia } from '../../common/contract/media.ts';
import type { Failure, Result } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import type { Memory } from '../memory.ts';
import { announceMedia, sendMedia, takeMedia } from '../send-media.ts';
import { arrangeMedia, type MediaFilter, type MediaMonth } from './media-view.ts';
import { readAnew } from './read-anew.ts';

/** The library of pictures and files while it is open. */
export interface MediaStore {
  /** Undefined until it was read for the first time. */
  readonly list: ReadonlySignal<MediaList | undefined>;
  readonly filter: ReadonlySignal<MediaFilter>;
  readonly search: ReadonlySignal<string>;
  readonly months: ReadonlySignal<readonly MediaMonth[]>;
  readonly chosen: ReadonlySignal<MediaEntry | undefined>;
  /** Cards, or one line for each file. */
  readonly view: ReadonlySignal<MediaViewKind>;
  /** Paths of files that something is to be done with together, in the order they were marked. */
  readonly marked: ReadonlySignal<readonly string[]>;
  /** What lies in the trash; undefined until it was asked for. */
  readonly trashed: ReadonlySignal<readonly TrashedMedia[] | undefined>;
  setView(view: MediaViewKind): void;
  mark(path: string, isMarked: boolean): void;
  unmarkAll(): void;
  /** Takes files into the site without showing them anywhere. */
  add(files: readonly File[]): Promise<void>;
  setFilter(filter: MediaFilter): void;
  setSearch(search: string): void;
  choose(path: string): void;
  refresh(): Promise<void>;
  /** The same once nothing has changed for a moment: of forty files that come in, each changes the library. */
  refreshSoon(): void;
  rename(path: string, name: string): Promise<Result<MediaMoved>>;
  replace(path: string, file: File): Promise<Result<MediaMoved>>;
  edit(path: string, edit: PictureEdit): Promise<Result<void>>;
  trash(path: string, evenIfUsed: boolean): Promise<Result<{ readonly key: string }>>;
  restore(key: string): Promise<Result<{ readonly path: string }>>;
  relink(from: string, to: string): Promise<Result<MediaMoved>>;
}

/** How long the library rests before it is read again, in milliseconds. */
const restMs = 400;

/** How the files are laid out. */
export type MediaViewKind = 'grid' | 'list';

/** Reads the library anew after every change it makes; the layout that was chosen is kept in `memory`. */
export function createMediaStore(
  client: Client,
  memory: Memory,
  showFailure: (failure: Failure, name?: string) => void,
): MediaStore {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const view = signal<MediaViewKind>('grid');
  let isViewChosen = false;
  const marked = signal<readonly string[]>([]);
  const trashed = signal<readonly TrashedMedia[] | undefined>(undefined);
  inBackground(
    memory.read('media-view').then((kept) => {
      if (kept === 'list' && !isViewChosen) view.value = kept;
    }),
  );
  const list = signal<MediaList | undefined>(undefined);
  const filter = signal<MediaFilter>('all');
  const search = signal('');
  const chosenPath = signal<string | undefined>(undefined);
  const months = computed(() => arrangeMedia(list.value ?? { items: [], missing: [] }, filter.value, search.value));
  const chosen = computed(() => list.value?.items.find(({ path }) => path === chosenPath.value));

  const refresh = readAnew(async () => {
    const read = await client.call('media.list');
    if (read.ok) list.value = read.value;
    else showFailure(read.failure);
    const inTrash = await client.call('media.trashed');
    if (inTrash.ok) trashed.value = inTrash.value;
    const there = new Set(list.value?.items.map(({ path }) => path));
    marked.value = marked.value.filter((path) => there.has(path));
  });
  async function afterwards<Answer extends Result<unknown>>(answer: Answer): Promise<Answer> {
    await refresh();
    return answer;
  }
  /** The file stays the chosen one under its new path, unless another was chosen meanwhile. */
  async function moved(from: string, answer: Result<MediaMoved>): Promise<Result<MediaMoved>> {
    if (answer.ok && (chosenPath.value ?? from) === from) chosenPath.value = answer.value.path;
    return afterwards(answer);
  }

  return {
    list,
    filter,
    search,
    months,
    chosen,
    view,
    marked,
    trashed,
    setView(next) {
      isViewChosen = true;
      view.value = next;
      memory.write('media-view', next);
    },
    mark(path, isMarked) {
      const others = marked.value.filter((other) => other !== path);
      marked.value = isMarked ? [...others, path] : others;
    },
    unmarkAll() {
      marked.value = [];
    },
    async add(files) {
      for (const file of files) {
        const taken = await takeMedia(client, file, '');
        if (taken.ok) chosenPath.value = taken.value.path;
        else showFailure(taken.failure, file.name);
      }
      await refresh();
    },
    setFilter(next) {
      filter.value = next;
    },
    setSearch(next) {
      search.value = next;
    },
    choose(path) {
      chosenPath.value = path;
    },
    refresh,
    refreshSoon() {
      clearTimeout(timer);
      timer = setTimeout(() => inBackground(refresh()), restMs);
    },
    rename: async (path, name) => moved(path, await client.call('media.rename', { path, name })),
    replace: async (path, file) => {
      // In another format it becomes a new file, which keeps the old one's name.
      const name = path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.') + 1);
      const begun = await announceMedia(client, file, '', name + file.name.slice(file.name.lastIndexOf('.') + 1));
      if (!begun.ok) return begun;
      const sent = await sendMedia(client, begun.value, file);
      return sent.ok ? moved(path, await client.call('media.replace', { path, intake: begun.value.intake })) : sent;
    },
    edit: async (path, { turn, crop, focus }) =>
      afterwards(
        await client.call('media.edit', {
          path,
          ...(turn === undefined ? {} : { turn }),
          ...(crop === undefined ? {} : { crop: [crop.left, crop.top, crop.width, crop.height] as const }),
          ...(focus === undefined ? {} : { focus: [focus.x, focus.y] as const }),
        }),
      ),
    trash: async (path, evenIfUsed) => afterwards(await client.call('media.trash', { path, evenIfUsed })),
    restore: async (key) => afterwards(await client.call('media.restore', { key })),
    relink: async (from, to) => moved(chosenPath.value ?? '', await client.call('media.relink', { from, to })),
  };
}
