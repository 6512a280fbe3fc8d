import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { createDialect } from '../../../common/markdown/dialect.ts';

const hosts = [
  'example.org',
  'a-b.c',
  'localhost',
  'xn--bcher-kva.example',
  'EXAMPLE.org',
  'bücher.example',
  'a..b',
  '-',
  'a_b.c',
];
const paths = ['', '/', '/a/b.html', '//a', '/~x_y/-.', '/ä', '/%20', '/a b', '/a;b', '/A/../B', '?q=1', '#x', ':80/'];
const long = [`${'a'.repeat(64)}.org`, `${'a.'.repeat(140)}org`];

test('addresses are made fit for a page as markdown-it makes them', () => {
  const careful = new MarkdownIt();
  const quick = createDialect();
  for (const scheme of ['http', 'https', 'HTTP', 'ftp']) {
    for (const host of [...hosts, ...long]) {
      for (const path of paths) {
        const url = `${scheme}://${host}${path}`;
        expect(quick.normalizeLink(url), url).toBe(careful.normalizeLink(url));
      }
    }
  }
});
