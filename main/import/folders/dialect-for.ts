import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { ImportKind } from '../../../common/import-report.ts';
import type { SiteSettings } from '../../../common/site-settings.ts';
import { isPlainObject } from '../../../common/validate.ts';
import type { Dialect } from './dialect.ts';
import { hexoDialect } from './hexo.ts';
import { hugoDialect } from './hugo.ts';
import { jekyllDialect } from './jekyll.ts';
import type { LiquidSurroundings } from './liquid-text.ts';
import { astroDialect, eleventyDialect, plainDialect } from './plain-dialects.ts';
import type { SourceDocument } from './source-document.ts';

/** A folder that was looked through. */
export interface LookedThrough {
  readonly folder: string;
  readonly files: readonly string[];
  readonly documents: readonly SourceDocument[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly settings: Partial<SiteSettings>;
}

const maxDataBytes = 20 * 1024 * 1024;

/** The ways of the program whose folder it is, with the partials and data that its texts draw on. */
export async function dialectFor(kind: ImportKind, found: LookedThrough): Promise<Dialect> {
  const { config, settings } = found;
  const data = await dataOf(found, kind === 'hugo' ? 'data' : '_data');
  const comments = commentsOf(data);
  const postFile = (name: string) => postNamed(found.documents, name);
  const surroundings = async (): Promise<LiquidSurroundings> => ({
    partials: await partialsOf(found),
    site: { ...config, ...settings, baseurl: config.baseurl ?? '', data },
    postFile,
  });
  switch (kind) {
    case 'hugo':
      return hugoDialect(config, comments);
    case 'jekyll':
      return jekyllDialect(config, await surroundings(), comments);
    case 'eleventy':
      return eleventyDialect(await surroundings(), comments);
    case 'hexo':
      return hexoDialect(config, postFile);
    case 'astro':
      return astroDialect;
    default:
      return plainDialect(kind === 'html' ? 'html' : 'markdown');
  }
}

/** Jekyll and Hexo call a post by its file's name, with or without folders, date and ending. */
function postNamed(documents: readonly SourceDocument[], name: string): string | undefined {
  const wanted =
    name
      .replace(/\.[a-z]+$/i, '')
      .split('/')
      .at(-1) ?? name;
  const found = documents.find(({ path: file, name: own }) => {
    const base = path.posix.basename(file).replace(/\.[a-z]+$/i, '');
    return base === wanted || own === wanted;
  });
  return found?.path;
}

async function partialsOf({ folder, files }: LookedThrough): Promise<Record<string, string>> {
  const partials: Record<string, string> = Object.create(null);
  for (const file of files) {
    const name = /^(?:src\/)?_includes\/(.+)$/.exec(file)?.[1];
    if (name === undefined || !/\.(?:html?|liquid|md|svg|txt)$/i.test(name)) continue;
    const text = await readFile(path.join(folder, file), 'utf8').catch(() => '');
    partials[name] = text;
    partials[name.replace(/\.liquid$/i, '')] = text;
  }
  return partials;
}

/** The folder's data files as one tree, by their names. What cannot be read is left out. */
async function dataOf({ folder, files }: LookedThrough, top: string): Promise<Record<string, unknown>> {
  const data: Record<string, unknown> = {};
  let bytes = 0;
  for (const file of files) {
    const way = new RegExp(`^(?:src/)?${top}/(.+)\\.(?:ya?ml|json)$`, 'i').exec(file)?.[1]?.split('/');
    if (way === undefined || way.includes('__proto__')) continue;
    const text = await readFile(path.join(folder, file), 'utf8').catch(() => '');
    bytes += text.length;
    if (bytes > maxDataBytes) break;
    put(data, way, parsed(text));
  }
  return data;
}

function put(tree: Record<string, unknown>, [first = '', ...others]: readonly string[], value: unknown): void {
  if (others.length === 0) {
    tree[first] = value;
    return;
  }
  const below = tree[first];
  const next: Record<string, unknown> = isPlainObject(below) ? { ...below } : {};
  tree[first] = next;
  put(next, others, value);
}

function parsed(text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 50, schema: 'core' });
  } catch {
    return undefined;
  }
}

/** Comments kept as data under `comments`, by the post's slug, as our own exports and Staticman keep them. */
function commentsOf(data: Readonly<Record<string, unknown>>): NonNullable<Dialect['commentsOf']> {
  const all = isPlainObject(data.comments) ? data.comments : {};
  return (document) => {
    const name = path.posix.basename(document.path).replace(/\.[a-z]+$/i, '');
    const found = [name, document.name, document.front.matter.slug ?? '']
      .map((key) => (Object.hasOwn(all, key) ? all[key] : undefined))
      .find((list) => list !== undefined);
    const list: readonly unknown[] = Array.isArray(found) ? found : isPlainObject(found) ? Object.values(found) : [];
    return list.filter(isPlainObject).map(commentOf);
  };
}

/** Staticman calls some things otherwise. */
function commentOf(comment: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (comment.author !== undefined || comment.name === undefined) return comment;
  const { name, message, _id: id, _parent: parent, date, url } = comment;
  return {
    id,
    ...(parent === undefined ? {} : { parent }),
    author: name,
    ...(url === undefined ? {} : { url }),
    date,
    status: 'approved',
    text: message,
  };
}
