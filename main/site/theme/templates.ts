import type { Template } from 'liquidjs';
import type { ThemeBroken } from '../../../common/contract/preview.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { ThemeReason } from '../../../common/theme-reason.ts';
import { addFilters, ThemeFault } from './filters.ts';
import type { Theme } from './load-theme.ts';
import { QuickLiquid } from './quick-templates.ts';
import { rememberPartials } from './remembered-partials.ts';
import { smallerPage } from './smaller-page.ts';
import { type SayText, sayTexts } from './theme-texts.ts';

/** A theme's templates, compiled once, ready to make pages in one language. */
export interface Templates {
  /**
   * Makes a page from a template and its variables; `shared` is seen by every partial too. A template that does not exist,
   * is wrong, or asks for a variable nobody gave is answered with its file and line. `untouched` is HTML among the variables
   * whose spaces and lines stay as they are.
   */
  render(template: string, variables: object, shared: object, untouched?: string): Result<string, ThemeBroken>;
}

/** What the filters of templates lead to. */
export interface TemplateSurroundings {
  readonly say: SayText;
  /** Address of one of the theme's files by its path below `assets/`; undefined when there is none. */
  readonly assetAddress: (name: string) => string | undefined;
}

/** What templates are compiled from: plain data, so that every thread can. */
export type TemplateSources = Pick<Theme, 'name' | 'templates' | 'templateFiles' | 'texts'>;

/** More work than this for one page is a template that never ends. */
const maxRenderMs = 20_000;
const maxTemplateCharacters = 2_000_000;
const maxMemoryUnits = 1_000_000_000;

/**
 * Compiles a theme. Templates see only the theme's own files, from memory: there is no path to another file, no code, no
 * clock and no chance, so that a page depends on its variables alone. Values are escaped unless `raw` is asked for.
 */
function compileTemplates(theme: TemplateSources, surroundings: TemplateSurroundings): Templates {
  const engine = new QuickLiquid({
    templates: { ...theme.templates },
    cache: true,
    relativeReference: false,
    dynamicPartials: true,
    outputEscape: 'escape',
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    parseLimit: maxTemplateCharacters,
    renderLimit: maxRenderMs,
    memoryLimit: maxMemoryUnits,
    locale: 'en',
  });
  addFilters(engine, surroundings);
  rememberPartials(engine, theme.templates);
  const compiled = new Map<string, Template[]>();

  return {
    render: (template, variables, shared, untouched = '') => {
      try {
        let parsed = compiled.get(template);
        if (parsed === undefined) {
          if (!Object.hasOwn(theme.templates, template)) {
            return fail({
              kind: 'theme-broken',
              file: fileOf(theme, template),
              reason: { kind: 'no-template' },
            });
          }
          parsed = engine.parseFileSync(template);
          compiled.set(template, parsed);
        }
        const made: unknown = engine.renderSync(parsed, variables, { globals: shared });
        return ok(`${smallerPage(String(made).trim(), untouched)}\n`);
      } catch (error) {
        return fail(describe(error, theme, template));
      }
    },
  };
}

/** The theme's templates by language, each language compiled when it is first asked for. `assets` holds addresses by name. */
export function templatesByLanguage(
  theme: TemplateSources,
  assets: Readonly<Record<string, string>>,
): (language: string) => Templates {
  const compiled = new Map<string, Templates>();
  const assetAddress = (name: string) => (Object.hasOwn(assets, name) ? assets[name] : undefined);
  return (language) => {
    const made =
      compiled.get(language) ?? compileTemplates(theme, { say: sayTexts(theme.texts, language), assetAddress });
    compiled.set(language, made);
    return made;
  };
}

function fileOf({ name, templateFiles }: TemplateSources, template: string): string {
  const known = Object.hasOwn(templateFiles, template) ? templateFiles[template] : undefined;
  return known ?? `themes/${name}/templates/${template}.liquid`;
}

interface LiquidTrouble {
  readonly message: string;
  readonly originalError?: unknown;
  readonly token?: { readonly file?: string; readonly input?: string; readonly begin?: number };
}

function describe(error: unknown, theme: TemplateSources, template: string): ThemeBroken {
  // Errors of the template engine carry the token they happened at; anything else has only a message.
  const trouble = (error instanceof Error ? error : { message: String(error) }) as LiquidTrouble;
  const { file = template, input, begin } = trouble.token ?? {};
  const line = input === undefined || begin === undefined ? undefined : input.slice(0, begin).split('\n').length;
  const reason = reasonOf(trouble);
  return { kind: 'theme-broken', file: fileOf(theme, file), reason, ...(line === undefined ? {} : { line }) };
}

/** The template engine says what is wrong in words only; those that authors meet most are told apart. */
function reasonOf({ message, originalError }: LiquidTrouble): ThemeReason {
  if (originalError instanceof ThemeFault) return originalError.reason;
  const said = originalError instanceof Error ? originalError.message : (message.split('\n')[0] ?? '');
  const detail = said.replace(/, file:.*$/, '').replace(/, line:\d+, col:\d+$/, '');
  const [, kind, name = ''] =
    /^(undefined variable|undefined filter): (.+)$/.exec(detail) ??
    /^(ENOENT): Failed to lookup "([^"]*)"/.exec(detail) ??
    [];
  switch (kind) {
    case 'undefined variable':
      return { kind: 'no-variable', name };
    case 'undefined filter':
      return { kind: 'no-filter', name };
    case 'ENOENT':
      return { kind: 'no-partial', name };
    default:
      return /limit exceeded/.test(detail) ? { kind: 'too-much-work' } : { kind: 'template-syntax', detail };
  }
}
