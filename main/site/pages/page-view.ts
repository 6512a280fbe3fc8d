import { type Input, input } from '../input.ts';
import { languageName } from '../sections.ts';
import { textDirection } from '../theme/theme-texts.ts';
import type { LanguageView, PageView, TranslationView } from '../views.ts';
import type { PlanContext } from './plan-context.ts';

/** What a planner says of its page; the rest has a default. */
export interface PageFacts extends Partial<PageView> {
  readonly kind: PageView['kind'];
  readonly title: string;
}

/** The `page` variable of a page at `address`, as an input. */
export function pageInput(context: PlanContext, address: string, facts: PageFacts): Input<PageView> {
  return input(pageView(context, address, facts));
}

/** The `page` variable of a page at `address`. */
export function pageView(context: PlanContext, address: string, facts: PageFacts): PageView {
  const language = facts.language ?? context.model.settings.language;
  const translations = facts.translations ?? [];
  return {
    about: '',
    description: '',
    language,
    direction: textDirection(language),
    href: context.links.href(address),
    url: context.links.absolute(address),
    image: null,
    feeds: [],
    breadcrumbs: [],
    hidden: false,
    json_ld: '',
    translations,
    languages: otherLanguages(context, language, translations),
    ...facts,
  };
}

/** What a page that lists these says of itself where other sites show it; empty for none. */
export function listDescription({ say }: PlanContext, titles: readonly string[]): string {
  return titles.length === 0 ? '' : (say('list_description', { titles: titles.slice(0, maxTitles).join(', ') }) ?? '');
}

/** More would be cut off by those who show it. */
const maxTitles = 8;

/** A page that every section has at the same place below its root. */
export function inEverySection({ sections, links }: PlanContext, below: string): readonly TranslationView[] {
  if (sections.length < 2) return [];
  return sections.map(({ language, root, settings }) => ({
    language,
    title: settings.title,
    href: links.href(root + below),
    url: links.absolute(root + below),
  }));
}

function otherLanguages(
  { sections, links, model }: PlanContext,
  language: string,
  translations: readonly TranslationView[],
): readonly LanguageView[] {
  const own = translations.filter((translation) => translation.language !== language);
  const homes = sections
    .filter(({ root, language: other }) => root !== model.root && !own.some(({ language: tag }) => tag === other))
    .map((section) => ({ language: section.language, href: links.href(section.root) }));
  return [...own, ...homes].map(({ language: tag, href }) => ({ language: tag, title: languageName(tag), href }));
}

/** Data for search engines as text that can stand inside a script element. */
export function jsonForScript(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
