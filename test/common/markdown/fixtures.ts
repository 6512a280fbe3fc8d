import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MarkdownContext } from '../../../common/markdown/context.ts';
import { createLinkIndex, createLinkResolver } from '../../../common/markdown/link-resolver.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';

/** Where the fixtures are, from the repository's folder. */
export const fixtureFolder = 'test/common/markdown/fixtures';

/** A case of a fixture: what it shows, in the author's words, the source, and the HTML it must give. */
export interface FixtureCase {
  readonly name: string;
  readonly source: string;
  readonly html: string;
}

/** A fixture file. Those with a title are a section of docs/markdown.md; the others hold rarer cases. */
export interface Fixture {
  readonly file: string;
  readonly title: string | undefined;
  readonly intro: string;
  readonly cases: readonly FixtureCase[];
}

const casePattern = /^(.+)\n\.\n([\s\S]*?)\n\.\n([\s\S]*?)(?:\n)?\.$/gm;

/** Reads every fixture, in the order of their names. A case is a line that names it, then source and HTML between dots. */
export function readFixtures(): Fixture[] {
  const files = readdirSync(fixtureFolder).filter((name) => name.endsWith('.txt'));
  return files.sort().map((file) => {
    const text = readFileSync(path.join(fixtureFolder, file), 'utf8');
    const [, title, intro = ''] = /^# (.+)\n(?:\n(.+)\n)?(?=\n.+\n\.\n)/.exec(text) ?? [];
    const cases = [...text.matchAll(casePattern)].map(([, name = '', source = '', html = '']) => ({
      name,
      source,
      html,
    }));
    return { file, title, intro, cases };
  });
}

/** Writes what the program makes of each source into the fixtures. Read the difference before you commit it. */
export function updateFixtures(): void {
  for (const { file, title, intro, cases } of readFixtures()) {
    const head = title === undefined ? [] : [`# ${title}\n`, ...(intro === '' ? [] : [`${intro}\n`])];
    const body = cases.map(({ name, source }) => `${name}\n.\n${source}\n.\n${renderFixture(source)}\n.\n`);
    writeFileSync(path.join(fixtureFolder, file), [...head, ...body].join('\n'));
  }
}

/** The HTML of a source in a small blog. */
export function renderFixture(source: string): string {
  return renderMarkdown(parseMarkdown(source.replaceAll('\\r', '\r')), smallBlog).html.trimEnd();
}

const posts = [{ id: 'posts/first-day.md', title: 'The first day', slug: 'first-day', address: '/2026/first-day/' }];
const smallBlog: MarkdownContext = {
  language: 'en',
  resolveLink: createLinkResolver(createLinkIndex(posts), {
    postId: 'posts/second-day.md',
    fileAddress: (file) => `/${file}`,
  }),
  resolvePicture: (src) => {
    if (!src.startsWith('media/')) return undefined;
    if (src !== 'media/wide.jpg') return { src: `/${src}`, width: 1200, height: 800 };
    const sources = [{ type: 'image/webp', srcset: '/media/wide-640.webp 640w, /media/wide-1280.webp 1280w' }];
    const srcset = '/media/wide-640.jpg 640w, /media/wide-1280.jpg 1280w';
    return { src: '/media/wide-1280.jpg', width: 1280, height: 720, srcset, sizes: '100vw', sources };
  },
};
