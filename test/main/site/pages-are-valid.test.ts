import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuiltSite, openBlog } from './blog.ts';

/** What HTML asks for and what screen readers need, without rules of mere style. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Titles are the author's, and long ones are no error.
    'long-title': 'off',
    // Addresses are hashed by the build; nothing comes from another host.
    'require-sri': 'off',
    // Both ways of writing void elements and attributes are valid HTML.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    // What belongs to one picture alone: where it is cut, and what is seen until it has come.
    'no-inline-style': ['error', { allowedProperties: ['object-position', 'background'] }],
    // A figure's caption says it; a small dot is no list of links.
    'prefer-native-element': 'off',
    'tel-non-breaking': 'off',
  },
});

describe.each(['longread', 'journal'])('the sample blog in the theme %s', (theme) => {
  let site: BuiltSite;
  const pages: string[] = [];

  beforeAll(async () => {
    const blog = await openBlog({}, { fromSample: true, theme, keepOpen: true });
    site = await blog.build();
    pages.push(...Object.keys(site.contents()).filter((path) => path.endsWith('.html')));
  }, 120_000);

  test('has valid HTML on every page', async () => {
    const problems: string[] = [];
    for (const path of pages) {
      const report = await validator.validateString(await site.read(path), path);
      for (const { messages } of report.results) {
        for (const { ruleId, message, line } of messages) {
          problems.push(`${path}:${line} ${ruleId}: ${message}`);
        }
      }
    }
    expect(problems).toEqual([]);
  }, 120_000);

  test('links only to pages, files and anchors that are there', async () => {
    const ids = new Map<string, ReadonlySet<string>>();
    for (const path of pages) {
      ids.set(path, new Set([...(await site.read(path)).matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '')));
    }
    const dead: string[] = [];
    for (const path of pages) {
      for (const target of addressesIn(await site.read(path))) {
        const url = new URL(target, `https://slow-harbour.example/${path}`);
        if (url.host !== 'slow-harbour.example') continue;
        const file = decodeURIComponent(url.pathname)
          .replace(/^\//, '')
          .replace(/(^|\/)$/, '$1index.html');
        if (!site.has(file)) dead.push(`${path}: ${target}`);
        const anchor = decodeURIComponent(url.hash.slice(1));
        if (anchor !== '' && ids.get(file)?.has(anchor) !== true) dead.push(`${path}: ${target} (no such anchor)`);
      }
    }
    expect(dead).toEqual([]);
  });

  test('asks no other host for anything, and runs no script', async () => {
    for (const path of pages) {
      const html = await site.read(path);
      const asked = [
        ...html.matchAll(/ (?:src|srcset|poster)="([^"]+)"/g),
        ...html.matchAll(/<link rel="(?:stylesheet|icon)"[^>]* href="([^"]+)"/g),
      ];
      for (const [, address] of asked) expect(address, path).not.toMatch(/^(https?:)?\/\//);
      expect(html.match(/<script(?! type="application\/ld\+json"| type="module" src="\/assets\/)/g), path).toBeNull();
    }
    for (const path of Object.keys(site.contents()).filter((file) => file.endsWith('.css'))) {
      const css = await site.read(path);
      expect(css).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
      expect(Buffer.byteLength(css)).toBeLessThan(20_000);
    }
  });
});

function addressesIn(html: string): string[] {
  const single = [...html.matchAll(/<(?:a|link|img|source|script)\b[^>]*? (?:href|src)="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  const sets = [...html.matchAll(/ srcset="([^"]+)"/g)].flatMap((match) =>
    (match[1] ?? '').split(', ').map((part) => part.split(' ')[0] ?? ''),
  );
  return [...single, ...sets].map((address) => address.replaceAll('&amp;', '&').replaceAll('&#39;', "'"));
}
