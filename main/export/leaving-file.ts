import { Document } from 'yaml';
import type { LeavingPost } from './gather-blog.ts';

/** A file of an export. */
export interface LeavingFile {
  /** Path inside the export, forward slashes. */
  readonly path: string;
  readonly content: string;
  /** True for a post's or page's own file. */
  readonly isPost?: boolean;
}

/** Values as a YAML header between dashes, and the text below it. Empty values are left out. */
export function withHeader(values: Readonly<Record<string, unknown>>, body: string): string {
  return `---\n${yamlText(values)}---\n\n${body.replace(/^\n+/, '').replace(/\s*$/, '\n')}`;
}

/** Values as YAML; empty ones are left out. */
export function yamlText(values: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(values).filter(
    ([name, value]) =>
      value !== undefined && (value !== '' || name === 'title') && !(Array.isArray(value) && value.length === 0),
  );
  return kept.length === 0
    ? ''
    : new Document(Object.fromEntries(kept)).toString({ lineWidth: 0, defaultKeyType: 'PLAIN' });
}

/** What every program keeps under the same names: words, terms, picture, and all keys that are the author's own. */
export function sharedKeys({ summary: { matter }, otherKeys }: LeavingPost): Readonly<Record<string, unknown>> {
  const { description, categories, tags, cover, author, language, comments, series, weight } = matter;
  return { description, categories, tags, cover, author, language, comments, series, weight, ...otherKeys };
}

/** A page that leads on at once, for programs without redirects of their own. */
export function redirectHtml(to: string): string {
  const address = to.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html>\n<meta charset="utf-8">\n<title>${address}</title>\n<link rel="canonical" href="${address}">\n<meta http-equiv="refresh" content="0; url=${address}">\n<p><a href="${address}">${address}</a></p>\n`;
}

/** The file that answers an address: `/about/` is `about/index.html`. */
export function fileFor(address: string): string {
  const way = address.replace(/^\/+/, '');
  return way === '' || way.endsWith('/') ? `${way}index.html` : way;
}

/** A page's file by its address: `/about/team/` is `about/team`; the home page is `index`. */
export function pagePath(address: string): string {
  return address.replace(/^\/+|\/+$/g, '').replace(/\.html?$/i, '') || 'index';
}
