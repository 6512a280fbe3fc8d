import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { OpenDraft } from '../../common/contract/posts.ts';
import type { PostId } from '../../common/post.ts';
import type { Failure } from '../../common/result.ts';
import type { Text } from '../../common/text/en.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import { DraftSession, type SaveWord } from '../drafts/draft-session.ts';
import type { Editor } from '../editor/editor.ts';
import type { Memory } from '../memory.ts';
import type { NoticeAction, NoticeStore } from './notice-store.ts';

/** The post being written. */
export interface DraftStore {
  readonly session: ReadonlySignal<DraftSession | undefined>;
  /** What the host answered when the post was opened. */
  readonly opened: ReadonlySignal<OpenDraft | undefined>;
  readonly saveWord: ReadonlySignal<SaveWord | undefined>;
  /** Text brought back after a crash, until the author has decided. */
  readonly recovered: ReadonlySignal<{ readonly fileBody: string } | undefined>;
  open(id: PostId): Promise<void>;
  /** Opens the post that was open when this blog was left, if it is still there. */
  openLast(): Promise<void>;
  /** Saves and leaves the post; then none is open. */
  close(): Promise<void>;
  /** Leaves without saving, for a post that is gone. */
  forget(): void;
  save(): Promise<void>;
  keepRecovered(): void;
  revertToFile(): Promise<void>;
  /** Shows a text that the host put in the place of the one that is open. */
  replace(draft: OpenDraft): void;
}

/** What the store works with. */
export interface DraftStoreParts {
  readonly client: Client;
  readonly editor: Editor;
  readonly notices: NoticeStore;
  readonly memory: Memory;
  readonly text: Text;
  /** Shows two texts of one post that could not be put together. */
  readonly compare: (id: PostId) => void;
  /** Folder of the site that is open; undefined when none is. */
  readonly folder: () => string | undefined;
}

/** Opens one post at a time in `editor`; what is left is saved behind the author's back, never asked about. */
export function createDraftStore({
  client,
  editor,
  notices,
  memory,
  text,
  compare,
  folder,
}: DraftStoreParts): DraftStore {
  const session = signal<DraftSession | undefined>(undefined);
  const opened = signal<OpenDraft | undefined>(undefined);
  const recovered = signal<{ readonly fileBody: string } | undefined>(undefined);
  const saveWord = computed(() => session.value?.saveWord.value);
  let asked = 0;

  /** Cursor, place and undo steps are kept when the author looks away and when she leaves the post. */
  function keepView(): void {
    const current = session.value;
    const site = folder();
    if (current === undefined || site === undefined) return;
    memory.write(viewName(site, current.id), editor.keep());
  }

  /** What the author can do about a save that failed. */
  function wayOut(failure: Failure, failed: DraftSession): NoticeAction {
    return failure.kind === 'changed-outside'
      ? { label: text.versions.conflict.compare, run: () => compare(failed.id) }
      : { label: text.tryAgain, run: () => inBackground(failed.save()) };
  }

  function replace(draft: OpenDraft): void {
    session.value?.abandon();
    notices.dismiss('save');
    show(draft, undefined);
  }

  function show(draft: OpenDraft, kept: unknown): void {
    const next = new DraftSession(client, draft, {
      follow: (changes) => {
        editor.follow(changes);
        const undo = { label: text.editor.undoFollowed, run: () => editor.takeBackFollowed() };
        notices.show({ key: 'followed', tone: 'quiet', sentence: text.editor.followed, actions: [undo] });
      },
      failed: (failure) => {
        // Said once: where the connection is known to be lost, that notice stands there already.
        const isSaid = notices.shown.value.some(({ key }) => key === 'connection');
        if (failure.kind !== 'host-gone') notices.showFailure('save', failure, [wayOut(failure, next)]);
        else if (!isSaid) notices.showFailure('host-gone', failure, [wayOut(failure, next)]);
      },
      recovered: () => {
        notices.dismiss('save');
        notices.dismiss('host-gone');
      },
    });
    session.value = next;
    opened.value = draft;
    recovered.value = draft.recovered;
    editor.show(draft, kept, (changes) => next.edit(changes));
  }

  function leave(): Promise<void> {
    const left = session.value;
    if (left === undefined) return Promise.resolve();
    keepView();
    editor.hide();
    session.value = undefined;
    opened.value = undefined;
    recovered.value = undefined;
    notices.dismiss('save');
    notices.dismiss('followed');
    return left.close().then(() => nameByTitle(left));
  }

  /** A post that was begun without a title is left with a file of its own name. */
  async function nameByTitle({ id, matter }: DraftSession): Promise<void> {
    const title = matter.value.title.trim();
    if (title !== '' && /\/untitled(?:-\d+)?\.md$/.test(id)) await client.call('posts.rename', { id, slug: title });
  }

  async function open(id: PostId): Promise<void> {
    asked += 1;
    const turn = asked;
    if (session.value?.id === id) return;
    const site = folder();
    const [draft, kept] = await Promise.all([
      client.call('drafts.open', { id }),
      site === undefined ? undefined : memory.read(viewName(site, id)),
    ]);
    if (turn !== asked) return;
    if (!draft.ok) {
      notices.showFailure('open', draft.failure);
      return;
    }
    notices.dismiss('open');
    inBackground(leave());
    show(draft.value, kept);
    if (site !== undefined) memory.write(lastPostName(site), id);
  }

  return {
    session,
    opened,
    saveWord,
    recovered,
    open,
    async openLast() {
      const site = folder();
      const turn = asked;
      const id = site === undefined ? undefined : await memory.read(lastPostName(site));
      // A post that was chosen meanwhile is on its way, or there.
      if (typeof id === 'string' && site === folder() && turn === asked) await open(id);
    },
    async close() {
      asked += 1;
      await leave();
    },
    forget() {
      asked += 1;
      session.value?.abandon();
      inBackground(leave());
    },
    async save() {
      keepView();
      await session.value?.save();
    },
    keepRecovered() {
      recovered.value = undefined;
    },
    async revertToFile() {
      const current = session.value;
      if (current === undefined) return;
      await current.flush();
      const reverted = await client.call('drafts.revertToFile', { id: current.id });
      if (!reverted.ok) {
        notices.showFailure('save', reverted.failure);
        return;
      }
      replace(reverted.value);
    },
    replace,
  };
}

function viewName(folder: string, id: PostId): string {
  return `view ${folder} ${id}`;
}

function lastPostName(folder: string): string {
  return `last post ${folder}`;
}
