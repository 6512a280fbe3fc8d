/** What a walk over a finished site found. Addresses are absolute, without fragments. */
export interface Crawl {
  /** Pages that answered 200, with their text. */
  readonly pages: ReadonlyMap<string, string>;
  /** Every other address of the site that answered 200. */
  readonly assets: ReadonlySet<string>;
  /** Addresses of the site that did not answer 200, each with the page that names it; missing anchors too. */
  readonly broken: readonly { readonly address: string; readonly from: string; readonly reason: string }[];
  /** Addresses that lead elsewhere; they were not asked for. */
  readonly outside: ReadonlySet<string>;
}

/**
 * Walks a site from `start` as a reader's browser and a search engine would: every link, picture, source set, style sheet
 * and feed on the same origin is asked for once, and every anchor is looked up on its page.
 */
export async function crawl(start: string): Promise<Crawl> {
  const origin = new URL(start).origin;
  const pages = new Map<string, string>();
  const assets = new Set<string>();
  const outside = new Set<string>();
  const broken: { address: string; from: string; reason: string }[] = [];
  const seen = new Set<string>([start]);
  const queue: { address: string; from: string }[] = [{ address: start, from: start }];
  const anchors: { address: string; anchor: string; from: string }[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { address, from } = next;
    const response = await fetch(address);
    if (response.status !== 200) {
      broken.push({ address, from, reason: `status ${response.status}` });
      continue;
    }
    const type = response.headers.get('content-type') ?? '';
    if (!/html|xml|css/.test(type)) {
      assets.add(address);
      await response.arrayBuffer();
      continue;
    }
    const text = await response.text();
    if (type.includes('html')) pages.set(address, text);
    else assets.add(address);
    for (const reference of referencesIn(text, type)) {
      if (!URL.canParse(reference, address)) {
        broken.push({ address: reference, from: address, reason: 'no address' });
        continue;
      }
      const url = new URL(reference, address);
      if (url.protocol === 'mailto:' || url.protocol === 'data:') continue;
      const anchor = decodeURIComponent(url.hash.slice(1));
      url.hash = '';
      if (url.origin !== origin) {
        outside.add(url.href);
        continue;
      }
      if (anchor !== '' && type.includes('html')) anchors.push({ address: url.href, anchor, from: address });
      if (seen.has(url.href)) continue;
      seen.add(url.href);
      queue.push({ address: url.href, from: address });
    }
  }
  for (const { address, anchor, from } of anchors) {
    const page = pages.get(address);
    if (page !== undefined && !page.includes(`id="${anchor}"`) && !page.includes(`id=${anchor}`)) {
      broken.push({ address: `${address}#${anchor}`, from, reason: 'no such anchor' });
    }
  }
  return { pages, assets, broken, outside };
}

/** Every address named in a page, style sheet or feed, as written, entities decoded. */
export function referencesIn(text: string, type: string): string[] {
  if (type.includes('css')) return matches(text, /url\(\s*['"]?([^'")]+)['"]?\s*\)/g);
  if (type.includes('xml')) return [];
  const attributes = matches(text, /<[a-z][^>]*?\s(?:href|src|poster)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi);
  const alsoInTag = matches(text, /\s(?:href|src|poster)="([^"]*)"/gi);
  const sets = matches(text, /\ssrcset="([^"]*)"/gi).flatMap((set) =>
    set.split(',').map((part) => part.trim().split(/\s+/)[0] ?? ''),
  );
  return [...new Set([...attributes, ...alsoInTag, ...sets])].filter((reference) => reference !== '');
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => decodeEntities(match[1] ?? match[2] ?? match[3] ?? ''));
}

function decodeEntities(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
