import fc from 'fast-check';
import { post } from './blog.ts';

/** One thing an author, or another program, does to a blog's folder. `build` says whether a build follows at once. */
export type Edit = { readonly build: boolean; readonly which: number } & (
  | { readonly kind: 'write'; readonly file: string; readonly content: string }
  | { readonly kind: 'remove' }
  | { readonly kind: 'move'; readonly to: string }
  /** Other words in a post or page, and nothing else. */
  | { readonly kind: 'reword'; readonly title?: string | undefined; readonly text: string }
  /** The program ends, and is started again. */
  | { readonly kind: 'restart' }
);

/** The blog every series of edits starts from. */
export function startFiles(): Readonly<Record<string, string>> {
  return {
    'posts/one.md': post(
      'title: One\ndate: 2026-01-01\ntags: [red, blue]\ncategories: [Travel/Norway]',
      'Text of one. [two](two.md)',
    ),
    'posts/two.md': post(
      'title: Two\ndate: 2026-01-02\ntags: [red]\nseries: Walks',
      'Text of two, see [[One]] and [[Three]].',
    ),
    'posts/three.md': post(
      'title: Three\ndate: 2026-02-01\ncategories: [Travel]\nseries: Walks',
      '![a dot](/media/dot.svg)',
    ),
    'posts/four.md': post('title: Four\ndate: 2025-02-01\nauthor: Bo\nlanguage: de', 'Wörter.'),
    'pages/about.md': post('title: About', 'About [one](../posts/one.md).'),
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `posts/old-${index}.md`,
        post(
          `title: Old ${index}\ndate: 2024-0${1 + (index % 3)}-1${index % 10}\ntags: [red, tag ${index % 3}]\ncategories: [Travel/${index % 2}]`,
          `Words ${index}, see [[Old ${index + 1}]].`,
        ),
      ]),
    ),
    'pages/about/team.md': post('title: Team', 'Who we are.'),
    'comments/one.yml': '- {id: c1, author: Vik, date: 2026-01-02, text: First}\n',
  };
}

/** True for files that may be taken away or renamed. */
export function isSeen(file: string): boolean {
  return /^(posts|pages|comments|themes)\//.test(file);
}

const names = ['one', 'two', 'three', 'four', 'five', 'six'];
const titles = ['One', 'Two', 'Three & more', '<b>Bold</b>', '"Quoted" \'title\'', 'مرحبا', 'One'];
const someOf = <Item>(items: readonly Item[]) => fc.subarray([...items], { minLength: 0, maxLength: 2 });

const content = fc
  .record({
    title: fc.constantFrom(...titles),
    date: fc.constantFrom('2026-01-01', '2026-01-02T10:00:00Z', '2026-02-01', '2025-02-01', '2027-01-01'),
    tags: someOf(['red', 'Red', 'blue', 'gr\u00fcn', '\ud83c\udf89']),
    categories: someOf(['Travel', 'Travel/Norway', 'travel', 'Notes/A/B']),
    draft: fc.boolean(),
    slug: fc.constantFrom(undefined, undefined, 'one', 'other', '\u5317\u4eac'),
    series: fc.constantFrom(undefined, 'Walks'),
    author: fc.constantFrom(undefined, 'Bo', 'Cy'),
    aliases: fc.constantFrom(undefined, '/old/', '/2026/01/two/'),
    mood: fc.constantFrom(undefined, 'calm', 'wild'),
    text: fc.constantFrom(
      'Plain words.',
      'See [[One]], [[Two]] and [x](../posts/three.md).',
      '![dot](/media/dot.svg)\n\nMore.',
      '# Heading\n\n[self](#heading)',
      'Start.\n\n<!--more-->\n\nRest.',
    ),
  })
  .map(({ text, tags, categories, title, ...rest }) => {
    const lines = [
      `title: ${JSON.stringify(title)}`,
      `tags: ${JSON.stringify(tags)}`,
      `categories: ${JSON.stringify(categories)}`,
    ];
    for (const [key, value] of Object.entries(rest))
      if (value !== undefined)
        lines.push(`${key === 'aliases' ? 'aliases' : key}: ${key === 'aliases' ? JSON.stringify([value]) : value}`);
    return post(lines.join('\n'), text);
  });

const dot = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="${colour}"/></svg>`;

const common = { build: fc.boolean(), which: fc.nat(50) };
const write = (file: fc.Arbitrary<string>, text: fc.Arbitrary<string>) =>
  fc.record({ ...common, kind: fc.constant('write' as const), file, content: text });

/** Series of edits: posts, pages, comments, templates, styles, texts and media; renames and removals. */
export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: write(
        fc.constantFrom(...names).map((name) => `posts/${name}.md`),
        content,
      ),
    },
    { weight: 1, arbitrary: write(fc.constantFrom('pages/about.md', 'pages/about/me.md'), content) },
    {
      weight: 1,
      arbitrary: write(
        fc.constantFrom(...names).map((name) => `comments/${name}.yml`),
        fc.constantFrom(
          '- {id: a, author: X, text: Hi}\n',
          '- [',
          '[]\n',
          '- {id: a, parent: a, author: Y, text: Ho}\n',
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: write(
        fc.constantFrom('themes/longread/templates/parts/facts.liquid', 'themes/longread/templates/page.liquid'),
        fc.constantFrom('[{{ post.title }}]', '{{ post.nothing }}', '{{ post.words }}'),
      ),
    },
    {
      weight: 1,
      arbitrary: write(
        fc.constant('themes/longread/assets/extra.css'),
        fc.constantFrom('a{color:red}', 'a{color:blue}'),
      ),
    },
    {
      weight: 1,
      arbitrary: write(
        fc.constant('themes/texts/en.yml'),
        fc.constantFrom('archive: All of it\n', 'archive: Everything\n'),
      ),
    },
    { weight: 1, arbitrary: write(fc.constant('media/dot.svg'), fc.constantFrom(dot('red'), dot('blue'))) },
    { weight: 2, arbitrary: fc.record({ ...common, kind: fc.constant('remove' as const) }) },
    { weight: 2, arbitrary: fc.record({ ...common, kind: fc.constant('restart' as const) }) },
    {
      weight: 8,
      arbitrary: fc.record({
        ...common,
        kind: fc.constant('reword' as const),
        title: fc.constantFrom(undefined, undefined, ...titles, 'Old 3', 'old-4'),
        text: fc.constantFrom(
          'Other words.',
          'See [[One]] and [[Old 3]].',
          'A [link](../posts/two.md).',
          'One two three.',
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        ...common,
        kind: fc.constant('move' as const),
        to: fc.constantFrom(...names).map((name) => `posts/${name}.md`),
      }),
    },
  ),
  { minLength: 1, maxLength: 10 },
);
