import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { splitFrontMatter } from '../../../common/front-matter.ts';
import type { FrontMatter } from '../../../common/front-matter-read.ts';
import { titleFromFileName } from '../../../common/slug.ts';
import type { Place } from '../../library/layout.ts';
import { readSourceDocument, type SourceDocument } from '../folders/source-document.ts';
import { decodeEntities } from '../wordpress/export-index.ts';
import { pageText } from './page-text.ts';

/** What a web page says of itself, and the part of it that is its text. */
export interface PageParts {
  readonly title: string;
  readonly description: string;
  readonly author: string;
  /** As the page writes it; empty for none. */
  readonly date: string;
  readonly language: string;
  /** The address it had, if it tells. */
  readonly url: string;
  readonly html: string;
}

/** Reads a web page's file as a document of a folder; one with front matter is read as that says. */
export async function readPageDocument(folder: string, file: string, place: Place): Promise<SourceDocument> {
  const text = pageText(await readFile(path.join(folder, file)));
  if (splitFrontMatter(text).kind !== 'none') return readSourceDocument(folder, file, place);
  const parts = pageParts(text);
  const base = path.posix.basename(file).replace(/\.[a-z]+$/i, '');
  const folders = file.split('/').slice(0, -1);
  const name = base === 'index' && folders.length > 0 ? (folders.pop() ?? base) : base;
  const front: FrontMatter = {
    matter: {
      title: parts.title,
      draft: false,
      categories: [],
      tags: [],
      aliases: [],
      ...(parts.date === '' ? {} : { date: parts.date }),
      ...(parts.description === '' ? {} : { description: parts.description }),
      ...(parts.author === '' ? {} : { author: parts.author }),
    },
    otherKeys: {},
    names: [],
  };
  return {
    path: file,
    place,
    folders,
    name,
    datedName: undefined,
    title: parts.title || titleFromFileName(name),
    front,
    plain: {},
    body: parts.html,
    isHtml: true,
    isBroken: false,
  };
}

/** Finds a page's title, facts and text. Pure; what is around the text (menus, footers) is left out where it can be told. */
export function pageParts(saved: string): PageParts {
  const html = withSharedPictures(saved);
  const head = /<head\b[^>]*>([\s\S]*?)<\/head>/i.exec(html)?.[1] ?? html.slice(0, 20_000);
  const text = articleOf(html);
  const heading = /<h1\b[^>]*>([\s\S]*?)<\/h1>/i.exec(text);
  const title =
    meta(head, 'og:title') ||
    words(heading?.[1] ?? '') ||
    words(/<title\b[^>]*>([\s\S]*?)<\/title>/i.exec(head)?.[1] ?? '');
  const isHeadingTitle = heading !== null && words(heading[1] ?? '') === title;
  const time = /<time\b[^>]*\sdatetime=["']([^"']+)["']/i.exec(html)?.[1] ?? '';
  const canonical = /<link\b[^>]*\srel=["']canonical["'][^>]*>/i.exec(head)?.[0] ?? '';
  return {
    title,
    description: meta(head, 'description') || meta(head, 'og:description'),
    author: meta(head, 'author') || meta(head, 'article:author'),
    date: meta(head, 'article:published_time') || meta(head, 'date') || meta(head, 'dc.date') || time,
    language: /<html\b[^>]*\slang=["']([\w-]+)["']/i.exec(html)?.[1] ?? '',
    url:
      decodeEntities(/\shref=["']([^"']+)["']/i.exec(canonical)?.[1] ?? '') || meta(head, 'og:url') || savedFrom(html),
    html: isHeadingTitle ? text.replace(heading[0], '') : text,
  };
}

/** What browsers and SingleFile write above a page that they save. */
function savedFrom(html: string): string {
  const note = /<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)/i.exec(
    html.slice(0, 20_000),
  );
  return note?.[1] ?? '';
}

/** SingleFile keeps a picture that a page shows several times once, in its style; each image gets it back. */
function withSharedPictures(html: string): string {
  const shared = new Map(
    [...html.matchAll(/(--sf-img-\d+)\s*:\s*url\(["']?(data:[^)"']+)/g)].map((found) => [found[1], found[2]]),
  );
  if (shared.size === 0) return html;
  return html.replace(/<img\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi, (image) => {
    const address = shared.get(/var\((--sf-img-\d+)\)/.exec(image)?.[1]);
    return address === undefined
      ? image
      : image.replace(/\ssrc=(?:"[^"]*"|'[^']*'|[^\s>]+)/i, () => ` src="${address}"`);
  });
}

/** The article, the main part, or the body; without what surrounds a text on a page. */
function articleOf(html: string): string {
  const body = /<body\b[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(html)?.[1] ?? html.replace(/<head\b[\s\S]*?<\/head>/i, '');
  const articles = [...body.matchAll(/<article\b[^>]*>([\s\S]*?)<\/article>/gi)].map((found) => found[1] ?? '');
  const main = /<main\b[^>]*>([\s\S]*?)<\/main>/i.exec(body)?.[1];
  const longest = articles.sort((one, other) => other.length - one.length)[0];
  const isOneArticle = longest !== undefined && (articles.length === 1 || longest.length > (main ?? body).length / 2);
  const chosen = isOneArticle ? longest : (main ?? body);
  return chosen.replace(/<(nav|footer|aside|form|noscript|template|button|svg)\b[^>]*>[\s\S]*?<\/\1>/gi, '');
}

function meta(head: string, name: string): string {
  const wanted = name.replace(/[.:]/g, '\\$&');
  const tag = new RegExp(`<meta\\b[^>]*\\s(?:name|property)=["']${wanted}["'][^>]*>`, 'i').exec(head)?.[0] ?? '';
  return words(
    /\scontent=(?:"([^"]*)"|'([^']*)')/i
      .exec(tag)
      ?.slice(1)
      .find((value) => value !== undefined) ?? '',
  );
}

function words(html: string): string {
  return decodeEntities(html.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}
