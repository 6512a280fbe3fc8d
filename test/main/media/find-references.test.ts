import { describe, expect, test } from 'vitest';
import { findReferences } from '../../../main/media/find-references.ts';
import { writtenAddress } from '../../../main/media/written-address.ts';

const paths = (body: string) => findReferences(body, 'posts/a.md').map(({ path, role }) => `${role} ${path}`);

describe('files that a text names', () => {
  test.each([
    ['![Boats](/media/a.jpg)', ['picture media/a.jpg']],
    ['[Slides](/media/slides.pdf "All of them")', ['link media/slides.pdf']],
    ['![](../media/a.jpg) and ![](media/b.jpg)', ['picture media/a.jpg', 'picture media/b.jpg']],
    ['[![Boats](/media/small.jpg)](/media/large.jpg)', ['picture media/small.jpg', 'link media/large.jpg']],
    ['![a](</media/two words.jpg> "T")', ['picture media/two words.jpg']],
    ['![a](/media/two%20words.jpg)', ['picture media/two words.jpg']],
    ['![a](/media/a_\\(1\\).jpg)', ['picture media/a_(1).jpg']],
    ['![a](/media/a(1).jpg)', ['picture media/a(1).jpg']],
    ['![a [b] c](/media/a.jpg)', ['picture media/a.jpg']],
    ['![a][one]\n\n[one]: /media/a.jpg "T"', ['link media/a.jpg']],
    ['<img alt="x" src="/media/a.jpg">', ['picture media/a.jpg']],
    ["<img srcset='/media/a.jpg 1x, /media/b.jpg 2x'>", ['picture media/a.jpg', 'picture media/b.jpg']],
    ['<video src="/media/a.mp4" poster="/media/p.jpg"></video>', ['picture media/a.mp4', 'picture media/p.jpg']],
    ['[Other](../posts/b.md) [Web](https://example.org/a.jpg) [Here](#part) [Mail](mailto:a@b.de)', []],
    ['`![a](/media/a.jpg)` and ``x ` [b](/media/b.jpg)``', []],
    ['```md\n![a](/media/a.jpg)\n```\n\n![b](/media/b.jpg)', ['picture media/b.jpg']],
    ['~~~\n![a](/media/a.jpg)', []],
    ['<!-- ![a](/media/a.jpg) -->', []],
    ['![a](/media/灯台.jpg?x=1#y)', ['picture media/灯台.jpg']],
  ])('%s', (body, expected) => {
    expect(paths(body)).toEqual(expected);
  });

  test('each with its words, its line and its exact place', () => {
    const body =
      'Text\n\n![Red boats](/media/a.jpg "At \\"low\\" tide"){credit="[Jonas](https://j.example/)" .wide}\n![](/media/b.jpg){caption="Later"}\n';
    const [first, second] = findReferences(body, 'posts/a.md');
    expect(first).toMatchObject({
      line: 2,
      alt: 'Red boats',
      caption: 'At "low" tide',
      credit: '[Jonas](https://j.example/)',
    });
    expect(second).toMatchObject({ line: 3, alt: '', caption: 'Later' });
    for (const reference of [first, second])
      expect(body.slice(reference?.from, reference?.to)).toBe(reference?.written);
  });

  test('a hostile text is read to its end', () => {
    for (const body of [
      '['.repeat(50_000),
      ']('.repeat(50_000),
      '![a]('.repeat(30_000),
      '`'.repeat(50_000),
      '<img '.repeat(30_000),
      `[a](${'('.repeat(50_000)}`,
    ]) {
      expect(
        findReferences(
          `${body}

![a](/media/a.jpg)`,
          'posts/a.md',
        ).length,
      ).toBeLessThanOrEqual(1);
    }
  });
});

describe('a new address in the style of the old', () => {
  test.each([
    ['/media/a.jpg', '/media/2026/new%20name.jpg'],
    ['media/a.jpg', 'media/2026/new%20name.jpg'],
    ['../media/a.jpg', '../media/2026/new%20name.jpg'],
    ['/media/a.jpg#part', '/media/2026/new%20name.jpg#part'],
  ])('%s becomes %s', (old, expected) => {
    expect(writtenAddress('media/2026/new name.jpg', old, 'posts/a.md')).toBe(expected);
  });
});
