import type { DraftComparison, Revision, RevisionMissing, RevisionText } from '../../common/contract/history.ts';
import type { BadPostId, OpenDraft, PostMissing } from '../../common/contract/posts.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Drafts } from './drafts.ts';
import { areHeadersDisputed } from './merge-posts.ts';
import { piecesOf } from './merge-texts.ts';
import type { PostShelf } from './post-shelf.ts';
import { decodePost, type PostText, readPostText } from './post-text.ts';
import type { Revisions } from './revisions.ts';
import type { WriterLock } from './writer-lock.ts';

/** What the calls on a post's past work with. */
export interface HistoryParts {
  readonly shelf: PostShelf;
  readonly drafts: Drafts;
  readonly revisions: Revisions;
  readonly lock: WriterLock;
}

/** Versions of posts: list, read, bring back. */
export class SiteHistory {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  async list(id: PostId): Promise<Result<readonly Revision[], BadPostId>> {
    const bad = await this.#parts.shelf.refusal(id);
    if (bad !== undefined) return fail(bad);
    const entries = await this.#parts.revisions.list(id);
    return ok(entries.map(({ hash, keptMs, reason, size }) => ({ revision: hash, keptMs, reason, size })));
  }

  async read(id: PostId, revision: string): Promise<Result<RevisionText, BadPostId | RevisionMissing>> {
    const text = await this.#text(id, revision);
    return text.ok ? ok({ body: text.value.body, matter: text.value.matter }) : text;
  }

  /** Also brings back a post whose file is gone. */
  async restore(
    id: PostId,
    revision: string,
  ): Promise<Result<OpenDraft, PostMissing | BadPostId | RevisionMissing | WriteFailed | ReadOnlySite>> {
    const { lock, drafts, shelf } = this.#parts;
    const refused = await lock.check();
    if (refused !== undefined) return fail(refused);
    const text = await this.#text(id, revision);
    if (!text.ok) return text;
    const draft = await drafts.open(id);
    if (draft !== undefined) {
      const restored = await draft.restore(text.value);
      return restored.ok ? ok(draft.describe()) : restored;
    }
    const written = await shelf.writeNewText(id, text.value.source);
    if (!written.ok) return written;
    const opened = await drafts.open(id);
    return opened === undefined ? fail({ kind: 'post-missing', id }) : ok(opened.describe());
  }

  async compare(id: PostId): Promise<Result<DraftComparison, PostMissing | BadPostId>> {
    const bad = await this.#parts.shelf.refusal(id);
    if (bad !== undefined) return fail(bad);
    const draft = await this.#parts.drafts.open(id);
    if (draft === undefined) return fail({ kind: 'post-missing', id });
    const [mine, theirs, base] = [draft.text(), await draft.theirs(), draft.fileText];
    const isReadable = [mine, theirs, base].every(({ problem }) => problem === undefined);
    return ok({
      mine: { body: mine.body, matter: mine.matter },
      theirs: { body: theirs.body, matter: theirs.matter },
      pieces: isReadable ? piecesOf(base.body, mine.body, theirs.body) : [],
      isMatterDisputed: isReadable && areHeadersDisputed(base.source, mine.source, theirs.source),
    });
  }

  async resolve(
    id: PostId,
    keep: 'mine' | 'theirs',
    body: string | undefined,
  ): Promise<Result<OpenDraft, PostMissing | BadPostId | WriteFailed | ReadOnlySite>> {
    const bad = await this.#parts.shelf.refusal(id);
    if (bad !== undefined) return fail(bad);
    const draft = await this.#parts.drafts.open(id);
    if (draft === undefined) return fail({ kind: 'post-missing', id });
    const resolved = await draft.resolve(keep, body);
    return resolved.ok ? ok(draft.describe()) : resolved;
  }

  async #text(id: PostId, revision: string): Promise<Result<PostText, BadPostId | RevisionMissing>> {
    const { shelf, revisions } = this.#parts;
    const bad = await shelf.refusal(id);
    if (bad !== undefined) return fail(bad);
    const isKept = (await revisions.list(id)).some((entry) => entry.hash === revision);
    const bytes = isKept ? await revisions.read(revision) : undefined;
    const source = bytes === undefined ? undefined : decodePost(bytes);
    return typeof source === 'string' ? ok(readPostText(source, id)) : fail({ kind: 'revision-missing', id });
  }
}
