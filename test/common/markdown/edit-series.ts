import commonmark from 'commonmark-spec';
import fc from 'fast-check';
import type { MarkdownPatch } from '../../../common/markdown/incremental.ts';

/** A replacement: `at` is a share of the text, 0 to 1. */
export interface RandomEdit {
  readonly at: number;
  readonly length: number;
  readonly insert: string;
}

const pieces = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '    ',
    '\t',
    '> ',
    '- ',
    '1. ',
    '# ',
    '## Same\n',
    'Same\n===\n',
    '---\n',
    '```\n',
    '~~~js\n',
    '`',
    '*',
    '**',
    '_',
    '~~',
    '==',
  ],
  ...[
    '[a]',
    '[a]: /x "t"\n',
    '[a]:',
    '"title\nmore"',
    '[b]: <y>\n',
    '[^1]',
    '[^1]: note\n',
    '[^2]: other [^1]\n',
    '^[inline]',
    '![p](a.jpg "c")',
    '![](b.jpg)\n',
  ],
  ...[
    '<div>\n',
    '</div>\n',
    '<details>\n\n',
    '\n</details>\n',
    '<b>',
    '</b>',
    '<!-- x',
    '-->',
    '<script>',
    '</script>',
    '<pre>',
    '<?',
    '?>',
  ],
  ...[
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    '|',
    ': definition\n',
    'term\n',
    ':::note T\n',
    ':::\n',
    '> [!TIP]\n> t\n',
    '$$\n',
    '$x$',
    '[[toc]]\n',
    '<!--more-->\n',
  ],
  ...[
    '*[HTML]: Hyper\n',
    'HTML',
    '{#id .c}',
    '{',
    '}',
    '"',
    "'",
    '--',
    '...',
    '\\',
    '&amp;',
    'https://a.b',
    'word',
    'a\n\nb\n\nc\n',
    '[[Post|w]]',
    '- [x] t\n',
  ],
];

const post = `# On the train\n\nFirst *words* with [a link][a] and a note[^1].\n\n> quote\nlazy\n\n- one\n\n  two\n- three\n\n[a]: /target\n\n## Same\n\ntext HTML\n\n## Same\n\n<details>\n<summary>s</summary>\n\n- in\n\n</details>\n\n[^1]: The note.\n\n    More.\n\n*[HTML]: Hyper Text\n\n\`\`\`js\nlet a;\n\`\`\`\n\nterm\n: def\n\n:::tip\nhm\n:::\n`;

/** Texts to begin with: every example of the CommonMark suite, and posts. */
export const texts: readonly string[] = [
  '',
  post,
  ...commonmark.tests.map((example: { markdown: string }) => example.markdown.replaceAll('→', '\t')),
];

/** A text, often several put together, and edits to it. */
export function editSeries(): fc.Arbitrary<{ start: string; edits: RandomEdit[] }> {
  const text = fc.constantFrom(...texts);
  const start = fc.array(text, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('\n'));
  const insert = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: text },
  );
  const at = fc.integer({ min: 0, max: 1_000 }).map((share) => share / 1_000);
  const edit = fc.record({ at, length: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })), insert });
  return fc.record({ start, edits: fc.array(edit, { minLength: 1, maxLength: 6 }) });
}

/** Does to a list of shown blocks what a patch says. */
export function showPatched(shown: string[], patch: MarkdownPatch): void {
  shown.splice(patch.from, patch.removed, ...patch.inserted);
  for (const { at, html } of patch.changed) shown[at] = html;
}
