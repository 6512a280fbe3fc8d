import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { MediaEntry, MediaList, MediaMoved, PictureEdit } from '../../common/contract/media.ts';
import type { Failure, Result } from '../../common/result.ts';
import type { Client } from '../client.ts';
import { arrangeMedia, type MediaFilter, type MediaMonth } from './media-view.ts';

/** The library of pictures and files while it is open. */
export interface MediaStore {
  /** Undefined until it was read for the first time. */
  readonly list: ReadonlySignal<MediaList | undefined>;
  readonly filter: ReadonlySignal<MediaFilter>;
  readonly search: ReadonlySignal<string>;
  readonly months: ReadonlySignal<readonly MediaMonth[]>;
  readonly chosen: ReadonlySignal<MediaEntry | undefined>;
  setFilter(filter: MediaFilter): void;
  setSearch(search: string): void;
  choose(path: string): void;
  refresh(): Promise<void>;
  rename(path: string, name: string): Promise<Result<MediaMoved>>;
  replace(path: string, file: File): Promise<Result<MediaMoved>>;
  edit(path: string, edit: PictureEdit): Promise<Result<void>>;
  trash(path: string, evenIfUsed: boolean): Promise<Result<{ readonly key: string }>>;
  restore(key: string): Promise<Result<{ readonly path: string }>>;
  relink(from: string, to: string): Promise<Result<MediaMoved>>;
}

/** Reads the library anew after every change it makes. */
export function createMediaStore(client: Client, showFailure: (failure: Failure) => void): MediaStore {
  const list = signal<MediaList | undefined>(undefined);
  const filter = signal<MediaFilter>('all');
  const search = signal('');
  const chosenPath = signal<string | undefined>(undefined);
  const months = computed(() => arrangeMedia(list.value ?? { items: [], missing: [] }, filter.value, search.value));
  const chosen = computed(() => list.value?.items.find(({ path }) => path === chosenPath.value));

  async function refresh(): Promise<void> {
    const read = await client.call('media.list');
    if (read.ok) list.value = read.value;
    else showFailure(read.failure);
  }
  async function afterwards<Answer extends Result<unknown>>(answer: Answer): Promise<Answer> {
    await refresh();
    return answer;
  }
  async function moved(answer: Result<MediaMoved>): Promise<Result<MediaMoved>> {
    if (answer.ok) chosenPath.value = answer.value.path;
    return afterwards(answer);
  }

  return {
    list,
    filter,
    search,
    months,
    chosen,
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
    rename: async (path, name) => moved(await client.call('media.rename', { path, name })),
    replace: async (path, file) => {
      const content = new Uint8Array(await file.arrayBuffer());
      return moved(await client.call('media.replace', { path, name: file.name, content }));
    },
    edit: async (path, { turn, crop }) =>
      afterwards(
        await client.call('media.edit', {
          path,
          ...(turn === undefined ? {} : { turn }),
          ...(crop === undefined ? {} : { crop: [crop.left, crop.top, crop.width, crop.height] as const }),
        }),
      ),
    trash: async (path, evenIfUsed) => afterwards(await client.call('media.trash', { path, evenIfUsed })),
    restore: async (key) => afterwards(await client.call('media.restore', { key })),
    relink: async (from, to) => moved(await client.call('media.relink', { from, to })),
  };
}
