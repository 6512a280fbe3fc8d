import type { PreviewElsewhere } from '../../common/contract/preview.ts';
import { xmlText } from './feeds/xml-text.ts';
import type { CardView } from './views.ts';

/** What search engines and networks read in the head of a finished page, whatever theme wrote it. */
export function readHead(page: string, card: CardView, siteTitle: string): Omit<PreviewElsewhere, 'feedAddress'> {
  const head = page.slice(0, Math.max(0, page.search(/<\/head>/i)));
  const metas = new Map<string, string>();
  for (const [tag] of head.matchAll(/<meta\b[^>]*>/gi)) {
    const name = attribute(tag, 'property') ?? attribute(tag, 'name');
    if (name !== undefined && !metas.has(name)) metas.set(name, attribute(tag, 'content') ?? '');
  }
  const title = unescaped(/<title>([\s\S]*?)<\/title>/i.exec(head)?.[1] ?? '').trim();
  const description = metas.get('description') ?? '';
  const hasImage = (metas.get('og:image') ?? '') !== '';
  return {
    title,
    description,
    url: metas.get('og:url') ?? card.url,
    siteTitle: metas.get('og:site_name') ?? siteTitle,
    cardTitle: metas.get('og:title') ?? title,
    cardDescription: metas.get('og:description') ?? description,
    ...(hasImage && card.cover !== null ? { image: card.cover.src, imageAlt: metas.get('og:image:alt') ?? '' } : {}),
  };
}

/**
 * The post as a feed reader shows it: title, author, date and whole text in plain type. The text's element is marked, so that
 * the page keeps it live as it does on the site's own page; what a feed leaves out of a text is out of sight.
 */
export function feedPage(card: CardView, siteTitle: string, body: string, bodyMark: string): string {
  const author = card.author === null ? '' : ` · ${xmlText(card.author.title)}`;
  const date = card.date === null ? '' : ` · <time>${xmlText(card.date.long)}</time>`;
  const cover =
    card.cover === null || body.includes(`src="${xmlText(card.cover.src)}"`)
      ? ''
      : `<p><img src="${xmlText(card.cover.src)}" alt="${xmlText(card.cover.alt)}"></p>`;
  return `<!doctype html>
<html lang="${xmlText(card.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${xmlText(card.title)}</title>
<style>${readerStyle}</style></head>
<body><article><header><p>${xmlText(siteTitle)}${author}${date}</p><h1>${xmlText(card.title)}</h1></header>
${cover}<div${bodyMark}>${body}</div></article></body></html>`;
}

/** No reader is like another; what they have in common is that nothing of the theme is there. */
const readerStyle = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 2rem 1.25rem 4rem; font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; background: Canvas; color: CanvasText; }
article { max-width: 40rem; margin: 0 auto; }
header p { margin: 0; opacity: 0.75; font-size: 0.85rem; }
h1 { margin: 0.3rem 0 1.5rem; font-size: 1.7rem; line-height: 1.25; }
h2, h3, h4, h5, h6 { line-height: 1.3; }
img, video, svg { max-width: 100%; height: auto; }
figure { margin: 1.5rem 0; }
figcaption { font-size: 0.85rem; opacity: 0.8; }
pre { overflow: auto; padding: 0.8rem 1rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
code, pre { font-family: ui-monospace, Menlo, "DejaVu Sans Mono", monospace; font-size: 0.88em; }
blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid color-mix(in srgb, currentColor 25%, transparent); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { padding: 0.3rem 0.7rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); text-align: start; }
.heading-anchor { display: none; }
`;

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match === null ? undefined : unescaped(match[1] ?? match[2] ?? match[3] ?? '');
}

function unescaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: '\u00a0' };
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return Object.hasOwn(signs, name) ? (signs[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
