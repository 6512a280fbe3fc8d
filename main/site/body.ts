import type { LinkForm, ResolvedLink, ResolvedPicture } from '../../common/markdown/context.ts';
import {
  type ParsedMarkdown,
  parseMarkdown,
  type RenderedMarkdown,
  renderMarkdown,
} from '../../common/markdown/render.ts';
import { type Input, keyOf } from './input.ts';

/** A post's text with the answers to everything it asks: plain data, from which its HTML follows. */
export interface BodySource {
  readonly postId: string;
  readonly text: string;
  readonly language: string;
  /** By `linkName`. */
  readonly links: Readonly<Record<string, ResolvedLink>>;
  /** By address as written. */
  readonly pictures: Readonly<Record<string, ResolvedPicture>>;
}

/** What a text asks for. */
export interface BodyNeeds {
  readonly links: readonly { readonly href: string; readonly form: LinkForm }[];
  readonly pictures: readonly string[];
}

/** What a text asks for, each once. */
export function bodyNeeds(text: string): BodyNeeds {
  return needsOf(parseMarkdown(text));
}

/** A body as an input: its key stands for the text (by its own hash) and for every answer. */
export function bodyInput(source: BodySource, textKey: string): Input<BodySource> {
  const { postId, language, links, pictures } = source;
  return { key: keyOf(JSON.stringify([textKey, postId, language, links, pictures])), value: source };
}

/** Renders a text with the answers it came with. */
export function renderBody(source: BodySource): RenderedMarkdown {
  return renderMarkdown(parseMarkdown(source.text), {
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

function needsOf(parsed: ParsedMarkdown): BodyNeeds {
  const links = new Map(parsed.links.map(({ href, form }) => [linkName(href, form), { href, form }]));
  return { links: [...links.values()], pictures: [...new Set(parsed.images.map((image) => image.src))] };
}
