import type { SiteSettings } from '../../common/site-settings.ts';

/** All pages of a site in one language: where they lie, and what the settings say for them. */
export interface SiteSection {
  /** BCP 47 tag. */
  readonly language: string;
  /** Address of its home page: `/` for the site's main language, `/de/` for another. */
  readonly root: string;
  readonly settings: SiteSettings;
}

/** The sections of a site, its main language first. */
export function siteSections(settings: SiteSettings): readonly [SiteSection, ...SiteSection[]] {
  const sections: [SiteSection, ...SiteSection[]] = [{ language: settings.language, root: '/', settings }];
  for (const { language, ...own } of settings.languages ?? []) {
    const root = `/${language.toLowerCase()}/`;
    const isThere = sections.some((section) => section.language.toLowerCase() === language.toLowerCase());
    if (!isThere) sections.push({ language, root, settings: { ...settings, ...own, language } });
  }
  return sections;
}

/** The section that texts of a language belong to: the one whose tag says most of it, else the main one. */
export function sectionOf<Section extends Pick<SiteSection, 'language'>>(
  language: string,
  sections: readonly Section[],
): Section | undefined {
  if (sections.length < 2) return sections[0];
  const tag = `${language.toLowerCase()}-`;
  const fitting = sections.filter((section) => tag.startsWith(`${section.language.toLowerCase()}-`));
  return fitting.sort((a, b) => b.language.length - a.language.length)[0] ?? sections[0];
}

/** A language's name in itself, `Deutsch`; its tag when the system has no name for it. */
export function languageName(language: string): string {
  try {
    const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
}
