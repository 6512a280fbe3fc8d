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
 * in style sheets (`url(fonts/text.woff2)`) follow. Keys are paths below the theme's `assets/`.
 */
export function publishAssets(assets: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, PublishedAsset> {
  const published = new Map<string, PublishedAsset>();
  const isStyle = (name: string) => name.endsWith('.css');
  for (const [name, content] of assets) if (!isStyle(name)) published.set(name, named(name, content));
  for (const [name, content] of assets) {
    if (isStyle(name)) published.set(name, named(name, Buffer.from(rewriteStyle(name, content, published))));
  }
  return published;
}

function named(name: string, content: Uint8Array): PublishedAsset {
  const contentHash = sha256(content);
  const dot = name.lastIndexOf('.');
  const hash = contentHash.slice(0, 10);
  const path = dot > name.lastIndexOf('/') + 1 ? `${name.slice(0, dot)}.${hash}${name.slice(dot)}` : `${name}.${hash}`;
  return { path: `assets/${path}`, content, sha256: contentHash };
}

function rewriteStyle(name: string, content: Uint8Array, published: ReadonlyMap<string, PublishedAsset>): string {
  const css = smallerStyle(Buffer.from(content).toString('utf8'));
  return css.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (whole, _quote, target: string) => {
    const asset = published.get(resolve(name, target));
    return asset === undefined ? whole : `url("${relative(name, asset.path.slice('assets/'.length))}")`;
  });
}

/** Takes comments, line ends and indentation out; strings and everything else stay as written. */
function smallerStyle(css: string): string {
  return css
    .replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?\*\//g, (_, text: string | undefined) => text ?? '')
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/\n+(?=[^\n])/g, (_, at: number) => (at === 0 ? '' : '\n'))
    .replace(/([{;,])\n/g, '$1')
    .replace(/\n\}/g, '}')
    .trim();
}

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
