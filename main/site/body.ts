import type { LinkForm, ResolvedLink, ResolvedPicture } from '../../common/markdown/context.ts';
import { isOutside } from '../../common/markdown/html/safe-url.ts';
import {
  type ParsedMarkdown,
  parseMarkdown,
  type RenderedMarkdown,
  renderMarkdown,
} from '../../common/markdown/render.ts';
import { asksNothing } from './asks-nothing.ts';
import { type Input, lazyInput } from './input.ts';
import { moreMark } from './more-mark.ts';

/** A post's text by name, with the answers to everything it asks: plain data, from which its HTML follows. */
export interface BodySource {
  readonly postId: string;
  /** Key of the text itself, which is handed over when the body is rendered. */
  readonly textKey: string;
  readonly language: string;
  /** By `linkName`; a link that leads out of the site answers for itself. */
  readonly links: Readonly<Record<string, ResolvedLink>>;
  /** By address as written. */
  readonly pictures: Readonly<Record<string, ResolvedPicture>>;
}

/** What a text asks for. */
export interface BodyNeeds {
  /** Links within the site. */
  readonly links: readonly { readonly href: string; readonly form: LinkForm }[];
  /** Pictures as written. */
  readonly pictures: readonly string[];
}

/** What a text asks for, each once. */
export function bodyNeeds(text: string): BodyNeeds {
  return asksNothing(text) ? { links: [], pictures: [] } : parsedNeeds(parseMarkdown(text));
}

/** What a text that was read asks for, each once. */
export function parsedNeeds(parsed: ParsedMarkdown): BodyNeeds {
  const links = new Map<string, BodyNeeds['links'][number]>();
  for (const { href, form } of parsed.links) {
    if (form === 'title' || !isOutside(href)) links.set(linkName(href, form), { href, form });
  }
  return { links: [...links.values()], pictures: [...new Set(parsed.images.map((image) => image.src))] };
}

/** A body as an input: its key stands for the text (by its own key) and for every answer. */
export function bodyInput(source: BodySource): Input<BodySource> {
  const { language, links, pictures } = source;
  const answers = [links, pictures].map((asked) => JSON.stringify(asked)).filter((json) => json !== '{}');
  return lazyInput([source.textKey, source.postId, language, ...answers], () => source);
}

/** Renders what stands before the mark `<!--more-->`; the rest of the text is read only for what links may refer to in it. */
export function renderExcerpt(source: BodySource, text: string): string {
  const mark = moreMark.exec(text);
  if (mark === null) return '';
  const end = text.indexOf('\n', mark.index);
  const rest = end < 0 ? '' : text.slice(end);
  const definitions = [...rest.matchAll(/^ {0,3}\[[^\]^][^\]]*\]:.*$/gm)].map(([line]) => line);
  const start = text.slice(0, end < 0 ? text.length : end);
  return renderBody(source, [start, ...definitions].join('\n\n')).excerptHtml ?? '';
}

/** Renders a text with the answers it came with. */
export function renderBody(source: BodySource, text: string): RenderedMarkdown {
  return renderParsed(source, parseMarkdown(text));
}

/** Renders a text that was read with the answers it came with. */
export function renderParsed(source: BodySource, parsed: ParsedMarkdown): RenderedMarkdown {
  return renderMarkdown(parsed, {
    language: source.language,
    resolveLink: (href, form) => {
      const name = linkName(href, form);
      return Object.hasOwn(source.links, name) ? (source.links[name] ?? { href }) : { href };
    },
    resolvePicture: (src) => (Object.hasOwn(source.pictures, src) ? source.pictures[src] : undefined),
  });
}

/** Name of a link in `BodySource.links`. */
export function linkName(href: string, form: LinkForm): string {
  return form === 'title' ? `[[${href}]]` : href;
}
