import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PostId, PostSummary, UnreadableFile } from '../../common/post.ts';
import type { Result } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import { createKeyRest } from '../key-rest.ts';
import { filterPosts, type ListFilter, wholeList } from '../library/list-filter.ts';
import { arrange, type GroupName, type ListRow, withWords } from './list-rows.ts';
import { readAnew } from './read-anew.ts';
import { createTextSearch } from './text-search.ts';

/** Everything in the library, as the list shows it. */
export interface PostListStore {
  readonly posts: ReadonlySignal<readonly PostSummary[]>;
  readonly unreadable: ReadonlySignal<readonly UnreadableFile[]>;
  /** False until the list was read for the first time. */
  readonly isKnown: ReadonlySignal<boolean>;
  readonly search: ReadonlySignal<string>;
  /** True while the texts have not yet been searched for these words. */
  readonly isSearching: ReadonlySignal<boolean>;
  readonly rows: ReadonlySignal<readonly ListRow[]>;
  readonly filter: ReadonlySignal<ListFilter>;
  setFilter(filter: ListFilter): void;
  setSearch(words: string): void;
  /** The author entered the search field: what the first letters would wait for is done before they come. */
  prepareSearch(): void;
  toggleGroup(group: GroupName): void;
  refresh(): Promise<void>;
  /** Forgets the list, for when another blog is opened. */
  clear(): void;
  create(kind: 'post' | 'page'): Promise<Result<PostSummary>>;
  trash(id: PostId): Promise<Result<void>>;
}

/** Follows `posts.changed`; several changes while the list is being read cause one more reading, not several. */
export function createPostListStore(client: Client): PostListStore {
  const posts = signal<readonly PostSummary[]>([]);
  const unreadable = signal<readonly UnreadableFile[]>([]);
  const isKnown = signal(false);
  const search = signal('');
  const folded = signal<ReadonlySet<GroupName>>(new Set());
  const texts = createTextSearch(client);
  // Ten thousand posts are a long answer to read: not between two keys.
  const whenKeysRest = createKeyRest();
  const filter = signal<ListFilter>(wholeList);
  const chosen = computed(() => filterPosts(posts.value, filter.value));
  const shown = computed(() => withWords(chosen.value, search.value));
  const rows = computed(() => {
    const found = search.value.trim() === '' ? undefined : { posts: chosen.value, ...texts.found.value };
    return arrange(shown.value, folded.value, filter.value.order, found);
  });
  const refresh = readAnew(async () => {
    const list = await client.call('posts.list');
    if (!list.ok) return;
    posts.value = list.value.posts;
    unreadable.value = list.value.unreadable;
    isKnown.value = true;
  });

  client.on('posts.changed', () => whenKeysRest(() => inBackground(refresh())));
  return {
    posts,
    unreadable,
    isKnown,
    search,
    isSearching: texts.isBehind,
    rows,
    filter,
    setFilter(wanted) {
      filter.value = wanted;
    },
    setSearch(words) {
      search.value = words;
      texts.seek(words);
    },
    prepareSearch: () => texts.prepare(),
    toggleGroup(group) {
      const next = new Set(folded.value);
      if (!next.delete(group)) next.add(group);
      folded.value = next;
    },
    refresh,
    clear() {
      posts.value = [];
      unreadable.value = [];
      isKnown.value = false;
      search.value = '';
      texts.seek('');
      filter.value = wholeList;
    },
    async create(kind) {
      const created = await client.call('posts.create', { kind, title: '' });
      if (created.ok) inBackground(refresh());
      return created;
    },
    async trash(id) {
      const trashed = await client.call('posts.trash', { id });
      if (trashed.ok) await refresh();
      return trashed;
    },
  };
}
