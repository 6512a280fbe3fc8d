import { ChangeSet, type Text } from '@codemirror/state';
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { OpenDraft, SaveState } from '../../common/contract/posts.ts';
import type { MatterChanges, PostId, PostMatter } from '../../common/post.ts';
import type { Failure } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import { changedMatter } from './changed-matter.ts';
import { changesBetween, textChanges, textOf } from './text-changes.ts';

/** The one quiet word at the foot of the window. */
export type SaveWord = 'saved' | 'saving' | 'unsaved' | 'failed';

/** How long the page waits before it tries a refused edit again, in milliseconds. */
export const retryDelayMs = 1_000;

/** What a session tells its owner. */
export interface SessionOwner {
  /** Text from outside is to be put into the editor, on top of what is there. */
  readonly follow: (changes: ChangeSet) => void;
  /** The host refused an edit or a save; the text is still here and is tried again. */
  readonly failed: (failure: Failure) => void;
  /** What had failed works again. */
  readonly recovered: () => void;
}

/**
 * One post while it is being written: hands every change to the host at once, one message at a time and at most one a
 * frame, and keeps what the host has not acknowledged. Text is never sent whole: the cost follows the size of the edit.
 */
export class DraftSession {
  /** The id under which it was opened; it never changes, so it can key what is drawn. */
  readonly openedAs: PostId;
  /** Front matter as the author sees it, changes that are still on their way included. */
  readonly matter: ReadonlySignal<PostMatter>;
  readonly saveWord: ReadonlySignal<SaveWord>;

  readonly #id: Signal<PostId>;
  readonly #client: Client;
  readonly #owner: SessionOwner;
  readonly #matter: Signal<PostMatter>;
  readonly #saveWord: Signal<SaveWord>;
  readonly #stop: () => void;
  /** The text the host has at `#sequence`. */
  #known: Text;
  #sequence: number;
  /** Last edit known to be in the file. */
  #savedSequence: number;
  #inFlight: { changes: ChangeSet; readonly matter: MatterChanges } | undefined;
  /** Changes after `#known` and what is in flight. */
  #pending: ChangeSet | undefined;
  #pendingMatter: MatterChanges = {};
  #pumping: Promise<void> | undefined;
  /** The host refused an edit; it is sent again after a while, not with each key. */
  #isRefused = false;
  /** The host has the text, its file has not. */
  #isUnwritten = false;
  #isClosed = false;

  constructor(client: Client, draft: OpenDraft, owner: SessionOwner) {
    this.#client = client;
    this.#owner = owner;
    this.openedAs = draft.id;
    this.#id = signal(draft.id);
    this.#known = textOf(draft.body);
    this.#sequence = draft.sequence;
    this.#savedSequence = draft.saveState.kind === 'saved' ? draft.sequence : draft.sequence - 1;
    this.#matter = signal(draft.matter);
    this.matter = this.#matter;
    this.#saveWord = signal<SaveWord>('saved');
    this.saveWord = this.#saveWord;
    this.#stop = this.#listen();
    this.#refreshWord();
  }

  /** Where the post lies now. */
  get id(): PostId {
    return this.#id.value;
  }

  /** Takes a change of the text; it is on its way to the host when this returns, unless another one is. */
  edit(changes: ChangeSet): void {
    this.#pending = this.#pending === undefined ? changes : this.#pending.compose(changes);
    this.#wake();
  }

  /** Changes front matter; null takes a key out. */
  changeMatter(changes: MatterChanges): void {
    this.#pendingMatter = { ...this.#pendingMatter, ...changes };
    this.#matter.value = changedMatter(this.#matter.value, changes);
    this.#wake();
  }

  /** Resolves when the host has everything typed so far, or refused it. */
  async flush(): Promise<void> {
    while (!this.#isClosed && this.#hasWork() && !this.#isRefused) await this.#pump();
  }

  /** Writes the post to its file now. */
  async save(): Promise<void> {
    await this.flush();
    if (this.#isClosed || this.#savedSequence >= this.#sequence) return;
    this.#saveWord.value = 'saving';
    const saved = await this.#client.call('drafts.save', { id: this.id });
    if (saved.ok) this.#hear(this.#sequence, saved.value);
    else this.#unwritten(saved.failure);
    this.#refreshWord();
  }

  /** Asks what the host has now, for when it changed the post itself, as a publish does. */
  async refresh(): Promise<void> {
    await this.flush();
    if (!this.#isClosed && !this.#hasWork()) await this.#reopen();
  }

  /** Gives everything to the host, writes it to the file, and stops listening. */
  async close(): Promise<void> {
    await this.save();
    this.abandon();
  }

  /** Stops listening and sending at once, for a post that is gone or opened anew. */
  abandon(): void {
    this.#isClosed = true;
    this.#stop();
  }

  #listen(): () => void {
    const stops = [
      this.#client.on('posts.renamed', ({ from, to }) => {
        if (from !== this.id) return;
        this.#id.value = to;
        inBackground(this.#reopen());
      }),
      this.#client.on('drafts.saveStateChanged', (event) => {
        if (event.id === this.id) this.#hear(event.sequence, event.saveState);
      }),
      this.#client.on('drafts.changedOutside', (event) => {
        if (event.id !== this.id) return;
        // Events and answers come by different ways: one that is older than an answer we have must not take words back.
        if (event.sequence <= this.#sequence) return;
        if (event.sequence > this.#sequence + 1) this.#acknowledge();
        this.#matter.value = changedMatter(event.matter, this.#pendingMatter);
        this.#rebase(event.body, event.sequence);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  #hasWork(): boolean {
    return this.#pending !== undefined || Object.keys(this.#pendingMatter).length > 0 || this.#inFlight !== undefined;
  }

  #wake(): void {
    this.#refreshWord();
    if (!this.#isRefused) inBackground(this.#pump());
  }

  /** Sends until nothing is left; there is never more than one pump. */
  #pump(): Promise<void> {
    this.#pumping ??= this.#send().finally(() => {
      this.#pumping = undefined;
      this.#refreshWord();
    });
    return this.#pumping;
  }

  async #send(): Promise<void> {
    while (!this.#isClosed && this.#hasWork()) {
      const sent = {
        id: this.id,
        changes: this.#pending ?? ChangeSet.empty(this.#known.length),
        matter: this.#pendingMatter,
      };
      this.#inFlight = sent;
      this.#pending = undefined;
      this.#pendingMatter = {};
      const answer = await this.#client.call('drafts.edit', {
        id: sent.id,
        sequence: this.#sequence + 1,
        changes: textChanges(sent.changes, this.#known),
        ...(Object.keys(sent.matter).length > 0 ? { matter: sent.matter } : {}),
      });
      const arrived = this.#inFlight;
      if (answer.ok) {
        this.#acknowledge();
        this.#sequence = Math.max(this.#sequence, answer.value.sequence);
        this.#matter.value = changedMatter(answer.value.matter, this.#pendingMatter);
        this.#recover(false, this.#isUnwritten);
      } else {
        this.#inFlight = undefined;
        if (arrived !== undefined) this.#takeBack(arrived);
        if (!isMoved(answer.failure, sent.id, this.id) || !(await this.#reopen())) {
          this.#refused(answer.failure);
          return;
        }
      }
      if (this.#hasWork()) await nextFrame();
    }
  }

  /** The host has what is in flight: its answer says so, or a later text of the host's that holds it. */
  #acknowledge(): void {
    if (this.#inFlight !== undefined) this.#known = this.#inFlight.changes.apply(this.#known);
    this.#inFlight = undefined;
  }

  /** Puts what was refused back before what came after it. */
  #takeBack(refused: { readonly changes: ChangeSet; readonly matter: MatterChanges }): void {
    this.#pending = this.#pending === undefined ? refused.changes : refused.changes.compose(this.#pending);
    if (this.#pending.empty) this.#pending = undefined;
    this.#pendingMatter = { ...refused.matter, ...this.#pendingMatter };
  }

  /** Asks what the host has and puts our unsent changes on top of it. */
  async #reopen(): Promise<boolean> {
    const asked = this.#sequence;
    const opened = await this.#client.call('drafts.open', { id: this.id });
    if (!opened.ok) return false;
    // What was typed while asking is newer than the answer.
    if (this.#sequence !== asked && opened.value.sequence <= this.#sequence) return true;
    if (opened.value.saveState.kind === 'saved') this.#savedSequence = opened.value.sequence;
    this.#matter.value = changedMatter(opened.value.matter, this.#pendingMatter);
    this.#rebase(opened.value.body, opened.value.sequence);
    return true;
  }

  /** The host's text is now `body`: the editor follows, and changes that the host has not seen keep their places. */
  #rebase(body: string, sequence: number): void {
    const theirs = changesBetween(this.#known, body);
    this.#known = theirs.apply(this.#known);
    this.#sequence = sequence;
    let overFlight = theirs;
    if (this.#inFlight !== undefined) {
      overFlight = theirs.map(this.#inFlight.changes, true);
      this.#inFlight.changes = this.#inFlight.changes.map(theirs);
    }
    const overAll = this.#pending === undefined ? overFlight : overFlight.map(this.#pending, true);
    this.#pending = this.#pending?.map(overFlight);
    if (!overAll.empty) this.#owner.follow(overAll);
    this.#refreshWord();
  }

  #hear(sequence: number, state: SaveState): void {
    if (state.kind === 'saved') {
      this.#savedSequence = Math.max(this.#savedSequence, sequence);
      this.#recover(this.#isRefused, false);
    } else if (state.kind === 'failed') {
      this.#unwritten(state.failure);
    }
    this.#refreshWord();
  }

  #refused(failure: Failure): void {
    this.#isRefused = true;
    this.#owner.failed(failure);
    setTimeout(() => {
      if (!this.#isClosed && this.#hasWork()) inBackground(this.#pump());
    }, retryDelayMs);
  }

  #unwritten(failure: Failure): void {
    this.#isUnwritten = true;
    this.#owner.failed(failure);
  }

  #recover(isRefused: boolean, isUnwritten: boolean): void {
    const hadFailed = this.#isRefused || this.#isUnwritten;
    this.#isRefused = isRefused;
    this.#isUnwritten = isUnwritten;
    if (hadFailed && !isRefused && !isUnwritten) this.#owner.recovered();
  }

  #refreshWord(): void {
    if (this.#isRefused || this.#isUnwritten) this.#saveWord.value = 'failed';
    else if (this.#hasWork() || this.#savedSequence < this.#sequence) this.#saveWord.value = 'unsaved';
    else this.#saveWord.value = 'saved';
  }
}

/** True when the post is there, but its text or its place is not what this edit was made for. */
function isMoved(failure: Failure, sentTo: PostId, now: PostId): boolean {
  return failure.kind === 'out-of-step' || (failure.kind === 'post-missing' && sentTo !== now);
}

/** The next frame, or soon when the window is hidden and draws none. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 16);
    else requestAnimationFrame(() => resolve());
  });
}
