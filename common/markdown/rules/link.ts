import type { MarkdownIt, Token } from 'markdown-it';
import type { LinkForm } from '../context.ts';
import { type RenderEnv, renderEnv } from '../environment.ts';
import { escapeHtml } from '../html/escape.ts';
import { encodeAddress, isSafeUrl } from '../html/safe-url.ts';

/** Links lead where the context says; attributes besides the address are kept. */
export function link(markdown: MarkdownIt): void {
  markdown.validateLink = (url) => isSafeUrl(url, 'link');
  const normalize = markdown.normalizeLink.bind(markdown);
  markdown.normalizeLink = (url) => (normalAddress.test(url) ? url : normalize(url));
  markdown.renderer.rules.link_open = (tokens, index, _options, env, renderer) => {
    const token = tokens[index];
    if (!token) return '';
    const others = (token.attrs ?? []).filter(([name]) => name !== 'href');
    const href = hrefAttributes(String(token.attrGet('href') ?? ''), 'address', token, renderEnv(env), classOf(others));
    return `<a${href}${renderer.renderAttrs({ attrs: others.filter(([name]) => name !== 'class') })}>`;
  };
}

/** Addresses that stand as browsers have them already, as most do: to take them apart and join them again gives the same. */
const normalAddress = /^https?:\/\/[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}(?:\/[\w.~/-]*)?$/;

/** ` href="…"`, and the class that marks a broken link; nothing for an address that is not safe. */
export function hrefAttributes(href: string, form: LinkForm, token: Token, env: RenderEnv, ownClass = ''): string {
  const resolved = env.context.resolveLink(href, form);
  if (resolved.isBroken) env.warn('broken-link', href, token);
  const classes = [ownClass, resolved.isBroken ? 'broken-link' : ''].filter(Boolean).join(' ');
  const marked = classes === '' ? '' : ` class="${escapeHtml(classes)}"`;
  const leads = resolved.href !== '' || !resolved.isBroken;
  return leads && isSafeUrl(resolved.href, 'link')
    ? ` href="${escapeHtml(encodeAddress(resolved.href))}"${marked}`
    : marked;
}

function classOf(attributes: readonly (readonly [string, string | number])[]): string {
  return String(attributes.find(([name]) => name === 'class')?.[1] ?? '');
}
