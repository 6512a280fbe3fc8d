import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { isPlainObject } from '../../../common/validate.ts';
import { inside } from '../../node/inside.ts';
import type { ArrivalSource, FoundFile } from '../arrivals/arrival.ts';
import { arrivalsToSource } from '../arrivals/arrivals-to-source.ts';
import type { ImportSource, SourceSettings } from '../import-options.ts';
import { authorAddress, tagAddress } from '../term-addresses.ts';
import { ghostArrivals, rowsOf, textOf } from './ghost-arrivals.ts';

/** Ghost's export is one piece of JSON; larger ones do not fit into a text of JavaScript. */
const maxBytes = 400 * 1024 * 1024;

/** Reads a Ghost export: posts, pages, tags, authors, the blog's name. Its pictures lie in `content/images`, beside or online. */
export async function openGhost(file: string): Promise<Result<ImportSource, ImportRefused>> {
  const refuse = (reason: ImportRefused['reason']) => fail({ kind: 'import-refused', file, reason } as const);
  if ((await stat(file)).size > maxBytes) return refuse('too-large');
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return refuse(error instanceof SyntaxError ? 'not-an-export' : 'unreadable');
  }
  const first: unknown = isPlainObject(value) && Array.isArray(value.db) ? value.db[0] : value;
  const data: unknown = isPlainObject(first) ? first.data : undefined;
  if (!isPlainObject(data) || !Array.isArray(data.posts)) return refuse('not-an-export');
  const settings = settingsOf(data, path.basename(file, '.json'));
  const arrivals = ghostArrivals(data, settings.timeZone);
  const source: ArrivalSource = {
    kind: 'ghost',
    source: file,
    settings,
    arrivals,
    redirects: redirectsOf(data),
    problems: [],
    find: (address) => findPicture(path.dirname(file), address),
    isOwnFile: (address) => /(?:__GHOST_URL__|^)\/?.*\/?content\/(?:images|media|files)\//.test(address),
  };
  return ok(arrivalsToSource(source));
}

function settingsOf(data: Readonly<Record<string, unknown>>, name: string): SourceSettings {
  const settings = new Map(rowsOf(data.settings).map((row) => [textOf(row.key), textOf(row.value)]));
  const url = settings.get('url') ?? '';
  return {
    title: settings.get('title') || name,
    tagline: settings.get('description') ?? '',
    language: settings.get('locale') || settings.get('lang') || 'en',
    url: URL.canParse(url) ? `${url.replace(/\/+$/, '')}/` : '',
    permalink: '/:slug/',
    timeZone: settings.get('timezone') || settings.get('active_timezone') || 'UTC',
    menu: navigationOf(settings.get('navigation') ?? ''),
  };
}

function navigationOf(json: string): SourceSettings['menu'] {
  try {
    const list: unknown = json === '' ? [] : JSON.parse(json);
    return rowsOf(list).flatMap(({ label, url }) =>
      textOf(label) === '' || textOf(url) === ''
        ? []
        : [{ label: textOf(label), url: textOf(url).replace('__GHOST_URL__', '') }],
    );
  } catch {
    return [];
  }
}

function redirectsOf(data: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const redirects = new Map([
    ['/rss/', '/feed.xml'],
    ['/feed/', '/feed.xml'],
  ]);
  for (const { slug, name, visibility } of rowsOf(data.tags)) {
    if (visibility !== 'internal') redirects.set(`/tag/${textOf(slug)}/`, tagAddress(textOf(name)));
  }
  const users = rowsOf(data.users);
  for (const { slug, name } of users) {
    redirects.set(`/author/${textOf(slug)}/`, users.length > 1 ? authorAddress(textOf(name)) : '/archive/');
  }
  return redirects;
}

/** A picture of Ghost's `content` folder, where the author put it beside the export. */
async function findPicture(folder: string, address: string): Promise<FoundFile | undefined> {
  const below = /content\/(?:images|media|files)\/[^?#]+/.exec(address)?.[0];
  if (below === undefined) return undefined;
  const original = decodeURI(below).replace(/\/size\/w\d+(?:\/format\/\w+)?(?=\/)/, '');
  const place = await inside(folder, original);
  const facts = place.ok ? await stat(place.value).catch(() => undefined) : undefined;
  if (!place.ok || facts?.isFile() !== true) return undefined;
  const month = /\/(\d{4})\/(\d{2})\//.exec(original);
  return {
    key: place.value,
    name: path.posix.basename(original),
    content: () => readFile(place.value),
    dateMs: month === null ? facts.mtimeMs : Date.UTC(Number(month[1]), Number(month[2]) - 1, 15),
  };
}
