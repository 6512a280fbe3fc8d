import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIncrementalMarkdown } from '../../../common/markdown/incremental.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { checkIncremental, type Live } from './incremental-property.ts';
import { plainContext } from './plain-context.ts';

const render = (text: string) => renderMarkdown(parseMarkdown(text), plainContext).html;

describe('incremental rendering', () => {
  it('equals a full rendering after every edit of random series', () => {
    const { failed, counterexample, errorInstance } = checkIncremental(400, 7);
    expect({ failed, counterexample, errorInstance }).toEqual({
      failed: false,
      counterexample: null,
      errorInstance: null,
    });
  });

  it('is compared by a check that notices a renderer blind to what is between the blocks', () => {
    expect(checkIncremental(400, 7, renderedByParagraph).failed).toBe(true);
  });

  it('renders the edited block and leaves the others alone', () => {
    const paragraphs = Array.from({ length: 100 }, (_, at) => `Paragraph ${at}.\n\n`);
    const live = createIncrementalMarkdown(paragraphs.join(''), plainContext);
    const from = paragraphs.slice(0, 50).join('').length;
    const patch = live.edit([{ from, to: from, insert: 'New ' }]);
    expect(patch).toEqual({
      from: 50,
      removed: 1,
      inserted: ['<p>New Paragraph 50.</p>\n'],
      changed: [],
      footnotes: undefined,
    });
  });

  it('renders links again when their definition changes, and nothing else', () => {
    const live = createIncrementalMarkdown('See [a].\n\nOther.\n\n[a]: /one\n', plainContext);
    const patch = live.edit([{ from: 24, to: 27, insert: 'two' }]);
    expect(patch.changed).toEqual([{ at: 0, html: '<p>See <a href="/two">a</a>.</p>\n' }]);
  });

  it('numbers footnotes again when one is put before them', () => {
    const live = createIncrementalMarkdown('Start.\n\nText.[^b]\n\n[^b]: Second.\n[^a]: First.\n', plainContext);
    const patch = live.edit([{ from: 6, to: 6, insert: '[^a]' }]);
    expect(patch.changed.map(({ at }) => at)).toEqual([1]);
    expect(patch.footnotes).toContain('<li id="fn-1"><p>First.');
  });

  it('gives equal headings ids by their order, also when the first is new', () => {
    const live = createIncrementalMarkdown('Text.\n\n## Same\n', plainContext);
    live.edit([{ from: 0, to: 0, insert: '## Same\n\n' }]);
    expect(live.html.join('')).toContain('id="same-1"');
    expect(live.html.join('')).toBe(render('## Same\n\nText.\n\n## Same\n'));
  });

  it('takes several changes at once', () => {
    const live = createIncrementalMarkdown('one\n\ntwo\n\nthree\n', plainContext);
    live.edit([
      { from: 0, to: 3, insert: '1' },
      { from: 10, to: 15, insert: '3' },
    ]);
    expect(live.html.join('')).toBe(render('1\n\ntwo\n\n3\n'));
  });

  it('knows the lines of its blocks, also of those inside a raw element', () => {
    const live = createIncrementalMarkdown('# A\n\n<details>\n\ntext\n\n</details>\n\nend\n', plainContext);
    expect(live.linesOf(1)).toEqual({ fromLine: 2, toLine: 8 });
    expect(live.blockAtLine(4)).toBe(1);
    expect(live.blockAtLine(8)).toBe(4);
    expect(live.blockAtLine(800)).toBe(4);
  });

  it('reads line ends of every kind alike', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '# b', '- c', '', '> d')), (lines) => {
        expect(render(lines.join('\r\n'))).toBe(render(lines.join('\n')));
        expect(render(lines.join('\r'))).toBe(render(lines.join('\n')));
      }),
    );
  });
});

/** The known-bad control: every paragraph by itself, as a hasty incremental renderer would do it. */
function renderedByParagraph(start: string): Live {
  let text = start;
  const parts = () => text.split(/(?<=\n\n)/).map(render);
  const live = { html: parts(), footnotes: '' };
  return {
    ...live,
    edit([change]) {
      if (change) text = text.slice(0, change.from) + change.insert + text.slice(change.to);
      const removed = live.html.length;
      live.html.splice(0, removed, ...parts());
      return { from: 0, removed, inserted: live.html, changed: [], footnotes: undefined };
    },
  };
}
