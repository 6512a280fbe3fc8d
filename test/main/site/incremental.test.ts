import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksNothing } from '../../../main/site/asks-nothing.ts';
import { bodyNeeds } from '../../../main/site/body.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openBlog, post } from './blog.ts';
import { buildsAfterEdits } from './edit-trials.ts';
import { edits, startFiles } from './site-edits.ts';

const runs = Number(process.env.OFFPRINT_SITE_RUNS ?? 6);

test('after any series of edits a build gives, byte for byte, what a clean build gives', async () => {
  await fc.assert(
    fc.asyncProperty(edits, (series) => buildsAfterEdits(series)),
    { numRuns: runs, endOnFailure: true },
  );
}, 600_000);

test('the comparison fails when an edit is kept from the build', async () => {
  const blog = await openBlog(startFiles());
  await blog.build();
  const list = await blog.library.list();
  const stale = { ...blog.library, list: async () => list, read: blog.library.read.bind(blog.library) };
  await blog.write('posts/one.md', post('title: One, changed\ndate: 2026-01-01'));
  const clean = await (await openBlog({}, { folder: blog.folder })).build();
  const { openSite } = await import('../../../main/site/open-site.ts');
  const shippedThemesFolder = new URL('../../../themes', import.meta.url).pathname;
  const log = { info: () => {}, error: () => '' };
  const site = openSite({
    library: Object.assign(Object.create(blog.library), stale, {
      folder: blog.folder,
      settings: () => blog.library.settings(),
    }),
    media: blog.media,
    dataFolder: await temporaryFolder(),
    shippedThemesFolder,
    now: () => Date.UTC(2026, 10, 22),
    log,
  });
  const built = await site.build({}).catch(() => undefined);
  const contents = built?.ok
    ? Object.fromEntries(built.value.manifest.files.map((file) => [file.path, file.sha256]))
    : {};
  expect(contents).not.toEqual(clean.contents());
});

test('renders nothing when nothing changed, also in a new process', async () => {
  const blog = await openBlog(startFiles());
  const first = await blog.build();
  expect(first.build.rendered.length).toBeGreaterThan(10);
  expect((await blog.build()).build.rendered).toEqual([]);
  await blog.close();
  const again = await openBlog({}, { folder: blog.folder, dataFolder: blog.dataFolder });
  const second = await again.build();
  expect(second.build.rendered).toEqual([]);
  expect(second.contents()).toEqual(first.contents());
});

test('says of each page why it was made anew', async () => {
  const blog = await openBlog(startFiles());
  await blog.build();
  await blog.write('posts/one.md', post('title: One\ndate: 2026-01-01\ntags: [red]', 'Another text.'));
  const { rendered } = (await blog.build()).build;
  const reasons = new Map(rendered.map(({ address, reason }) => [address, reason]));
  expect(reasons.get('/2026/01/one/')).toContain('body');
  expect([...reasons.keys()]).not.toContain('/about/');
  await blog.write('themes/longread/templates/page.liquid', '{{ post.content | raw }}');
  const after = (await blog.build()).build.rendered;
  expect(after.find(({ address }) => address === '/about/')?.reason).toEqual(['theme']);
});

test('a word more in a post leaves other pages as they are, unless the theme counts words on them', async () => {
  const blog = await openBlog(startFiles());
  await blog.build();
  const edit = async (text: string) => {
    await blog.write('posts/one.md', post('title: One\ndate: 2026-01-01\ndescription: About one.\ntags: [red]', text));
    const built = await blog.build();
    const clean = await openBlog({}, { folder: blog.folder });
    expect(built.contents()).toEqual((await clean.build()).contents());
    return { addresses: built.build.rendered.map(({ address }) => address), home: await built.read('index.html') };
  };
  await edit('One two three.');
  const { addresses } = await edit('One two three four.');
  expect(addresses).toContain('/2026/01/one/');
  expect(addresses).not.toContain('/');
  await blog.write('themes/longread/templates/parts/facts.liquid', `{{ post.words }} words`);
  expect((await edit('One two.')).home).toContain('2 words');
  const counted = await edit('One two three.');
  expect(counted.addresses).toContain('/');
  expect(counted.home).toContain('3 words');
});

test('a text that surely asks for nothing asks for nothing', () => {
  const piece = fc.constantFrom(
    '[a](/x)',
    '![b](c.png)',
    '[[T]]',
    '[d]',
    '[d]: /e',
    '[f](https://x.example/)',
    '<img src="g">',
    '`](/h)`',
    '\\[i](/j)',
    '[^1]',
    '[k][d]',
    'www.example.org',
    '\n\n',
    '> ',
    '- ',
    '# T\n',
    ' words ',
    '[l](mailto:a@b.c)',
    '](',
    '(/m)',
    '$x$',
    '{.c}',
    '    ',
    '```\n',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      (text) => {
        if (!asksNothing(text)) return;
        // A space in front of it keeps the meaning and makes the short cut look no further.
        expect(bodyNeeds(`${text}\n\n<br>`)).toEqual({ links: [], pictures: [] });
      },
    ),
    { numRuns: 3_000 },
  );
});
