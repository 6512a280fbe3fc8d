import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { readToml } from '../../../common/front-matter-toml.ts';
import { readYaml } from '../../../common/front-matter-yaml.ts';
import type { ImportKind } from '../../../common/import-report.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { isPlainObject } from '../../../common/validate.ts';
import { type Layout, placeOf } from '../../library/layout.ts';
import { recogniseLayout } from '../../library/recognise-layout.ts';
import { nodeFileSystem } from '../../node/file-system.ts';
import { arrivalsToSource } from '../arrivals/arrivals-to-source.ts';
import type { ImportSource, SourceSettings } from '../import-options.ts';
import { isMediumFolder, openMediumFolder } from '../medium/open-medium.ts';
import { readPageDocument } from '../web-page/page-document.ts';
import { arrivalOf } from './arrival-of.ts';
import { dialectFor } from './dialect-for.ts';
import { filesOf } from './folder-files.ts';
import { folderSource } from './folder-source.ts';
import { readSourceDocument, type SourceDocument } from './source-document.ts';

/** Most posts that are held in memory at once, with their texts. */
const maxDocuments = 50_000;

/** Recognises whose folder this is and looks through it. Other programs' folders, Medium's export, or plain files. */
export async function openFolder(folder: string): Promise<Result<ImportSource, ImportRefused>> {
  const recognised = await recogniseLayout(nodeFileSystem, folder).catch(() => undefined);
  const files = await filesOf(folder, new Set(recognised?.layout.name === 'hugo' ? ['resources'] : ['public']));
  if (await isMediumFolder(folder, files)) return openMediumFolder(folder, files);
  const layout = recognised?.layout.name === 'offprint' ? undefined : recognised?.layout;
  const texts = files.filter((file) => isText(file));
  const documents =
    layout === undefined ? await plainDocuments(folder, texts) : await layoutDocuments(folder, texts, layout);
  if (documents.length === 0) return fail({ kind: 'import-refused', file: folder, reason: 'empty' });
  if (documents.length > maxDocuments) return fail({ kind: 'import-refused', file: folder, reason: 'too-large' });
  const kind: ImportKind =
    layout === undefined
      ? documents.every(({ isHtml }) => isHtml)
        ? 'html'
        : 'markdown'
      : (layout.name as Exclude<typeof layout.name, 'offprint'>);
  const config = await readConfig(folder, files);
  const dialect = await dialectFor(kind, { folder, files, documents, config, settings: recognised?.settings ?? {} });
  const stated = kind === 'eleventy' ? await siteData(folder) : config;
  const settings = settingsOf(
    folder,
    { ...recognised?.settings, ...textsIn(stated, kind), menu: menuIn(stated) },
    kind,
  );
  const arrivals = documents.map((document) => arrivalOf(document, dialect, settings.timeZone || 'UTC'));
  return ok(arrivalsToSource(folderSource({ folder, files, arrivals, dialect, settings, documents })));
}

function isText(file: string): boolean {
  return /\.(?:md|markdown|mdx|html?)$/i.test(file);
}

async function layoutDocuments(folder: string, files: readonly string[], layout: Layout): Promise<SourceDocument[]> {
  const documents: SourceDocument[] = [];
  for (const file of files) {
    const isHtml = /\.html?$/i.test(file);
    const place = placeOf(layout, file.replace(/\.(?:mdx|html?)$/i, '.md'));
    if (place === undefined || /^readme\.|^license|^contributing|^changelog/i.test(file)) continue;
    const document = await readSourceDocument(folder, file, place);
    // HTML without a header is a template or a finished page; so is Markdown without one right in the folder.
    if ((isHtml || place.isFlat === true) && document.front.names.length === 0) continue;
    if (isHtml && /\{%-?\s*(?:for|paginate)\b/.test(document.body)) continue;
    documents.push(document);
  }
  return documents;
}

/** Files of no particular program: what has a date is a post, what has none is one too, pages are what is called so. */
async function plainDocuments(folder: string, files: readonly string[]): Promise<SourceDocument[]> {
  const documents: SourceDocument[] = [];
  for (const file of files) {
    const isPage = /(?:^|\/)pages\//i.test(file);
    const place = { folder: '', kind: isPage ? ('page' as const) : ('post' as const) };
    const read = /\.html?$/i.test(file) ? readPageDocument : readSourceDocument;
    documents.push(await read(folder, file, place));
  }
  return documents;
}

/** The program's own settings as plain data; empty when there are none that can be read. */
async function readConfig(folder: string, files: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const name = files.find((file) => /^(?:hugo|config|_config)\.(?:toml|ya?ml|json)$/.test(file));
  if (name === undefined) return {};
  const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
  const read = name.endsWith('.toml') ? readToml(text) : readYaml(text.replace(/^\t+/gm, '  '));
  return 'plain' in read ? read.plain : {};
}

function settingsOf(folder: string, found: Partial<SourceSettings>, kind: ImportKind): SourceSettings {
  return {
    title: found.title || path.basename(folder),
    tagline: found.tagline ?? '',
    ...(found.author === undefined ? {} : { author: found.author }),
    language: /^[a-z]{2,3}(-[\w]+)*$/i.test(found.language ?? '') ? (found.language ?? 'en') : 'en',
    url: found.url ?? '',
    permalink: sitePattern(found.permalink, kind),
    timeZone: found.timeZone ?? '',
    menu: found.menu ?? [],
  };
}

/** Eleventy has no settings of a blog; starters and our own exports keep them as data. */
async function siteData(folder: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(await readFile(path.join(folder, '_data/site.json'), 'utf8'));
    return isPlainObject(value) ? value : {};
  } catch {
    return {};
  }
}

const siteTexts = ['title', 'tagline', 'author', 'language', 'timeZone', 'url', 'permalink'] as const;

function textsIn(stated: Readonly<Record<string, unknown>>, kind: ImportKind): Partial<SourceSettings> {
  if (kind !== 'eleventy') return {};
  const texts = siteTexts.flatMap((key) => (typeof stated[key] === 'string' ? [[key, stated[key]] as const] : []));
  return Object.fromEntries(texts);
}

/** A menu as Hugo has it (`menu.main` with `name`), or a list of `label` and `url`. */
function menuIn({ menu, menus }: Readonly<Record<string, unknown>>): SourceSettings['menu'] {
  const given = menu ?? menus;
  const list: unknown = isPlainObject(given) ? given.main : given;
  const entries = (Array.isArray(list) ? list : []).filter(isPlainObject);
  return entries
    .toSorted((one, other) => Number(one.weight ?? 0) - Number(other.weight ?? 0))
    .flatMap(({ name, label, title, url, pageRef }) => {
      const words = [label, name, title].find((text) => typeof text === 'string');
      const address = [url, pageRef].find((text) => typeof text === 'string');
      return words === undefined || address === undefined ? [] : [{ label: String(words), url: String(address) }];
    });
}

/** A pattern that our sites know; what else a program offers is said by each post itself. */
function sitePattern(pattern: string | undefined, kind: ImportKind): string {
  if (pattern !== undefined && !/:(?!year\b|month\b|day\b|slug\b)[a-z]/.test(pattern) && pattern.includes(':slug'))
    return pattern;
  return kind === 'astro' ? '/blog/:slug/' : '/:year/:month/:slug/';
}
