import type { SplitText } from '../../common/front-matter.ts';
import { tryChangeFrontMatter } from '../../common/front-matter-change.ts';
import type { MatterChanges, PostId, PostMatter, TextChange } from '../../common/post.ts';
import { composePost, matterOf, type PostText, readPostText, readWholeFile } from './post-text.ts';
import { applyTextChanges } from './text-change.ts';

/** The front matter that a draft began with, and what the author has made of it since. */
interface MatterSteps {
  readonly ground: SplitText;
  readonly changes: MatterChanges;
}

/**
 * The text of a post at one step of writing. Never changes: an edit makes the next one. The header is always made from the one
 * that the draft began with, so that a title's quotes and a list's style do not depend on which half-typed values came between,
 * and what is taken back leaves no trace.
 */
export class DraftText {
  readonly id: PostId;
  /** What the author writes, `\n` line ends. */
  readonly body: string;
  readonly matter: PostMatter;
  /** True while a broken header makes the whole file the body. */
  readonly isWholeFile: boolean;
  readonly #parts: SplitText;
  readonly #steps: MatterSteps;

  private constructor(
    id: PostId,
    parts: SplitText,
    body: string,
    matter: PostMatter,
    isWholeFile: boolean,
    steps: MatterSteps = { ground: parts, changes: {} },
  ) {
    this.id = id;
    this.#parts = parts;
    this.#steps = steps;
    this.body = body;
    this.matter = matter;
    this.isWholeFile = isWholeFile;
  }

  /** The text of a file. */
  static of(id: PostId, text: PostText): DraftText {
    return new DraftText(id, text.parts, text.body, text.matter, text.problem !== undefined);
  }

  /** A text whose edits count from the file's start, although its header may be whole by now. */
  static wholeFile(id: PostId, source: string): DraftText {
    return DraftText.of(id, readWholeFile(source, id, { kind: 'front-matter', reason: { kind: 'no-keys' } }));
  }

  /** The next step; undefined when the changes do not fit the text. A whole file takes no front matter apart from its text. */
  edited(changes: readonly TextChange[], matter: MatterChanges | undefined): DraftText | undefined {
    const body = changes.length === 0 ? this.body : applyTextChanges(this.body, changes);
    if (body === undefined) return undefined;
    const { ground } = this.#steps;
    const steps = { ground, changes: { ...this.#steps.changes, ...matter } };
    const parts = matter === undefined || this.isWholeFile ? undefined : tryChangeFrontMatter(ground, steps.changes);
    if (parts === undefined) {
      return new DraftText(this.id, this.#parts, body, this.matter, this.isWholeFile, this.#steps);
    }
    return new DraftText(this.id, parts, body, matterOf(parts, this.id), false, steps);
  }

  /** The file for this text; `before` is what it held, for the line ends of lines that stay. */
  compose(before: PostText): string {
    return composePost(before, this.#parts, this.body);
  }

  /** The same, read as any file is. */
  read(before: PostText): PostText {
    return readPostText(this.compose(before), this.id);
  }
}
