import type { MarkdownIt, Token } from 'markdown-it';
import type { ResolvedPicture } from '../context.ts';
import { type RenderEnv, renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import { encodeAddress, isSafeUrl, localAddress } from '../html/safe-url.ts';

/** A picture to write: `src` as `resolvePicture` takes it; `attributes` in order, checked for names already. */
export interface PictureParts {
  readonly src: string;
  readonly alt: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly token: Token;
}

/** `![alt](src "title")`: an `img` with its size and widths, in a `picture` where there are better formats. */
export function picture(markdown: MarkdownIt): void {
  markdown.renderer.rules.image = (tokens, index, options, env, renderer) => {
    const token = tokens[index];
    if (!token) return '';
    const others = (token.attrs ?? []).filter(([name]) => name !== 'src' && name !== 'alt');
    const attributes = others.map(([name, value]) => [name, String(value)] as const);
    const alt = renderer.renderInlineAsText(token.children ?? [], options, env);
    return pictureHtml(
      { src: localAddress(String(token.attrGet('src') ?? '')), alt, attributes, token },
      renderEnv(env),
    );
  };
}

/** Writes a picture. One that the context does not know keeps its address, and is reported. */
export function pictureHtml({ src, alt, attributes, token }: PictureParts, env: RenderEnv): string {
  const resolved = env.context.resolvePicture(src);
  if (!resolved) env.warn('missing-picture', src, token);
  const address = resolved?.src ?? encodeAddress(src);
  const own = new Map(attributes.filter(([name, value]) => !/^(width|height)$/.test(name) || /^\d{1,5}$/.test(value)));
  const isLead = env.isLeadAhead && own.get('loading') !== 'lazy';
  env.isLeadAhead = false;
  const all: (readonly [string, string | undefined])[] = [
    ['src', isSafeUrl(address, 'media') ? address : undefined],
    ['srcset', resolved?.srcset],
    ['sizes', resolved?.srcset === undefined ? undefined : resolved.sizes],
    ['alt', alt],
    ['width', own.get('width') ?? (own.has('height') ? undefined : resolved?.width?.toString())],
    ['height', own.get('height') ?? (own.has('width') ? undefined : resolved?.height?.toString())],
    ['style', resolved === undefined ? undefined : pictureStyle(resolved)],
    ...attributes.filter(([name]) => !['width', 'height', 'loading', 'src', 'alt', 'style'].includes(name)),
    ['loading', isLead || own.get('loading') === 'eager' ? undefined : 'lazy'],
    ['fetchpriority', isLead ? 'high' : undefined],
    ['decoding', 'async'],
  ];
  const written = all.map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`)).join('');
  const image = `<img${written}>`;
  if (!resolved?.sources?.length) return image;
  const sizes = resolved.sizes === undefined ? '' : ` sizes="${escapeHtml(resolved.sizes)}"`;
  const sources = resolved.sources.map(
    ({ type, srcset }) => `<source type="${escapeHtml(type)}" srcset="${escapeHtml(srcset)}"${sizes}>`,
  );
  return `<picture>${sources.join('')}${image}</picture>`;
}

/** What only a style can say of one picture: where it is cut, and what is seen until it has come. Undefined for nothing. */
export function pictureStyle({
  focus,
  placeholder,
}: Pick<ResolvedPicture, 'focus' | 'placeholder'>): string | undefined {
  const rules = [
    ...(focus === undefined ? [] : [`object-position:${focus}`]),
    ...(placeholder === undefined ? [] : [`background:center/cover no-repeat url(${placeholder})`]),
  ];
  return rules.length === 0 ? undefined : rules.join(';');
}
