import type { RenderedMarkdown } from '../../common/markdown/render.ts';
import { type BodySource, renderBody } from './body.ts';
import { type TemplateSources, type Templates, templatesByLanguage } from './theme/templates.ts';

/** What every page of a build shares, as plain data: it is handed to each thread once. */
export interface RenderSetting {
  readonly theme: TemplateSources;
  /** Addresses of the theme's files, by path below `assets/`. */
  readonly assetAddresses: Readonly<Record<string, string>>;
  readonly timeZone: string;
  /** Put on the element around a post's text; empty in a published site. */
  readonly bodyMark: string;
}

/** What rendering needs besides the task. */
export interface RenderTools {
  readonly timeZone: string;
  readonly bodyMark: string;
  /** The theme's templates speaking a language. */
  readonly templates: (language: string) => Templates;
  /** A post's text as HTML. Throws when the text was not handed over. */
  readonly body: (source: BodySource) => RenderedBody;
}

/** What pages and feeds take from a rendered text. */
export type RenderedBody = Pick<RenderedMarkdown, 'html' | 'headings' | 'warnings'>;

/** Rendered texts kept for the feeds, in UTF-16 units. */
const maxKept = 24_000_000;

/**
 * Tools for one build or preview. `textOf` answers the texts of the posts to be rendered; `templates` are
 * compiled from the setting unless they are there already.
 */
export function renderTools(
  { theme, assetAddresses, timeZone, bodyMark }: RenderSetting,
  textOf: (postId: string) => string | undefined,
  templates: RenderTools['templates'] = templatesByLanguage(theme, assetAddresses),
): RenderTools {
  const bodies = new Map<string, RenderedBody>();
  let kept = 0;
  return {
    timeZone,
    bodyMark,
    templates,
    body: (source) => {
      const known = bodies.get(source.postId);
      if (known !== undefined) return known;
      const text = textOf(source.postId);
      if (text === undefined) throw new Error(`The text of ${source.postId} was not read`);
      const { html, headings, warnings } = renderBody(source, text);
      bodies.set(source.postId, { html, headings, warnings });
      kept += html.length;
      for (const [oldest, { html: old }] of bodies) {
        if (kept <= maxKept || bodies.size === 1) break;
        bodies.delete(oldest);
        kept -= old.length;
      }
      return { html, headings, warnings };
    },
  };
}
