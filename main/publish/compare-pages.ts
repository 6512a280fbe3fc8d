import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PageComparison, PictureChange } from '../../common/contract/publish.ts';
import type { Manifest, ManifestFile } from '../../common/manifest.ts';
import { isRaster } from './content-type.ts';
import { pageText } from './page-text.ts';
import type { SendableBuild } from './target.ts';

/** Shows pages of a build beside what was published before. */
export interface PageComparer {
  /** One page by its address. `before` is the build that was published last; undefined when it is no longer kept. */
  compare(address: string, after: SendableBuild, before: SendableBuild | undefined): Promise<PageComparison>;
  /** Bytes of a picture that a comparison named; undefined for any other name. */
  picture(name: string): Promise<Uint8Array | undefined>;
}

/** Pictures of the last comparisons that stay to be shown. */
const mostNamed = 500;

/** Starts with nothing compared. */
export function createPageComparer(): PageComparer {
  const named = new Map<string, string>();
  const offer = (build: SendableBuild, file: ManifestFile | undefined): string | undefined => {
    if (file === undefined || !isRaster(file.path)) return undefined;
    const name = `${file.sha256}${path.posix.extname(file.path).toLowerCase()}`;
    named.set(name, build.pathOf(file));
    for (const [oldest] of named) if (named.size > mostNamed) named.delete(oldest);
    return name;
  };
  return {
    compare: async (address, after, before) => {
      const now = pageAt(after.manifest, address);
      const then = before && pageAt(before.manifest, formerAddress(address, after.manifest, before.manifest));
      const [textNow, textThen] = [await textOf(after, now), before && (await textOf(before, then))];
      const shownNow = picturesOf(after.manifest, address, textNow?.pictures ?? []);
      const shownThen = picturesOf(before?.manifest, address, textThen?.pictures ?? []);
      const pictures: PictureChange[] = [];
      for (const [name, file] of shownNow) {
        const old = shownThen.get(name);
        if (old?.sha256 === file.sha256) continue;
        const [fresh, former] = [offer(after, file), before && offer(before, old)];
        pictures.push({
          change: old === undefined ? 'new' : 'changed',
          path: name,
          ...(fresh === undefined ? {} : { after: fresh }),
          ...(former === undefined ? {} : { before: former }),
        });
      }
      for (const [name, file] of shownThen) {
        if (shownNow.has(name)) continue;
        const former = before && offer(before, file);
        pictures.push({ change: 'gone', path: name, ...(former === undefined ? {} : { before: former }) });
      }
      return {
        address,
        ...(textThen === undefined ? {} : { before: textThen.text }),
        ...(textNow === undefined ? {} : { after: textNow.text }),
        pictures,
      };
    },
    picture: async (name) => {
      const file = named.get(name);
      return file === undefined ? undefined : readFile(file).catch(() => undefined);
    },
  };
}

async function textOf(build: SendableBuild, file: ManifestFile | undefined) {
  const html = file && (await readFile(build.pathOf(file), 'utf8').catch(() => undefined));
  return html === undefined ? undefined : pageText(html);
}

function pageAt(manifest: Manifest, address: string): ManifestFile | undefined {
  return manifest.files.find((file) => file.page?.address === address);
}

/** A post that moved is compared with itself at its old address. */
function formerAddress(address: string, after: Manifest, before: Manifest): string {
  const postId = pageAt(after, address)?.page?.postId;
  if (postId === undefined || pageAt(before, address) !== undefined) return address;
  return before.files.find((file) => file.page?.postId === postId)?.page?.address ?? address;
}

/** The files behind the pictures of a page, by their path below the site's root. */
function picturesOf(
  manifest: Manifest | undefined,
  address: string,
  sources: readonly string[],
): ReadonlyMap<string, ManifestFile> {
  const files = new Map(manifest?.files.map((file) => [file.path, file]));
  const found = new Map<string, ManifestFile>();
  for (const source of sources) {
    const place = `http://site.invalid${encodeURI(address)}`;
    if (!URL.canParse(source, place)) continue;
    const below = decoded(new URL(source, place).pathname).replace(/^\//, '');
    // A site that lives in a folder of its host writes that folder in front.
    const name = files.has(below) ? below : below.slice(below.indexOf('/') + 1);
    const file = files.get(name);
    if (file !== undefined) found.set(name, file);
  }
  return found;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
