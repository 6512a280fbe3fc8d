import { type Input, input } from '../input.ts';
import { textDirection } from '../theme/theme-texts.ts';
import type { PageView } from '../views.ts';
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
    translations: [],
    ...facts,
  };
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
