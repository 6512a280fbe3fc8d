import { describe, expect, it } from 'vitest';
import { checkText, checkTextInSteps } from '../../common/checks/check-text.ts';
import type { CheckSurroundings } from '../../common/checks/findings.ts';

const around: CheckSurroundings = {
  postId: 'posts/here.md',
  findPost: (target) => {
    if (['posts/there.md', 'posts/there', 'The first day', 'there.md'].includes(target))
      return { id: 'posts/there.md', title: 'The first day', isDraft: false };
    return target === 'posts/draft.md' ? { id: target, title: 'Not yet', isDraft: true } : undefined;
  },
  hasAnchor: (id, anchor) => (id === 'posts/there.md' ? anchor === 'noon' : 'unknown'),
  hasFile: (path) => path === 'media/boats.jpg',
  findFile: (name) => (name === 'boats.jpg' ? 'media/boats.jpg' : undefined),
};

/** Kinds found, each with the text it is about. */
const found = (text: string) => checkText(text, around).map(({ kind, from, to }) => `${kind}: ${text.slice(from, to)}`);

const fixed = (text: string) => {
  const fix = checkText(text, around)[0]?.fix;
  return fix?.reduceRight((made, { from, to, insert }) => made.slice(0, from) + insert + made.slice(to), text);
};

describe('a post’s text', () => {
  it('has nothing to find when all is well', () => {
    const text = `Read [the first day](there.md) and [[The first day#Noon]], or [below](#what-was-said).[^1]

## What was said

![Boats on the mud at low water](/media/boats.jpg "Low water")

\`\`\`js
// TODO the the ![](nowhere.png)
\`\`\`

\`the the\` <!-- TODO hidden -->

[^1]: A note.
`;
    expect(found(text)).toEqual([]);
  });

  it('repeats a word', () => {
    expect(found('It was the the best.')).toEqual(['repeated-word: the']);
    expect(fixed('It was the the best.')).toBe('It was the best.');
    expect(found('He had had enough; bye-bye, bye now. The theme. 10 10')).toEqual([]);
  });

  it('skips a level of headings', () => {
    expect(found('## One\n\n#### Two')).toEqual(['skipped-heading: #### Two']);
    expect(fixed('## One\n\n#### Two')).toBe('## One\n\n### Two');
    expect(found('### Starts low\n\n## Then higher')).toEqual([]);
  });

  it('leaves a code block open', () => {
    expect(found('a\n\n```js\ncode')).toEqual(['unclosed-fence: ```js']);
    expect(fixed('a\n\n```js\ncode')).toBe('a\n\n```js\ncode\n```\n');
    expect(found('````\n```\n````')).toEqual([]);
  });

  it('has footnotes without text, without mark, and twice', () => {
    expect(found('a[^1]')).toEqual(['missing-footnote: [^1]']);
    expect(found('a\n\n[^1]: b')).toEqual(['unused-footnote: [^1]:']);
    expect(found('> a[^1]\n>\n> [^1]: b')).toEqual([]);
    expect(found('- > a[^1]\n  >\n  > [^1]: b')).toEqual([]);
    expect(found('1. [^1]: b')).toEqual(['unused-footnote: [^1]:']);
    expect(found('a[^1]\n\n[^1]: b\n[^1]: c')).toEqual(['duplicate-footnote: [^1]:']);
    expect(fixed('a[^1]\n\n[^1]: b\n[^1]: c')).toBeUndefined();
    expect(fixed('a[^1] b[^1] c[^2]\n\n[^1]: b\n[^1]: c\n[^2]: d')).toBe(
      'a[^1] b[^3] c[^2]\n\n[^1]: b\n[^3]: c\n[^2]: d',
    );
    expect(fixed('a[^n] b[^n]\n\n[^n]: b\n[^n]: c')).toBe('a[^n] b[^n-2]\n\n[^n]: b\n[^n-2]: c');
  });

  it('shows pictures that are not there or say nothing', () => {
    expect(found('![Boats at noon](/media/gone.jpg)')).toEqual(['missing-file: ![Boats at noon](/media/gone.jpg)']);
    expect(fixed('![Boats at noon](/media/2026/boats.jpg)')).toBe('![Boats at noon](/media/boats.jpg)');
    const [{ write } = { write: undefined }] = checkText('ab ![img](/media/boats.jpg)', around);
    expect(write).toEqual({ from: 5, to: 8 });
    expect(found('![](../media/boats.jpg)')).toEqual(['picture-words: ![](../media/boats.jpg)']);
    expect(found('![boats.jpg](/media/boats.jpg)')).toEqual(['picture-words: ![boats.jpg](/media/boats.jpg)']);
  });

  it('links to nowhere, to a draft, and to a heading that is not there', () => {
    expect(found('[a](gone.md)')).toEqual(['broken-link: [a](gone.md)']);
    expect(found('[a](draft.md)')).toEqual(['link-to-draft: [a](draft.md)']);
    expect(found('[[No such post]]')).toEqual(['broken-link: [[No such post]]']);
    expect(found('[a](#gone)')).toEqual(['broken-anchor: [a](#gone)']);
    expect(found('[a]()')).toEqual(['empty-link: [a]()']);
    expect(found('[a](/media/gone.pdf) [b](https://example.org/x) [c](/about/)')).toEqual([
      'missing-file: [a](/media/gone.pdf)',
    ]);
  });

  it('links to a heading that another post does not have', () => {
    expect(found('[a](there.md#noon) [b](there#noon) [[The first day#Noon]] [c](there.md#comments)')).toEqual([]);
    expect(found('[a](there.md#night)')).toEqual(['broken-anchor: [a](there.md#night)']);
    expect(found('[[The first day#Night]]')).toEqual(['broken-anchor: [[The first day#Night]]']);
    expect(checkText('[[The first day#Night]]', around)[0]).toMatchObject({ anchor: 'night', title: 'The first day' });
    expect(found('[[#Night]]')).toEqual(['broken-anchor: [[#Night]]']);
    expect(found('[[#Night]]\n\n# Night')).toEqual([]);
    expect(found('[a](draft.md#anything)')).toEqual(['link-to-draft: [a](draft.md#anything)']);
  });

  it('has links that lead where they were meant to by one change', () => {
    expect(fixed('[a](deep/there.md#noon)')).toBe('[a](/posts/there.md#noon)');
    expect(fixed('[a]( <#What Was Said> )\n\n## What was said')).toBe('[a]( #what-was-said )\n\n## What was said');
    expect(fixed('[a](gone)')).toBeUndefined();
    expect(found('[a](gone) [b](gone/) [c](/gone) [d](gone.html)')).toEqual(['broken-link: [a](gone)']);
  });

  it('is not finished', () => {
    expect(found('Ask Jonas TODO and TK.')).toEqual(['unfinished: TODO', 'unfinished: TK']);
  });

  it('is looked over in time that grows with its length alone, whatever it holds', () => {
    const nasty = [
      '`'.repeat(20_001),
      ` ${'`a'.repeat(10_000)}`,
      '['.repeat(20_000),
      '![('.repeat(7_000),
      '<!--'.repeat(5_000),
    ];
    for (const line of [
      ...nasty,
      'a a '.repeat(5_000),
      '[a]('.repeat(5_000),
      '](('.repeat(7_000),
      '[^'.repeat(10_000),
    ]) {
      const started = process.cpuUsage();
      checkText(`words ${line}`, around);
      // Not a figure, only a limit far beyond what a linear reading takes of the processor, in microseconds.
      expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
    }
  });
});

it('stops every few lines, so that a long text never holds the page, and finds the same', () => {
  const text = 'A word word.\n\n# One\n\n### Three\n\nSee [^x] and [a]().\n\n'.repeat(2_000);
  const steps = checkTextInSteps(text, around);
  let stops = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      expect(step.value).toEqual(checkText(text, around));
      break;
    }
    stops += 1;
  }
  expect(stops).toBeGreaterThan(200);
});
