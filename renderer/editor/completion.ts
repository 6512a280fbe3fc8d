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
import { emoji } from './emoji.ts';

/** What completion can offer. */
export interface CompletionSources {
  /** Posts and pages to link to. */
  readonly posts: () => readonly PostSummary[];
  /** Paths of pictures and files in the site, `media/2026/11/harbour.jpg`. */
  readonly media: () => Promise<readonly string[]>;
}

/** Offers posts after `[[` and `](`, pictures after `![…](`, languages after a fence, emoji after a colon. */
export function markdownCompletion(sources: CompletionSources): Extension {
  return autocompletion({
    override: [postsByTitle(sources), addresses(sources), codeLanguage, emojiName],
    icons: false,
    maxRenderedOptions: 12,
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
    const files = (await media()).filter((path) => !isPicture || /\.(?:avif|gif|jpe?g|png|svg|webp)$/i.test(path));
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
