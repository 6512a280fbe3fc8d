import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PostId, PostSummary } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import type { Memory } from '../memory.ts';
import type { DraftStore } from './draft-store.ts';

/** The posts that are open in tabs. One of them is being written; the others are as they were left, a key away. */
export interface TabStore {
  /** In the order of the strip; holds the post that is open, if one is. */
  readonly tabs: ReadonlySignal<readonly PostId[]>;
  /** Opens a post in a tab of its own; without this, opening a post takes the place of the one that is open. */
  openInNew(id: PostId): Promise<void>;
  /** Goes to the tab after (1) or before (-1) the open one, around the ends. */
  step(by: 1 | -1): void;
  /** Closes a tab, by default the open one; its neighbour is opened, and after the last one none. */
  close(id?: PostId): void;
  /** Brings back the tabs of the blog in this folder. */
  restore(folder: string): Promise<void>;
}

/** What the store works with. */
export interface TabStoreParts {
  readonly client: Client;
  readonly draft: DraftStore;
  readonly memory: Memory;
  readonly posts: ReadonlySignal<readonly PostSummary[]>;
  /** True once the list of posts was read. */
  readonly isListKnown: ReadonlySignal<boolean>;
  readonly folder: () => string | undefined;
}

/** Follows the post that is open, whoever opened it. */
export function createTabStore({ client, draft, memory, posts, isListKnown, folder }: TabStoreParts): TabStore {
  const tabs = signal<readonly PostId[]>([]);
  let active: PostId | undefined;
  /** This post gets a tab of its own when it is opened. */
  let own: PostId | undefined;

  function set(next: readonly PostId[]): void {
    tabs.value = next;
    const site = folder();
    if (site !== undefined) memory.write(tabsName(site), next);
  }

  effect(() => {
    const id = draft.session.value?.id;
    if (id === undefined) return;
    const list = tabs.peek();
    if (!list.includes(id)) {
      const at = active === undefined ? -1 : list.indexOf(active);
      if (at < 0) set([...list, id]);
      else set(own === id ? list.toSpliced(at + 1, 0, id) : list.with(at, id));
    }
    own = undefined;
    active = id;
  });
  client.on('posts.renamed', ({ from, to }) => {
    if (active === from) active = to;
    if (tabs.value.includes(from)) set(tabs.value.map((id) => (id === from ? to : id)));
  });
  effect(() => {
    // Posts that were put in the trash, or taken away by another program, leave their tabs.
    const known = new Set(posts.value.map(({ id }) => id));
    if (!isListKnown.value || known.size === 0) return;
    const staying = tabs.peek().filter((id) => known.has(id) || id === active);
    if (staying.length < tabs.peek().length) set(staying);
  });

  return {
    tabs,
    async openInNew(id) {
      own = id;
      await draft.open(id);
      if (own === id) own = undefined;
    },
    step(by) {
      const list = tabs.value;
      const next = list[(list.indexOf(active ?? '') + by + list.length) % list.length];
      if (next !== undefined) inBackground(draft.open(next));
    },
    close(id = active) {
      const at = id === undefined ? -1 : tabs.value.indexOf(id);
      if (at < 0) return;
      const staying = tabs.value.toSpliced(at, 1);
      const next = staying[Math.min(at, staying.length - 1)];
      const wasOpen = id === active;
      set(staying);
      if (!wasOpen) return;
      active = undefined;
      inBackground(next === undefined ? draft.close() : draft.open(next));
    },
    async restore(site) {
      tabs.value = [];
      active = undefined;
      const kept = await memory.read(tabsName(site));
      if (site !== folder() || !Array.isArray(kept)) return;
      const before = kept.filter((id): id is PostId => typeof id === 'string').slice(0, mostTabs);
      tabs.value = [...new Set([...before, ...tabs.value])];
    },
  };
}

/** More tabs than this are not brought back. */
const mostTabs = 40;

function tabsName(folder: string): string {
  return `tabs ${folder}`;
}
