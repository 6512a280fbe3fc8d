import { markdown } from '@codemirror/lang-markdown';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { linksInsertion, linkText } from '../../../renderer/editor/media-markdown.ts';

const picture = (name: string) => ({ item: { path: `media/${name}`, kind: 'image' as const }, name });
const paper = { item: { path: 'media/a.pdf', kind: 'document' as const }, name: 'Plan [1].pdf' };

/** The text after the insertion at `|`, with each link in braces. */
function inserted(text: string, files: Parameters<typeof linksInsertion>[2]): string {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: markdown() });
  const { changes, links } = linksInsertion(state, at, files);
  let after = state.update({ changes }).state.doc.toString();
  for (const { from, to } of links.toReversed()) {
    after = `${after.slice(0, from)}{${after.slice(from, to)}}${after.slice(to)}`;
  }
  return after;
}

test('several pictures stand in paragraphs of their own, and it is known where each link is', () => {
  expect(inserted('before|after', [picture('a.jpg'), picture('b.jpg')])).toBe(
    'before\n\n{![](/media/a.jpg)}\n\n{![](/media/b.jpg)}\n\nafter',
  );
  expect(inserted('|', [picture('a.jpg')])).toBe('{![](/media/a.jpg)}');
});

test('a picture comes behind the picture or link that the cursor is in, not into its text', () => {
  expect(inserted('![|](/media/a.jpg)', [picture('b.jpg')])).toBe('![](/media/a.jpg)\n\n{![](/media/b.jpg)}');
  expect(inserted('![A bo|at](/media/a.jpg "Here"){credit="Ada"}\n\nAfter', [picture('b.jpg')])).toBe(
    '![A boat](/media/a.jpg "Here"){credit="Ada"}\n\n{![](/media/b.jpg)}\n\nAfter',
  );
  expect(inserted('[![|](/media/a.jpg)](https://a.example)', [picture('b.jpg')])).toBe(
    '[![](/media/a.jpg)](https://a.example)\n\n{![](/media/b.jpg)}',
  );
  expect(inserted('See [the pl|an](/plan).', [paper])).toBe('See [the plan](/plan){[Plan \\[1\\].pdf](/media/a.pdf)}.');
  expect(inserted('![|](/media/a.jpg)', [paper])).toBe('![](/media/a.jpg)\n\n{[Plan \\[1\\].pdf](/media/a.pdf)}');
  expect(inserted('|![](/media/a.jpg)', [picture('b.jpg')])).toBe('{![](/media/b.jpg)}\n\n![](/media/a.jpg)');
});

test('a file stands within its line, with its own name', () => {
  expect(inserted('See |.', [paper])).toBe('See {[Plan \\[1\\].pdf](/media/a.pdf)}.');
});

test('a picture that the blog shows already comes with its words', () => {
  const words = { alt: 'A [red] boat', caption: 'The "first"', credit: 'Jonas' };
  expect(linkText({ path: 'media/a.jpg', kind: 'image', words }, 'a.jpg')).toBe(
    '![A \\[red\\] boat](/media/a.jpg "The \\"first\\""){credit="Jonas"}',
  );
});
