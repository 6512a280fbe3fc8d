import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SearchHit } from '../../common/contract/search.ts';
import type { PostId, PostSummary, UnreadableFile } from '../../common/post.ts';
import type { Result } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import { createKeyRest } from '../key-rest.ts';
import { filterPosts, type ListFilter, wholeList } from '../library/list-filter.ts';
import { arrange, type GroupName, type ListRow } from './list-rows.ts';

/** Everything in the library, as the list shows it. */
export interface PostListStore {
  readonly posts: ReadonlySignal<readonly PostSummary[]>;
  readonly unreadable: ReadonlySignal<readonly UnreadableFile[]>;
  /** False until the list was read for the first time. */
  readonly isKnown: ReadonlySignal<boolean>;
  readonly search: ReadonlySignal<string>;
  readonly rows: ReadonlySignal<readonly ListRow[]>;
  readonly filter: ReadonlySignal<ListFilter>;
  setFilter(filter: ListFilter): void;
  setSearch(words: string): void;
  toggleGroup(group: GroupName): void;
  refresh(): Promise<void>;
  /** Forgets the list, for when another blog is opened. */
  clear(): void;
  create(kind: 'post' | 'page'): Promise<Result<PostSummary>>;
  trash(id: PostId): Promise<Result<void>>;
}

/** Most posts shown for words in their texts: each one's text is read for its snippet, while the author types. */
const searchLimit = 50;

/** Follows `posts.changed`; several changes while the list is being read cause one more reading, not several. */
export function createPostListStore(client: Client): PostListStore {
  const posts = signal<readonly PostSummary[]>([]);
  const unreadable = signal<readonly UnreadableFile[]>([]);
  const isKnown = signal(false);
  const search = signal('');
  const folded = signal<ReadonlySet<GroupName>>(new Set());
  const hits = signal<readonly SearchHit[]>([]);
  // Ten thousand posts are a long answer to read: not between two keys.
  const whenKeysRest = createKeyRest();
  const filter = signal<ListFilter>(wholeList);
  const chosen = computed(() => filterPosts(posts.value, filter.value));
  const rows = computed(() => arrange(chosen.value, search.value, folded.value, hits.value, filter.value.order));
  let reading: Promise<void> | undefined;
  let isStale = false;

  async function read(): Promise<void> {
    do {
      isStale = false;
      const list = await client.call('posts.list');
      if (list.ok) {
        posts.value = list.value.posts;
        unreadable.value = list.value.unreadable;
        isKnown.value = true;
      }
    } while (isStale);
  }

  function refresh(): Promise<void> {
    isStale = true;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  /** Asks for posts that have the words in their text; an answer that was overtaken by the next letter is not shown. */
  async function searchTexts(words: string): Promise<void> {
    if (words.trim() === '') {
      hits.value = [];
      return;
    }
    const query = words.slice(0, 500);
    const found = await client.call('posts.search', { query, limit: searchLimit });
    if (!found.ok || search.value !== words) return;
    hits.value = found.value.hits;
    if (found.value.indexed >= found.value.total) return;
    // The index is still being made: the rest comes when it is done.
    const complete = await client.call('posts.search', { query, limit: searchLimit, isPatient: true });
    if (complete.ok && search.value === words) hits.value = complete.value.hits;
  }

  client.on('posts.changed', () => whenKeysRest(() => inBackground(refresh())));
  return {
    posts,
    unreadable,
    isKnown,
    search,
    rows,
    filter,
    setFilter(wanted) {
      filter.value = wanted;
    },
    setSearch(words) {
      search.value = words;
      inBackground(searchTexts(words));
    },
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
      hits.value = [];
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
