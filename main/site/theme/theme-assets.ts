import { sha256 } from '../../node/hash.ts';

/** A theme's file under the name it is published with. */
export interface PublishedAsset {
  /** Path below the site's root, `assets/style.3f2a9c1b.css`. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly sha256: string;
}

/**
 * Gives every asset a name made from its content, so that a new build never changes a file an older page uses. Addresses
 * in style sheets (`url(fonts/text.woff2)`) follow; a sheet of the theme that another one imports stands in it, so that a
 * page needs one. Keys are paths below the theme's `assets/`.
 */
export function publishAssets(assets: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, PublishedAsset> {
  const published = new Map<string, PublishedAsset>();
  const imported = new Set<string>();
  for (const [name, content] of assets) if (!isStyle(name)) published.set(name, named(name, content));
  const sheets = [...assets.keys()]
    .filter(isStyle)
    .map((name) => ({ name, css: wholeStyle(name, assets, imported, 0) }));
  for (const { name, css } of sheets) {
    if (!imported.has(name)) published.set(name, named(name, Buffer.from(rewriteStyle(name, css, published))));
  }
  return published;
}

const maxImportDepth = 5;

/** A sheet with those of the theme that it imports. Their own addresses are made to fit the place they come to. */
function wholeStyle(
  name: string,
  assets: ReadonlyMap<string, Uint8Array>,
  imported: Set<string>,
  depth: number,
): string {
  const css = Buffer.from(assets.get(name) ?? '').toString('utf8');
  return css.replace(/@import\s+(?:url\(\s*)?(["'])([^"']+)\1\s*\)?\s*;/g, (whole, _quote, target: string) => {
    const path = resolve(name, target);
    if (!assets.has(path) || path === name || depth >= maxImportDepth) return whole;
    imported.add(path);
    return wholeStyle(path, assets, imported, depth + 1).replace(addresses, (address, _quoted, inner: string) => {
      const asset = resolve(path, inner);
      return assets.has(asset) ? `url("${relative(name, asset)}")` : address;
    });
  });
}

const addresses = /url\(\s*(["']?)([^"')]+)\1\s*\)/g;

function isStyle(name: string): boolean {
  return name.endsWith('.css');
}

function named(name: string, content: Uint8Array): PublishedAsset {
  const contentHash = sha256(content);
  const dot = name.lastIndexOf('.');
  const hash = contentHash.slice(0, 10);
  const path = dot > name.lastIndexOf('/') + 1 ? `${name.slice(0, dot)}.${hash}${name.slice(dot)}` : `${name}.${hash}`;
  return { path: `assets/${path}`, content, sha256: contentHash };
}

function rewriteStyle(name: string, css: string, published: ReadonlyMap<string, PublishedAsset>): string {
  return smallerStyle(css).replace(addresses, (whole, _quote, target: string) => {
    const asset = published.get(resolve(name, target));
    return asset === undefined ? whole : `url("${relative(name, asset.path.slice('assets/'.length))}")`;
  });
}

/** Takes comments, line ends, indentation and the spaces that say nothing out; strings and everything else stay as written. */
function smallerStyle(css: string): string {
  return css
    .replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?\*\//g, (_, text: string | undefined) => text ?? '')
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/\n+(?=[^\n])/g, (_, at: number) => (at === 0 ? '' : '\n'))
    .replace(/([{;,(])\n/g, '$1')
    .replace(/\n([})])/g, '$1')
    .replace(spacesOfStyle, (_, ...parts: (string | undefined)[]) => parts.slice(0, 4).join(''))
    .trim();
}

/** A string, which stays as it is; what stands before a value; a brace; a comma; the end of a rule. */
const spacesOfStyle = /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([{;][\w-]+:) +| +(?=\{)|(,) +|;(\})/g;

function resolve(from: string, target: string): string {
  if (/^[a-z]+:|^\/|^#/i.test(target)) return '';
  const segments = from.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function relative(from: string, target: string): string {
  return '../'.repeat(from.split('/').length - 1) + target;
}
