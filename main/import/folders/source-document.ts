import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { splitFrontMatter } from '../../../common/front-matter.ts';
import { emptyMatter, type FrontMatter, readFrontMatter } from '../../../common/front-matter-read.ts';
import { readToml } from '../../../common/front-matter-toml.ts';
import { readYaml } from '../../../common/front-matter-yaml.ts';
import { titleFromFileName } from '../../../common/slug.ts';
import type { Place } from '../../library/layout.ts';

/** One post or page of another program's folder, as its file says. */
export interface SourceDocument {
  /** Path inside the folder, forward slashes. */
  readonly path: string;
  readonly place: Place;
  /** Folders between its place and itself. */
  readonly folders: readonly string[];
  /** Its own name without ending and date; that of its folder for the `index` of a page bundle. */
  readonly name: string;
  /** The date in its file's name, if there is one. */
  readonly datedName: string | undefined;
  readonly title: string;
  readonly front: FrontMatter;
  /** The whole header as plain data. */
  readonly plain: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly isHtml: boolean;
  /** Set when the header could not be understood; the whole file is then the text. */
  readonly isBroken: boolean;
}

/** Reads a post's file. What its header says wrongly stays in the text, so that nothing is lost. */
export async function readSourceDocument(folder: string, file: string, place: Place): Promise<SourceDocument> {
  const text = (await readFile(path.join(folder, file))).toString('utf8').replace(/\r\n?/g, '\n');
  const parts = splitFrontMatter(text);
  const read = readFrontMatter(parts);
  const isBroken = !('matter' in read);
  const front = isBroken ? { matter: emptyMatter, otherKeys: {}, names: [] } : read;
  const below = file.slice(place.folder === '' ? 0 : place.folder.length + 1).split('/');
  const own = (below.pop() ?? '').replace(/\.[a-z]+$/i, '');
  const isBundle = own === 'index' && below.length > 0;
  const bare = isBundle ? (below.pop() ?? '') : own;
  const dated = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(bare);
  const name = dated?.[2] ?? bare;
  return {
    path: file,
    place,
    folders: below,
    name,
    datedName: dated?.[1],
    title: front.names.includes('title')
      ? front.matter.title
      : isBroken
        ? titleFromFileName(name)
        : headingOf(parts.body) || titleFromFileName(name),
    front,
    plain: isBroken ? {} : plainOf(parts),
    body: isBroken ? text : parts.body,
    isHtml: /\.html?$/i.test(file),
    isBroken,
  };
}

function plainOf(parts: ReturnType<typeof splitFrontMatter>): Readonly<Record<string, unknown>> {
  if (parts.kind === 'none') return {};
  const read = parts.kind === 'toml' ? readToml(parts.header) : readYaml(parts.header);
  return 'plain' in read ? read.plain : {};
}

function headingOf(body: string): string {
  return /^\s*#\s+(.+?)\s*#*\s*(?:\n|$)/.exec(body)?.[1] ?? '';
}
