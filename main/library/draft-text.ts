import type { SplitText } from '../../common/front-matter.ts';
import { changeFrontMatter } from '../../common/front-matter-change.ts';
import type { MatterChanges, PostId, PostMatter, TextChange } from '../../common/post.ts';
import { composePost, matterOf, type PostText, readPostText, readWholeFile } from './post-text.ts';
import { applyTextChanges } from './text-change.ts';

/** The text of a post at one step of writing. Never changes: an edit makes the next one. */
export class DraftText {
  readonly id: PostId;
  /** What the author writes, `\n` line ends. */
  readonly body: string;
  readonly matter: PostMatter;
  /** True while a broken header makes the whole file the body. */
  readonly isWholeFile: boolean;
  readonly #parts: SplitText;

  private constructor(id: PostId, parts: SplitText, body: string, matter: PostMatter, isWholeFile: boolean) {
    this.id = id;
    this.#parts = parts;
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
    if (matter === undefined || this.isWholeFile) {
      return new DraftText(this.id, this.#parts, body, this.matter, this.isWholeFile);
    }
    const parts = changeFrontMatter(this.#parts, matter);
    return new DraftText(this.id, parts, body, matterOf(parts, this.id), false);
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
