import { expect, test } from 'vitest';
import { openBlog, post } from './blog.ts';

test('an author decides by <!--more--> what stands in lists, with its links, pictures and emphasis', async () => {
  const text =
    'The *first* part, see [other][o], [[Other]] and a note[^1].\n\n## Below\n\n<!--more-->\n\nThe secret rest.\n\n[o]: other.md\n[^1]: A note.';
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-02\ntags: [x]', text),
    'posts/other.md': post('title: Other\ndate: 2026-01-01\ntags: [x]', 'Plain words.'),
  });
  const site = await blog.build();
  for (const file of ['index.html', 'tags/x/index.html', '2026/01/index.html']) {
    const html = await site.read(file);
    expect(html).toContain('<div class="prose excerpt"><p>The <em>first</em> part, see <a href="/2026/01/other/"');
    expect(html).not.toMatch(/secret|footnote|id="below"/);
    expect(html).toContain('aria-label="Continue reading: A"');
    expect(html).toContain('<p class="summary">Plain words.</p>');
  }
  expect(await site.read('2026/01/a/index.html')).toContain('The secret rest.');
  await blog.write('posts/a.md', post('title: A\ndate: 2026-01-02\ntags: [x]', text.replace('first', 'new')));
  const again = await blog.build();
  expect(await again.read('index.html')).toContain('<em>new</em>');
});

test('a long text has a table of its upper headings; the front matter decides otherwise', async () => {
  const long = ['One', 'Two', 'Three'].map(
    (title) => `## ${title}\n\n${'word '.repeat(500)}\n\n### ${title} a\n\nMore.`,
  );
  const blog = await openBlog({
    'posts/long.md': post('title: Long\ndate: 2026-01-01', long.join('\n\n')),
    'posts/not.md': post('title: Not\ndate: 2026-01-01\ntoc: false', long.join('\n\n')),
    'posts/short.md': post('title: Short\ndate: 2026-01-01', '## A\n\n## B'),
    'posts/asked.md': post('title: Asked\ndate: 2026-01-01\ntoc: true', '## A\n\n## B'),
  });
  const site = await blog.build();
  const html = await site.read('2026/01/long/index.html');
  expect(html).toContain('<details class="toc">');
  expect(html).toMatch(/<a href="#one">One<\/a><ol><li><a href="#one-a">One a<\/a><\/li><\/ol>/);
  expect(await site.read('2026/01/not/index.html')).not.toContain('class="toc"');
  expect(await site.read('2026/01/short/index.html')).not.toContain('class="toc"');
  expect(await site.read('2026/01/asked/index.html')).toContain('class="toc"');
});

test('readers are invited to comment by mail or by the author’s own HTML, where the post lets them', async () => {
  const files = {
    'posts/a.md': post('title: "A & <b>"\ndate: 2026-01-01'),
    'posts/closed.md': post('title: Closed\ndate: 2026-01-01\ncomments: false'),
    'pages/about.md': post('title: About'),
  };
  const mail = await (await openBlog(files, { settings: 'comments: {mail: ada@blog.example}\n' })).build();
  const subject = encodeURIComponent('Re: A & <b>');
  const html = await mail.read('2026/01/a/index.html');
  expect(html).toContain(`href="mailto:ada@blog.example?subject=${subject}&amp;body=`);
  for (const file of ['2026/01/closed/index.html', 'about/index.html']) {
    expect(await mail.read(file)).not.toContain('class="comments"');
  }
  const embed = '<script src="https://talk.example/x.js" data-url="{url}" data-title="{title}"></script>';
  const own = await openBlog(files, { settings: `comments:\n  embed: |\n    ${embed}\n` });
  expect(await (await own.build()).read('2026/01/a/index.html')).toContain(
    '<script src="https://talk.example/x.js" data-url="https://blog.example/2026/01/a/" data-title="A &amp; &lt;b&gt;"></script>',
  );
  const none = await (await openBlog(files)).build();
  expect(await none.read('2026/01/a/index.html')).not.toContain('class="comments"');
});

test('comments that wait for a decision are named and not shown', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-01'),
    'comments/a.yml':
      '- {id: 1, author: V, status: approved, text: Seen}\n- {id: 2, author: W, status: pending, text: Unseen}\n- {id: 3, author: X, status: spam, text: Buy}\n',
  });
  const site = await blog.build();
  expect(site.build.warnings).toEqual([
    { postId: 'posts/a.md', notice: { kind: 'comments-waiting', file: 'comments/a.yml', waiting: 1 } },
  ]);
  const html = await site.read('2026/01/a/index.html');
  expect(html).toContain('Seen');
  expect(html).not.toMatch(/Unseen|Buy/);
});

test('the search index holds the words of whole texts, in parts that an edit leaves alone', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [
      `posts/p${index}.md`,
      post(
        `title: Post ${index}\ndate: ${new Date(Date.UTC(2020, 0, 1 + index)).toISOString()}`,
        `Höhle word${index} 北京的秋天.`,
      ),
    ]),
  );
  const blog = await openBlog({ ...many, 'pages/about.md': post('title: About', 'Lighthouse keepers.') });
  const site = await blog.build();
  expect(JSON.parse(await site.read('search/index.json'))).toEqual({
    parts: ['/search/2.json', '/search/1.json', '/search/pages-1.json'],
  });
  const part = JSON.parse(await site.read('search/2.json'));
  expect(part.posts).toHaveLength(30);
  expect(part.posts[29]).toMatchObject({ title: 'Post 129', href: expect.stringContaining('/p129/') });
  expect(part.words).toContain('word129 29');
  expect(JSON.parse(await site.read('search/pages-1.json')).words).toMatch(/keepers 0.*lighthouse 0/);
  await blog.write('posts/new.md', post('title: New\ndate: 2026-01-01', 'Harbour.'));
  const { rendered } = (await blog.build()).build;
  expect(rendered.map(({ address }) => address).filter((address) => address.includes('.json'))).toEqual(
    expect.arrayContaining(['/search/2.json']),
  );
  expect(rendered.map(({ address }) => address)).not.toContain('/search/1.json');
});
