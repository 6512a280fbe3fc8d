import { randomBytes } from 'node:crypto';
import type {
  BulkChange,
  BulkDone,
  BulkItem,
  BulkSample,
  LinkChange,
  PatternBroken,
  TermChange,
  UndoMissing,
} from '../../common/contract/bulk.ts';
import type { ReadOnlySite } from '../../common/contract/site.ts';
import { findAddresses } from '../../common/markdown/find-addresses.ts';
import type { MatterChanges, PostId, TextChange } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { DraftText } from './draft-text.ts';
import type { Drafts } from './drafts.ts';
import type { PostShelf } from './post-shelf.ts';
import { type PostText, readPostText } from './post-text.ts';
import { createTextFinder } from './replace-text.ts';
import type { WriterLock } from './writer-lock.ts';

/** What changes of many posts work with. */
export interface BulkParts {
  readonly shelf: PostShelf;
  readonly drafts: Drafts;
  readonly lock: WriterLock;
}

/** How many changes can be taken back. */
const keptUndos = 5;

/** Samples shown of one post. */
const shownSamples = 5;

interface PostChange {
  readonly changes: readonly TextChange[];
  readonly matter?: MatterChanges;
}

type Planner = (text: PostText) => Result<PostChange | undefined, PatternBroken>;

/** Changes many posts as one step that can be looked at before and taken back after. */
export class BulkChanges {
  readonly #parts: BulkParts;
  /** Texts before and after, by undo key, oldest first. */
  readonly #undos = new Map<string, ReadonlyMap<PostId, { readonly before: string; readonly after: string }>>();

  constructor(parts: BulkParts) {
    this.#parts = parts;
  }

  async preview(change: BulkChange): Promise<Result<readonly BulkItem[], PatternBroken>> {
    const planner = plannerOf(change);
    if (!planner.ok) return planner;
    const items: BulkItem[] = [];
    for (const id of [...(await this.#parts.shelf.parts.index.refresh()).keys()].sort()) {
      const text = await this.#text(id);
      const planned = text === undefined ? ok(undefined) : planner.value(text);
      if (!planned.ok) return planned;
      if (text !== undefined && planned.value !== undefined) items.push(itemOf(id, text, planned.value));
    }
    return ok(items);
  }

  async apply(change: BulkChange, ids: readonly PostId[]): Promise<Result<BulkDone, PatternBroken | ReadOnlySite>> {
    const refused = await this.#parts.lock.check();
    if (refused !== undefined) return fail(refused);
    const planner = plannerOf(change);
    if (!planner.ok) return planner;
    const changed = new Map<PostId, { readonly before: string; readonly after: string }>();
    const failed: PostId[] = [];
    for (const id of ids) {
      const draft = (await this.#parts.shelf.refusal(id)) === undefined ? await this.#parts.drafts.open(id) : undefined;
      const text = draft?.text();
      const planned = text === undefined ? ok(undefined) : planner.value(text);
      if (!planned.ok) return planned;
      if (draft === undefined || text === undefined || planned.value === undefined) continue;
      const after = DraftText.of(id, text).edited(planned.value.changes, planned.value.matter)?.read(text);
      if (after !== undefined && (await draft.restore(after)).ok)
        changed.set(id, { before: text.source, after: draft.text().source });
      else failed.push(id);
    }
    return ok({ changed: [...changed.keys()], failed, undo: this.#remember(changed) });
  }

  async undo(key: string): Promise<Result<BulkDone, UndoMissing | ReadOnlySite>> {
    const refused = await this.#parts.lock.check();
    if (refused !== undefined) return fail(refused);
    const texts = this.#undos.get(key);
    if (texts === undefined) return fail({ kind: 'undo-missing' });
    this.#undos.delete(key);
    const changed: PostId[] = [];
    const failed: PostId[] = [];
    for (const [id, { before, after }] of texts) {
      const draft = await this.#parts.drafts.open(id);
      const isSame = draft?.text().source === after;
      const restored = draft !== undefined && isSame && (await draft.restore(readPostText(before, id))).ok;
      (restored ? changed : failed).push(id);
    }
    return ok({ changed, failed, undo: '' });
  }

  async #text(id: PostId): Promise<PostText | undefined> {
    const draft = this.#parts.drafts.get(id);
    const text = draft?.isDirty === true ? draft.text() : (await this.#parts.shelf.parts.index.read(id))?.text;
    return text?.problem === undefined ? text : undefined;
  }

  #remember(texts: ReadonlyMap<PostId, { readonly before: string; readonly after: string }>): string {
    const key = randomBytes(8).toString('hex');
    this.#undos.set(key, texts);
    const [oldest] = this.#undos.keys();
    if (this.#undos.size > keptUndos && oldest !== undefined) this.#undos.delete(oldest);
    return key;
  }
}

function plannerOf(change: BulkChange): Result<Planner, PatternBroken> {
  if (change.kind === 'term') return ok((text) => ok(planTerm(change, text)));
  if (change.kind === 'link') return ok((text) => ok(planLinks(change, text)));
  const finder = createTextFinder(change);
  if (!finder.ok) return finder;
  return ok((text) => {
    const changes = finder.value(text.body);
    if (!changes.ok) return changes;
    return ok(changes.value.length === 0 ? undefined : { changes: changes.value });
  });
}

function planTerm({ taxonomy, from, to }: TermChange, text: PostText): PostChange | undefined {
  const before = text.matter[taxonomy];
  const isBelow = (term: string): boolean => taxonomy === 'categories' && term.startsWith(`${from}/`);
  const renamed = before.flatMap((term) => {
    if (term !== from && !isBelow(term)) return [term];
    return to === null ? [] : [to + term.slice(from.length)];
  });
  const terms = [...new Set(renamed)];
  const isSame = terms.length === before.length && terms.every((term, index) => term === before[index]);
  return isSame ? undefined : { changes: [], matter: { [taxonomy]: terms } };
}

function planLinks({ from, to }: LinkChange, { body }: PostText): PostChange | undefined {
  // Most posts need no closer look.
  if (!body.includes(from.slice(0, 20))) return undefined;
  const changes = findAddresses(body).flatMap(({ written, ...place }): readonly TextChange[] => {
    if (written !== from && !/^[#?]/.test(written.startsWith(from) ? written.slice(from.length) : '')) return [];
    return [{ from: place.from, to: place.from + from.length, insert: to }];
  });
  return changes.length === 0 ? undefined : { changes };
}

function itemOf(id: PostId, text: PostText, planned: PostChange): BulkItem {
  const { title } = text.matter;
  if (planned.matter !== undefined) {
    const shown = (terms: readonly string[] | null | undefined): string => (terms ?? []).join(', ');
    const isTags = planned.matter.tags !== undefined;
    const before = shown(isTags ? text.matter.tags : text.matter.categories);
    const after = shown(isTags ? planned.matter.tags : planned.matter.categories);
    return { id, title, count: 1, samples: [{ line: 0, before, after }] };
  }
  const samples = planned.changes.slice(0, shownSamples).map((change) => sampleOf(text.body, change));
  return { id, title, count: planned.changes.length, samples };
}

/** The line of a place before and after this one change, cut to what is around it. */
function sampleOf(body: string, { from, to, insert }: TextChange): BulkSample {
  const start = Math.max(body.lastIndexOf('\n', from - 1) + 1, from - 60);
  const lineEnd = body.indexOf('\n', to);
  const end = Math.min(lineEnd === -1 ? body.length : lineEnd, to + 60);
  return {
    line: body.slice(0, from).split('\n').length,
    before: body.slice(start, end),
    after: body.slice(start, from) + insert + body.slice(to, end),
  };
}
