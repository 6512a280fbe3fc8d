import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { inside } from '../../node/inside.ts';
import type { Arrival, ArrivalSource, FoundFile } from '../arrivals/arrival.ts';
import type { SourceSettings } from '../import-options.ts';
import type { Dialect } from './dialect.ts';
import type { SourceDocument } from './source-document.ts';

/** What a folder was found to hold. */
export interface FolderContents {
  readonly folder: string;
  readonly files: readonly string[];
  readonly documents: readonly SourceDocument[];
  readonly arrivals: readonly Arrival[];
  readonly dialect: Dialect;
  readonly settings: SourceSettings;
}

/** A folder as a source: its pictures are found beside posts and at the top of the finished site. */
export function folderSource({ folder, files, arrivals, dialect, settings, documents }: FolderContents): ArrivalSource {
  const paths = new Set(documents.map((document) => document.path));
  const byBase = new Map(files.map((file) => [path.posix.basename(file).toLowerCase(), file]));
  const home = URL.canParse(settings.url) ? new URL(settings.url) : undefined;
  const localPart = (address: string): string | undefined => {
    if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return decode(address.replace(/[?#].*$/, ''));
    if (home === undefined || !URL.canParse(address)) return undefined;
    const url = new URL(address);
    if (url.hostname.replace(/^www\./, '') !== home.hostname.replace(/^www\./, '')) return undefined;
    return decode(`/${url.pathname.slice(home.pathname.length)}`);
  };
  return {
    kind: dialect.kind,
    source: folder,
    settings,
    arrivals,
    redirects: new Map(),
    problems: [],
    find: async (address, from) => {
      const local = localPart(address);
      if (local === undefined || local === '') return undefined;
      const beside = path.posix.dirname(from.sourcePath);
      const besideName = from.sourcePath.replace(/(?:\/index)?\.[a-z]+$/i, '');
      const places = local.startsWith('/')
        ? dialect.roots.map((root) => path.posix.join(root, local))
        : [
            path.posix.join(beside, local),
            path.posix.join(besideName, local),
            ...dialect.roots.map((root) => path.posix.join(root, local)),
          ];
      for (const place of places) {
        const found = await fileAt(folder, place, paths);
        if (found !== undefined) return found;
      }
      // Vaults of notes name a picture by its name alone, wherever it lies.
      const named = dialect.kind === 'markdown' && !local.includes('/') ? byBase.get(local.toLowerCase()) : undefined;
      return named === undefined ? undefined : fileAt(folder, named, paths);
    },
    fileOf: (address, from) => {
      const named = /^(?:source-file|hugo-ref):(.*)$/.exec(address)?.[1];
      const local = named === undefined ? localPart(address) : decode(named.replace(/[?#].*$/, ''));
      if (local === undefined || local === '') return undefined;
      const beside = path.posix.dirname(from.sourcePath);
      const top = address.startsWith('hugo-ref:') || dialect.kind === 'hugo' ? 'content' : '';
      const places = [path.posix.join(beside, local), path.posix.join(top, local), local.replace(/^\//, '')];
      const endings = ['', '.md', '.markdown', '.mdx', '/index.md', '/index.markdown', '/index.html'];
      for (const place of places) {
        const bare = place.replace(/\/+$/, '');
        const found = endings.map((ending) => bare + ending).find((file) => paths.has(file));
        if (found !== undefined) return found;
      }
      if (named === undefined || local.includes('/')) return undefined;
      return [...paths].find(
        (file) => path.posix.basename(file) === local || path.posix.basename(file, path.posix.extname(file)) === local,
      );
    },
    isOwnFile: (address) => {
      const local = localPart(address);
      return local !== undefined && /\.(?:jpe?g|png|gif|webp|avif|svg|pdf|mp3|mp4|webm|ogg|m4a|zip)$/i.test(local);
    },
  };
}

async function fileAt(folder: string, name: string, texts: ReadonlySet<string>): Promise<FoundFile | undefined> {
  if (texts.has(name) || name.startsWith('..')) return undefined;
  const place = await inside(folder, name.replace(/^\/+/, ''));
  if (!place.ok) return undefined;
  const facts = await stat(place.value).catch(() => undefined);
  if (facts?.isFile() !== true || /\.(?:md|markdown|mdx|html?)$/i.test(name)) return undefined;
  const month = /(?:^|\/)(\d{4})\/(\d{2})\//.exec(name);
  return {
    key: place.value,
    name: path.posix.basename(name),
    content: () => readFile(place.value),
    dateMs: month === null ? facts.mtimeMs : Date.UTC(Number(month[1]), Number(month[2]) - 1, 15),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
