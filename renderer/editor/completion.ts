import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import type { Extension } from '@codemirror/state';
import type { PostSummary } from '../../common/post.ts';
import type { Text } from '../../common/text/en.ts';
import { emoji } from './emoji.ts';
import { type TagSources, tagCompletion } from './tag-completion.ts';

/** What completion can offer. */
export interface CompletionSources extends TagSources {
  /** Posts and pages to link to. */
  readonly posts: () => readonly PostSummary[];
  /** Paths of pictures and files in the site, `media/2026/11/harbour.jpg`. */
  readonly media: () => Promise<readonly string[]>;
}

/**
 * Offers posts after `[[` and `](`, pictures after `![` and `![…](`, tags after `#`, languages after a fence, emoji after a
 * colon.
 */
export function markdownCompletion(sources: CompletionSources, text: Text): Extension {
  const tags = tagCompletion(sources, text.editor.newTag);
  return autocompletion({
    override: [postsByTitle(sources), addresses(sources), picturesByName(sources), tags, codeLanguage, emojiName],
    icons: false,
    // All that are drawn are seen; the arrow keys turn to the next ones.
    maxRenderedOptions: 8,
    activateOnTypingDelay: 50,
  });
}

function postsByTitle({ posts }: CompletionSources): CompletionSource {
  return (context) => {
    const typed = context.matchBefore(/\[\[[^[\]\n]*/);
    if (typed === null) return null;
    return {
      from: typed.from + 2,
      validFor: /^[^[\]\n]*$/,
      options: posts()
        .filter(({ matter }) => matter.title !== '' && !/[[\]|#]/.test(matter.title))
        .map((post) => ({
          label: post.matter.title,
          detail: detailOf(post),
          apply: closedBy(post.matter.title, ']]'),
        })),
    };
  };
}

function addresses({ posts, media }: CompletionSources): CompletionSource {
  return async (context): Promise<CompletionResult | null> => {
    const typed = context.matchBefore(/\]\([^()\s]*/);
    if (typed === null) return null;
    const line = context.state.doc.lineAt(context.pos);
    const isPicture = /!\[[^\]]*\]\([^()\s]*$/.test(line.text.slice(0, context.pos - line.from));
    const files = (await media()).filter((path) => !isPicture || pictureFile.test(path));
    const options: Completion[] = files.map((path) => ({
      label: `/${path}`,
      apply: closedBy(`/${encodeURI(path)}`, ')'),
    }));
    if (!isPicture) {
      for (const post of posts()) {
        options.push({
          label: post.matter.title || post.id,
          detail: detailOf(post),
          apply: closedBy(`/${encodeURI(post.id)}`, ')'),
          boost: 1,
        });
      }
    }
    return { from: typed.from + 2, validFor: /^[^()\n]*$/, options };
  };
}

const pictureFile = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

/** Pictures by their names after `![`: the cursor then stands where the description goes. */
function picturesByName({ media }: CompletionSources): CompletionSource {
  return async (context): Promise<CompletionResult | null> => {
    const typed = context.matchBefore(/!\[[^[\]\n]*/);
    if (typed === null) return null;
    const options = (await media())
      .filter((path) => pictureFile.test(path))
      .map(
        (path): Completion => ({
          label: path.slice(path.lastIndexOf('/') + 1),
          detail: path.slice(0, path.lastIndexOf('/')).replace(/^media\//, ''),
          apply: (view, _completion, from, to) => {
            // The closing bracket may be there already, because it was typed as a pair.
            const end = view.state.sliceDoc(to, to + 1) === ']' ? to + 1 : to;
            view.dispatch({
              changes: { from, to: end, insert: `](/${encodeURI(path)})` },
              selection: { anchor: from },
              userEvent: 'input.complete',
            });
          },
        }),
      );
    return { from: typed.from + 2, validFor: /^[^[\]\n]*$/, options };
  };
}

/** Puts a text in with its closing signs, which may be there already because they were typed as a pair. */
function closedBy(text: string, closing: string): NonNullable<Completion['apply']> {
  return (view, _completion, from, to) => {
    const has = view.state.sliceDoc(to, to + closing.length) === closing;
    view.dispatch({
      changes: { from, to, insert: has ? text : text + closing },
      selection: { anchor: from + text.length + closing.length },
      userEvent: 'input.complete',
    });
  };
}

function detailOf(post: PostSummary): string {
  return post.matter.date?.slice(0, 10) ?? '';
}

const codeLanguage: CompletionSource = (context) => {
  const typed = context.matchBefore(/^\s*(?:`{3,}|~{3,})[\w+#-]*/);
  if (typed === null || !isOpening(context)) return null;
  const from = typed.from + (/^\s*(?:`{3,}|~{3,})/.exec(typed.text)?.[0].length ?? 0);
  if (from === context.pos && !context.explicit) return null;
  return {
    from,
    validFor: /^[\w+#-]*$/,
    options: languages.map(({ name, alias }) => ({ label: alias[0] ?? name.toLowerCase(), detail: name })),
  };
};

/** True at the first line of a fenced block, where its language stands. */
function isOpening(context: CompletionContext): boolean {
  let node = syntaxTree(context.state).resolveInner(context.pos, -1);
  while (node.parent !== null && node.name !== 'FencedCode') node = node.parent;
  return (
    node.name !== 'FencedCode' ||
    context.state.doc.lineAt(node.from).from === context.state.doc.lineAt(context.pos).from
  );
}

const emojiName: CompletionSource = (context) => {
  const typed = context.matchBefore(/(?:^|(?<=[\s(]))(?::)[a-z][a-z_]+/);
  if (typed === null) return null;
  return {
    from: typed.from,
    validFor: /^:[a-z_]*$/,
    options: Object.entries(emoji).map(([name, sign]) => ({ label: `:${name}`, detail: sign, apply: sign })),
  };
};
