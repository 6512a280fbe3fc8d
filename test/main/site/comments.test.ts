import { expect, test } from 'vitest';
import { cleanComment } from '../../../main/site/comments/clean-comment.ts';
import { parseComments } from '../../../main/site/comments/read-comments.ts';
import { threadComments } from '../../../main/site/comments/thread-comments.ts';
import { siteDates } from '../../../main/site/site-dates.ts';
import { openBlog, post } from './blog.ts';

test('shows approved comments as threads, the rest not at all', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-01'),
    'comments/a.yml': `
- {id: c1, author: Vik, url: "https://vik.example/", date: 2026-01-02T10:00:00Z, text: First}
- {id: c2, parent: c1, author: Ada, date: 2026-01-03, text: "Answer <em>here</em>"}
- {id: c3, author: Crane, status: spam, text: Buy crane}
- {id: c4, author: Late, status: pending, text: Waiting}
`,
  });
  const page = await (await blog.build()).read('2026/01/a/index.html');
  expect(page).toContain('2 comments');
  expect(page).toMatch(/First<\/p>\s*<\/article>\s*<ol>[\s\S]*Answer <em>here<\/em>/);
  expect(page).toContain('<a class="name" href="https://vik.example/" rel="nofollow ugc">Vik</a>');
  expect(page).not.toMatch(/Buy crane|Waiting/);
});

test('a comments file that cannot be read is a warning, and the rest is built', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-01'),
    'comments/a.yml': '- {id: c1\n- x: [',
  });
  const { build } = await blog.build();
  expect(build.warnings).toEqual([
    { postId: 'posts/a.md', notice: expect.objectContaining({ kind: 'comments-broken', file: 'comments/a.yml' }) },
  ]);
});

test('a comment keeps the allowed elements and nothing else', () => {
  const all = 'a abbr acronym b blockquote cite code del em i q s strike strong'.split(' ');
  for (const tag of all) {
    const kept = { acronym: 'abbr', strike: 's' }[tag] ?? tag;
    expect(cleanComment(`<${tag}>x</${tag}>`)).toContain(`<${kept}`);
  }
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="//evil.example">x</a>',
    '<b onclick=alert(1)>x</b>',
    '<svg><script>alert(1)</script></svg>',
    '<iframe src="https://evil.example"></iframe>',
    '<style>*{display:none}</style>',
    '<a href="data:text/html,x">x</a>',
    '<blockquote style="position:fixed">x</blockquote>',
    '</article></li></ol><h1>Free</h1>',
  ];
  for (const text of hostile) {
    expect(cleanComment(text)).not.toMatch(/script|onerror|onclick|svg|iframe|style|data:|evil|<h1|<\/li|javascript/i);
  }
});

test('blank lines make paragraphs, breaks stay; links carry no weight', () => {
  expect(cleanComment('One<br>\ntwo\n\n<a href="https://x.example/?a=1&b=2">three</a>')).toBe(
    '<p>One<br>\ntwo</p>\n<p><a href="https://x.example/?a=1&amp;b=2" rel="nofollow ugc">three</a></p>',
  );
});

test('answers to nobody, to themselves and in circles are shown, each once', () => {
  const { comments } = parseComments(`
- {id: a, parent: b, author: A, date: 2026-01-01, text: one}
- {id: b, parent: a, author: B, date: 2026-01-02, text: two}
- {id: c, parent: c, author: C, date: 2026-01-03, text: three}
- {id: d, parent: nobody, author: D, date: 2026-01-04, text: four}
- {id: e, parent: b, author: E, date: 2026-01-05, text: five}
`);
  const threads = threadComments(comments, siteDates('en', 'UTC'), (text) => Date.parse(text));
  const names = (list: typeof threads): string[] => list.flatMap(({ author, replies }) => [author, ...names(replies)]);
  expect(names(threads).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
});

test('twenty thousand comments in one chain are shown without trouble', () => {
  const comments = Array.from({ length: 20_000 }, (_, index) => ({
    id: `c${index}`,
    ...(index === 0 ? {} : { parent: `c${index - 1}` }),
    author: 'A',
    url: '',
    date: '',
    text: 'x',
  }));
  const threads = threadComments(comments, siteDates('en', 'UTC'), () => undefined);
  const count = (list: typeof threads): number => list.reduce((sum, { replies }) => sum + 1 + count(replies), 0);
  expect(count(threads)).toBe(20_000);
});
