import type { CompletionSource } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { PostSummary } from '../../common/post.ts';

/** What completing a tag needs from the page. */
export interface TagSources {
  readonly posts: () => readonly PostSummary[];
  /** Gives the post that is open a tag; it stands in the front matter, not in the text. */
  readonly addTag: (tag: string) => void;
}

/**
 * Offers the blog's tags after `#` and two letters, the most used first. A chosen tag goes to the post's front matter, and the
 * typed sign goes away: in the text it would only be text. Asked for by key, a tag that is new is offered as well.
 */
export function tagCompletion({ posts, addTag }: TagSources, newTag: string): CompletionSource {
  return (context) => {
    const typed = context.matchBefore(/(?<![^\s([{])#[\p{L}\p{N}][\p{L}\p{N}_-]*/u);
    if (typed === null || (typed.text.length < 3 && !context.explicit) || isInCode(context.state, context.pos))
      return null;
    const name = typed.text.slice(1);
    const counts = new Map(termCounts(posts(), ({ matter }) => matter.tags));
    const take = (tag: string) => ({
      apply: (
        view: { dispatch(spec: { changes: { from: number; to: number }; userEvent: string }): void },
        _: unknown,
        from: number,
        to: number,
      ) => {
        view.dispatch({ changes: { from, to }, userEvent: 'input.complete' });
        addTag(tag);
      },
    });
    const options = matchingTerms([...counts.keys()], name).map((tag) => ({
      label: `#${tag}`,
      detail: String(counts.get(tag) ?? 0),
      ...take(tag),
    }));
    if (context.explicit && !counts.has(name)) options.push({ label: typed.text, detail: newTag, ...take(name) });
    return { from: typed.from, options, filter: false };
  };
}

/** Terms that go on from what was typed, then those with a word that does, each in the order given. */
export function matchingTerms(terms: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLocaleLowerCase();
  const starts = (text: string) => text.toLocaleLowerCase().startsWith(wanted);
  const starting = terms.filter(starts);
  return [...starting, ...terms.filter((term) => !starts(term) && term.split(/[\s/-]+/).some(starts))];
}

/** Terms with the number of posts that have them, the most used first. */
export function termCounts(
  posts: readonly PostSummary[],
  termsOf: (post: PostSummary) => readonly string[],
): readonly (readonly [term: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const post of posts) for (const term of termsOf(post)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

function isInCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); ; ) {
    if (/^(?:FencedCode|CodeBlock|InlineCode|URL|HTMLBlock|HTMLTag)$/.test(node.name)) return true;
    if (node.parent === null) return false;
    node = node.parent;
  }
}
