import type { SitePlan } from './plan-site.ts';
import type { RenderTools } from './render-tools.ts';
import { templatesByLanguage } from './theme/templates.ts';

/** Compiled templates with the parts they remember, which follow from the theme and from what every page shares. */
export function rememberTemplates(): (plan: SitePlan) => RenderTools['templates'] {
  let known: { readonly key: string; readonly templates: RenderTools['templates'] } | undefined;
  return ({ themeKey, contexts, setting }) => {
    const key = [themeKey, ...contexts.map(({ site }) => site.key)].join(' ');
    if (known?.key !== key) {
      known = { key, templates: templatesByLanguage(setting.theme, setting.assetAddresses) };
    }
    return known.templates;
  };
}
