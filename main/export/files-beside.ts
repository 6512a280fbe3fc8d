import { stat } from 'node:fs/promises';
import { localPathOf } from '../../common/markdown/local-path.ts';
import { addressesIn } from '../media/markdown-addresses.ts';
import { inside } from '../node/inside.ts';

/** A picture or file that lies beside a post, or anywhere else outside `media/`, on its way into an export. */
export interface FileBeside {
  /** Path inside the blog's folder. */
  readonly from: string;
  /** Path below the export's media folder. */
  readonly to: string;
}

/** What one post names outside `media/`. */
export interface FilesBeside {
  /** By the path that an address means (`localPathOf`). */
  readonly found: ReadonlyMap<string, FileBeside>;
  /** Pictures and files that are not there. */
  readonly missing: readonly string[];
}

/** Folders whose content other programs publish at the top of the site. */
const published = ['', 'static/', 'public/', 'source/', 'assets/'];
const ownFile = /(?:^|\/)\.|(?:^|\/)node_modules\/|\.(?:md|markdown|mdx|ya?ml|toml)$/i;
const mediaFile =
  /\.(?:jpe?g|png|gif|webp|avif|svg|mp[34]|m4[av]|webm|og[gv]|wav|flac|pdf|zip|epub|docx?|xlsx?|pptx?|od[tsp]|csv|txt|gpx)$/i;

/** Looks for every file of the blog's folder that a post's text or cover names. Never leaves the folder, also not by links. */
export async function filesBeside(
  folder: string,
  id: string,
  body: string,
  cover: string | undefined,
): Promise<FilesBeside> {
  const found = new Map<string, FileBeside>();
  const missing = new Set<string>();
  for (const address of new Set([...addressesIn(body), ...(cover === undefined ? [] : [cover])])) {
    const named = localPathOf(address, id);
    if (named === undefined || named.startsWith('media/') || found.has(named) || ownFile.test(named)) continue;
    const from = await fileAt(folder, named, address.startsWith('/') ? published : ['']);
    if (from !== undefined) found.set(named, { from, to: named });
    else if (mediaFile.test(named)) missing.add(named);
  }
  return { found, missing: [...missing] };
}

async function fileAt(folder: string, named: string, tops: readonly string[]): Promise<string | undefined> {
  for (const top of tops) {
    const place = await inside(folder, top + named);
    const facts = place.ok ? await stat(place.value).catch(() => undefined) : undefined;
    if (facts?.isFile() === true) return top + named;
  }
  return undefined;
}
