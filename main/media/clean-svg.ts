import { SaxesParser, type SaxesTagNS } from 'saxes';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';
import { svgAttributes, svgElements, svgWrappers } from './svg-allowlist.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const xlinkNamespace = 'http://www.w3.org/1999/xlink';
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** Largest SVG taken, in bytes. */
export const maxSvgBytes = 20 * 1024 * 1024;
const maxDepth = 500;

/** A drawing that neither runs nor fetches anything. */
export interface CleanedSvg extends Cleaned {
  /** In pixels, from its size or its view box; undefined when neither says. */
  readonly width?: number;
  readonly height?: number;
}

/**
 * Writes an SVG anew from an allowlist: no script, no event attribute, no foreign content, no animation, no address but
 * those inside the file and pictures it carries itself. Document types, editors' data and comments go. Undefined when it is
 * no well-formed SVG. Readers meet it through `<img>` only; this is the second wall.
 */
export function cleanSvg(bytes: Buffer): CleanedSvg | undefined {
  const text = decode(bytes);
  if (text === undefined) return undefined;
  const removed = new Set<RemovedPart>();
  const out: string[] = [];
  /** One entry an open element: what to write at its end; undefined inside something that is left out. */
  const open: (string | undefined)[] = [];
  let size: Pick<CleanedSvg, 'width' | 'height'> | undefined;
  let style: string[] | undefined;
  let depth = 0;

  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > maxDepth) throw new Error('too deep');
    const isLeftOut = open.length > 0 && open.at(-1) === undefined;
    const isSvg = tag.uri === svgNamespace || (tag.uri === '' && open.length === 0 && tag.local === 'svg');
    if (open.length === 0 && (tag.local !== 'svg' || !isSvg)) throw new Error('no svg');
    if (isLeftOut || !isOurs(tag)) {
      if (!isLeftOut) removed.add(partOfElement(tag.local));
      open.push(undefined);
      return;
    }
    if (svgWrappers.has(tag.local)) {
      open.push('');
      return;
    }
    size ??= sizeOf(tag);
    out.push(`<${tag.local}${open.length === 0 ? ` xmlns="${svgNamespace}"` : ''}${attributesOf(tag, removed)}>`);
    open.push(`</${tag.local}>`);
    if (tag.local === 'style') style = [];
  });
  parser.on('text', (value) => {
    if (open.length === 0 || open.at(-1) === undefined) return;
    if (style !== undefined) style.push(value);
    else out.push(escapeText(value));
  });
  parser.on('cdata', (value) => {
    if (open.length === 0 || open.at(-1) === undefined) return;
    if (style !== undefined) style.push(value);
    else out.push(escapeText(value));
  });
  parser.on('closetag', () => {
    depth -= 1;
    const end = open.pop();
    if (style !== undefined && end === '</style>') {
      const sheet = style.join('');
      if (isSafeStyle(sheet)) out.push(escapeText(sheet));
      else removed.add('other');
      style = undefined;
    }
    if (end !== undefined) out.push(end);
  });
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return out.length === 0
    ? undefined
    : { content: Buffer.from(`${out.join('')}\n`), removed: inOrder(removed), ...size };

  function isOurs(tag: SaxesTagNS): boolean {
    const isOfSvg = tag.uri === svgNamespace || tag.uri === '';
    return isOfSvg && (svgElements.has(tag.local) || svgWrappers.has(tag.local));
  }
}

function decode(bytes: Buffer): string | undefined {
  if (bytes.byteLength > maxSvgBytes) return undefined;
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function partOfElement(name: string): RemovedPart {
  return /^(?:script|foreignObject|handler|iframe|animate\w*|set)$/i.test(name) ? 'script' : 'other';
}

function attributesOf(tag: SaxesTagNS, removed: Set<RemovedPart>): string {
  let out = '';
  for (const { local, uri, prefix, value } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || local === 'xmlns') continue;
    const name =
      uri === ''
        ? local
        : uri === xlinkNamespace && local === 'href'
          ? 'href'
          : uri === xmlNamespace && local === 'space'
            ? 'xml:space'
            : undefined;
    const isKnown =
      name === 'xml:space' || (name !== undefined && (svgAttributes.has(name) || /^aria-[a-z]+$/.test(name)));
    if (name !== undefined && isKnown && isSafeValue(tag.local, name, value)) out += ` ${name}="${escapeText(value)}"`;
    else removed.add(/^on/i.test(local) || /script:/i.test(value) ? 'script' : 'other');
  }
  return out;
}

function isSafeValue(element: string, name: string, value: string): boolean {
  if (name !== 'href') return isSafeStyle(value);
  if (value.startsWith('#')) return true;
  return element === 'image' && /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/.test(value);
}

/** CSS that reaches nothing outside the file. Escapes are refused because they hide names. */
function isSafeStyle(css: string): boolean {
  if (/[\\<]|@import|expression\s*\(|-moz-binding|behavior\s*:|javascript:|image-set|src\s*\(/i.test(css)) return false;
  return [...css.matchAll(/url\s*\(\s*(["']?)([^)]*)/gi)].every(([, , address = '']) => address.trim().startsWith('#'));
}

function sizeOf(tag: SaxesTagNS): Pick<CleanedSvg, 'width' | 'height'> {
  const box =
    tag.attributes.viewBox?.value
      .trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  const width = pixels(tag.attributes.width?.value) ?? box[2];
  const height = pixels(tag.attributes.height?.value) ?? box[3];
  const isUsable = (length: number | undefined): length is number =>
    length !== undefined && Number.isFinite(length) && length > 0;
  return isUsable(width) && isUsable(height) ? { width: Math.round(width), height: Math.round(height) } : {};
}

/** A length in pixels at 96 dots an inch; undefined for percentages and what is no length. */
function pixels(length: string | undefined): number | undefined {
  const match = /^\s*([\d.]+)\s*(px|pt|pc|mm|cm|in)?\s*$/.exec(length ?? '');
  if (match === null) return undefined;
  const unit = { px: 1, pt: 96 / 72, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 }[match[2] ?? 'px'] ?? 1;
  return Number(match[1]) * unit;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
