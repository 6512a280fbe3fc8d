import { type Context, type Emitter, Liquid, Tag, type TagToken, type TopLevelToken } from 'liquidjs';
import type { ImportNote } from '../../../common/import-report.ts';
import type { ArrivalText } from '../arrivals/arrival.ts';
import { fenced } from './hugo-shortcodes.ts';
import type { SourceDocument } from './source-document.ts';

/** What texts in Liquid can draw on: partial files by name, and the site's settings and data. */
export interface LiquidSurroundings {
  readonly partials: Readonly<Record<string, string>>;
  readonly site: Readonly<Record<string, unknown>>;
  /** Path of the post's file that `{% post_url NAME %}` means. */
  readonly postFile: (name: string) => string | undefined;
}

const maxCharacters = 5_000_000;
const maxRenderMs = 5_000;
const maxMemoryUnits = 100_000_000;
const builtIn = new Set(
  (
    'assign capture case comment cycle decrement echo for if include increment layout liquid block raw render tablerow unless else elsif ' +
    'when break continue when'
  ).split(' '),
);

/**
 * A text of Jekyll or Eleventy with its Liquid carried out: variables, conditions, includes from the folder's own partials, data. Tags
 * of plugins stay visibly where they are and are named. Liquid knows no files, no clock that matters here, and ends in time.
 */
export function liquidText(document: SourceDocument, surroundings: LiquidSurroundings): ArrivalText {
  const { body, isHtml, plain, title } = document;
  const form = isHtml ? 'html' : 'markdown';
  if (!/\{[{%]/.test(body)) return { form, text: body, look: [] };
  const look: ImportNote[] = [];
  const prepared = ownTags(body, surroundings);
  const unknown = unknownTags(prepared, look);
  const engine = new Liquid({
    templates: { ...surroundings.partials },
    jekyllInclude: true,
    dynamicPartials: false,
    relativeReference: false,
    ownPropertyOnly: true,
    strictFilters: false,
    strictVariables: false,
    parseLimit: maxCharacters,
    renderLimit: maxRenderMs,
    memoryLimit: maxMemoryUnits,
  });
  for (const name of unknown) engine.registerTag(name, verbatimTag());
  addFilters(engine, surroundings.site);
  try {
    const page = { ...plain, title };
    const text = String(engine.parseAndRenderSync(prepared, { page, site: surroundings.site, ...plain }));
    return { form, text, look };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    const missing = /ENOENT[^"]*"([^"]+)"/.exec(reason)?.[1];
    look.push(
      missing === undefined
        ? { note: 'unknown-shortcode', detail: reason }
        : { note: 'include-missing', detail: missing },
    );
    return { form, text: body, look };
  }
}

/** Jekyll's own tags that are no part of Liquid: code, and links to posts and files. */
function ownTags(body: string, { postFile }: LiquidSurroundings): string {
  return body
    .replace(
      /\{%-?\s*highlight\s+(\S+)[^%]*%\}\n?([\s\S]*?)\n?\{%-?\s*endhighlight\s*-?%\}/g,
      (_found, language: string, code: string) => `{% raw %}${fenced(language, code)}{% endraw %}`,
    )
    .replace(/(?:\{\{\s*site\.(?:baseurl|url)\s*\}\})*\{%-?\s*post_url\s+(\S+?)\s*-?%\}/g, (found, name: string) => {
      const file = postFile(name);
      return file === undefined ? found : `source-file:${encodeURI(file)}`;
    })
    .replace(
      /(?:\{\{\s*site\.(?:baseurl|url)\s*\}\})*\{%-?\s*link\s+(\S+?)\s*-?%\}/g,
      (_found, file: string) => `source-file:${encodeURI(file)}`,
    );
}

function unknownTags(text: string, look: ImportNote[]): ReadonlySet<string> {
  const visible = text.replace(/\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}/g, '');
  const unknown = new Set<string>();
  for (const [, name = ''] of visible.matchAll(/\{%-?\s*(\w+)/g)) {
    if (!builtIn.has(name) && !builtIn.has(name.replace(/^end/, ''))) unknown.add(name);
  }
  for (const name of unknown) if (!name.startsWith('end')) look.push({ note: 'unknown-shortcode', detail: name });
  return unknown;
}

/** A tag that writes itself. */
function verbatimTag() {
  return class extends Tag {
    readonly #written: string;
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      this.#written = token.getText();
    }
    override render(_context: Context, emitter: Emitter): void {
      emitter.write(this.#written);
    }
  };
}

/** Jekyll's and Eleventy's filters for addresses, as far as texts use them. */
function addFilters(engine: Liquid, site: Readonly<Record<string, unknown>>): void {
  const base = typeof site.baseurl === 'string' ? site.baseurl : '';
  engine.registerFilter('relative_url', (address: unknown) => base + String(address ?? ''));
  engine.registerFilter('absolute_url', (address: unknown) => base + String(address ?? ''));
  engine.registerFilter('url', (address: unknown) => String(address ?? ''));
  engine.registerFilter('markdownify', (text: unknown) => String(text ?? ''));
}
