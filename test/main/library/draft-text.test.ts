import { array, assert, boolean, constant, constantFrom, oneof, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatterChanges } from '../../../common/post.ts';
import { DraftText } from '../../../main/library/draft-text.ts';
import { readPostText } from '../../../main/library/post-text.ts';

/** What the file holds after each of these edits, when every one of them is saved. */
function savedAfter(source: string, edits: readonly MatterChanges[]): string[] {
  const before = readPostText(source, 'posts/a.md');
  let text = DraftText.of('posts/a.md', before);
  return edits.map((matter) => {
    text = text.edited([], matter) ?? expect.fail('the edit does not fit');
    return text.compose(before);
  });
}

const plain = '---\ntitle: Harbour\ntags:\n  - sea # the North Sea\n  - boats\n---\n\nOne boat.\n';

describe('the front matter of a draft', () => {
  it('does not depend on which half-typed titles were saved on the way', () => {
    const [spaced, empty, whole] = savedAfter(plain, [
      { title: 'Another ' },
      { title: '' },
      { title: 'Another harbour' },
    ]);
    // The known bad: each of these must be quoted, and a change of that file would keep its quotes.
    expect(spaced).toContain('title: "Another "\n');
    expect(empty).toContain('title: ""\n');
    expect(whole).toBe(plain.replace('Harbour', 'Another harbour'));
  });

  it('keeps the quotes that the author chose, whatever came between', () => {
    const quoted = plain.replace('Harbour', "'Harbour'");
    const saves = savedAfter(quoted, [{ title: 'Tab\there' }, { title: 'Another harbour' }]);
    expect(saves[0]).toContain('title: "Tab\\there"\n');
    expect(saves[1]).toBe(plain.replace('Harbour', "'Another harbour'"));
  });

  it('leaves no trace of what was taken back', () => {
    const saves = savedAfter(plain, [
      { tags: ['boats'], title: 'Quay', draft: true },
      { tags: ['sea', 'boats'], title: 'Harbour', draft: null },
    ]);
    expect(saves[0]).toBe('---\ntitle: Quay\ntags:\n  - boats\ndraft: true\n---\n\nOne boat.\n');
    expect(saves[1]).toBe(plain);
  });

  it('goes on with other keys after a change that would make the header unreadable', () => {
    const anchored = '---\ntitle: Harbour\nauthor: &me Ada\neditor: *me\n---\n\nOne boat.\n';
    const [first, refused, last] = savedAfter(anchored, [{ slug: 'quay' }, { author: null }, { title: 'Quay' }]);
    expect(first).toBe(anchored.replace('*me\n', '*me\nslug: quay\n'));
    expect(refused).toBe(first);
    expect(last).toBe(first?.replace('Harbour', 'Quay'));
  });

  it('says the same as when every step is read from the file before it', () => {
    const list = oneof(constant(null), array(string({ maxLength: 6 }), { maxLength: 3 }));
    const step = record(
      {
        title: string({ maxLength: 8 }),
        slug: oneof(constant(null), constantFrom('quay', 'no', '1')),
        author: oneof(constant(null), string({ maxLength: 6 })),
        draft: oneof(constant(null), boolean()),
        tags: list,
        categories: list,
      },
      { requiredKeys: [] },
    );
    const grounds = constantFrom(
      plain,
      'No header.\n',
      '---\ntitle: "A"\ncategories: Travel\npublished: false\n---\n\nBody.\n',
      "+++\ntitle = 'A'\ntags = ['sea', 'boats']\ndraft = true\n+++\n\nBody.\n",
      '---\n{title: A, tags: [sea], odd: 1}\n---\nBody.\n',
    );
    assert(
      property(grounds, array(step, { maxLength: 5 }), (source, steps) => {
        const before = readPostText(source, 'posts/a.md');
        let text = DraftText.of('posts/a.md', before);
        let one = before;
        for (const matter of steps) {
          text = text.edited([], matter) ?? expect.fail('the edit does not fit');
          const alone = DraftText.of('posts/a.md', one).edited([], matter) ?? expect.fail('the edit does not fit');
          one = alone.read(one);
        }
        expect(text.read(before).matter).toEqual(one.matter);
        expect(text.read(before).body).toBe(one.body);
      }),
      { numRuns: 500 },
    );
  });
});
