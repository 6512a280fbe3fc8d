import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { answersOf, isInstalled, startApache, startNginx } from '../../servers/web-hosts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type BuiltSite, openBlog, post } from './blog.ts';
import { layOut } from './served-build.ts';

/** What readers who come by an address of the blog as it was must get now: a status, and where a redirect leads. */
const expected: Readonly<Record<string, string>> = {
  '/notes/2026/01/a-post-whose-name-is-longer-than-the-buckets-that-nginx-has-for-it/':
    '301 /notes/2026/01/über $1 uns/',
  '/notes/2026/01/a-post-whose-name-is-longer-than-the-buckets-that-nginx-has-for-it/?from=mail':
    '301 /notes/2026/01/über $1 uns/',
  '/notes/2019/old.html': '301 /notes/2026/01/über $1 uns/',
  '/notes/?p=12': '301 /notes/2026/01/über $1 uns/',
  '/notes/?p=13': '200',
  '/notes/tags/water/': '301 /notes/tags/tides/',
  '/notes/categories/travel/north/': '301 /notes/categories/travel/',
  '/notes/2026/01/deleted/': '410',
  '/notes/2026/01/löscht mich/': '410',
  '/notes/2026/01/draft/': '404',
  '/notes/2026/01/%C3%BCber%20$1%20uns/': '200',
  '/notes/never/': '404',
};

const slow = { timeout: 60_000 };
let site: BuiltSite;

beforeAll(async () => {
  const dated = (title: string, more: string) => post(`title: ${title}\ndate: 2026-01-01\n${more}`);
  const forms = 'redirects: [netlify, apache, nginx, s3]\n';
  const blog = await openBlog(
    {
      'posts/a.md': dated(
        'A',
        'slug: a-post-whose-name-is-longer-than-the-buckets-that-nginx-has-for-it\ntags: [tides]',
      ),
      'posts/b.md': dated('B', 'tags: [water]\ncategories: [Travel/North]'),
      'posts/c.md': dated('C', 'slug: deleted'),
      'posts/d.md': dated('D', 'slug: löscht mich'),
      'redirects.yml': '/?p=12: posts/a.md\n',
      'posts/e.md': dated('E', 'slug: draft'),
    },
    { url: 'https://blog.example/notes/', settings: forms, keepOpen: true },
  );
  await blog.site.rememberAddresses((await blog.build()).build);
  await blog.write('posts/a.md', dated('A', 'slug: "über $1 uns"\ntags: [tides]\naliases: [/2019/old.html]'));
  await blog.write('posts/b.md', dated('B', 'tags: [tides]\ncategories: [Travel]'));
  await blog.remove('posts/c.md');
  await blog.remove('posts/d.md');
  await blog.write('posts/e.md', dated('E', 'slug: draft\ndraft: true'));
  site = await blog.build();
}, 60_000);

test('nginx answers former addresses as its map says', slow, async ({ skip }) => {
  if (!isInstalled('nginx')) skip('nginx is not installed here');
  const { folder, root } = await laidOut();
  const host = await startNginx(folder, root, path.join(root, 'notes/redirects.nginx.conf'));
  expect(await answersOf(host, Object.keys(expected))).toEqual(expected);
});

test('Apache answers former addresses as .htaccess says', slow, async ({ skip }) => {
  if (!isInstalled('apache2')) skip('Apache is not installed here');
  const { folder, root } = await laidOut();
  expect(await answersOf(await startApache(folder, root), Object.keys(expected))).toEqual(expected);
});

test(
  'a host that knows none of the files answers none of them, so that the tests above mean something',
  slow,
  async ({ skip }) => {
    if (!isInstalled('nginx')) skip('nginx is not installed here');
    const { folder, root } = await laidOut();
    const empty = await openBlog({}, { settings: 'redirects: [nginx]\n' });
    await empty.write('map.conf', 'map $uri $moved_to { default ""; }\nmap $uri $is_gone { default 0; }\n');
    const found = await answersOf(
      await startNginx(folder, root, path.join(empty.folder, 'map.conf')),
      Object.keys(expected),
    );
    expect(Object.values(found).filter((answer) => answer !== '200' && answer !== '404')).toEqual([]);
  },
);

test('hosts that read _redirects, and S3, lead on alike and find nothing where a post was deleted', async () => {
  const rules = (await site.read('_redirects'))
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  const { RoutingRules: routing } = JSON.parse(await site.read('redirects.s3.json'));
  for (const [asked, answer] of Object.entries(expected)) {
    if (asked.includes('?')) continue;
    const [, to] = answer.split(/ (.*)/s);
    const rule = rules.find(([from]) => decodeURI(from ?? '') === decodeURI(asked));
    expect([decodeURI(rule?.[1] ?? ''), rule?.[2]], asked).toEqual(to === undefined ? ['', undefined] : [to, '301']);
    const key = decodeURI(asked).slice(1);
    const route = routing.find((each: Route) => key.startsWith(each.Condition.KeyPrefixEquals));
    expect(route?.Redirect.ReplaceKeyWith, asked).toBe(to?.slice(1));
  }
});

interface Route {
  readonly Condition: { readonly KeyPrefixEquals: string };
  readonly Redirect: { readonly ReplaceKeyWith: string };
}

/** The site's files below the path of its address, as a host has them. */
async function laidOut() {
  const folder = await temporaryFolder();
  const root = path.join(folder, 'root');
  await layOut(site.build, path.join(root, 'notes'));
  return { folder, root };
}
