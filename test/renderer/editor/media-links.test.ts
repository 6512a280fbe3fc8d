import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { linksInsertion, linkText } from '../../../renderer/editor/media-markdown.ts';

const picture = (name: string) => ({ item: { path: `media/${name}`, kind: 'image' as const }, name });
const paper = { item: { path: 'media/a.pdf', kind: 'document' as const }, name: 'Plan [1].pdf' };

/** The text after the insertion at `|`, with each link in braces. */
function inserted(text: string, files: Parameters<typeof linksInsertion>[2]): string {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
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

test('a file stands within its line, with its own name', () => {
  expect(inserted('See |.', [paper])).toBe('See {[Plan \\[1\\].pdf](/media/a.pdf)}.');
});

test('a picture that the blog shows already comes with its words', () => {
  const words = { alt: 'A [red] boat', caption: 'The "first"', credit: 'Jonas' };
  expect(linkText({ path: 'media/a.jpg', kind: 'image', words }, 'a.jpg')).toBe(
    '![A \\[red\\] boat](/media/a.jpg "The \\"first\\""){credit="Jonas"}',
  );
});
