import type { SettingsChanges } from '../../common/contract/site.ts';
import type { SiteSettings } from '../../common/site-settings.ts';

/** What the fields of the form hold, all as text. */
export interface SettingsForm {
  readonly title: string;
  readonly tagline: string;
  readonly author: string;
  readonly url: string;
  readonly language: string;
  readonly timeZone: string;
  readonly permalink: string;
  readonly theme: string;
  readonly postsPerPage: string;
  readonly comments: 'none' | 'mail' | 'embed';
  readonly mail: string;
  readonly embed: string;
}

/** Why the form cannot be taken as it is. */
export type SettingsFault = 'title' | 'url' | 'language' | 'postsPerPage' | 'permalink' | 'mail' | 'embed';

/** Patterns of addresses to choose from; an own one is kept beside them. */
export const permalinkPatterns = [
  '/:year/:month/:slug/',
  '/:year/:month/:day/:slug/',
  '/:category/:slug/',
  '/:slug/',
  '/:slug.html',
] as const;

/** The form for the settings of an open site. */
export function formOf(settings: SiteSettings): SettingsForm {
  const { title, tagline, author, url, language, timeZone, permalink, theme, postsPerPage, newComments } = settings;
  return {
    ...{ title, tagline, author, url, language, timeZone, permalink, theme },
    postsPerPage: String(postsPerPage),
    comments: newComments?.kind ?? 'none',
    mail: newComments?.kind === 'mail' ? newComments.address : '',
    embed: newComments?.kind === 'embed' ? newComments.html : '',
  };
}

/** The first field that cannot be taken; undefined when all can. */
export function faultOf(form: SettingsForm): SettingsFault | undefined {
  if (form.title.trim() === '') return 'title';
  if (!URL.canParse(form.url) || !/^https?:/i.test(form.url)) return 'url';
  if (!isLanguageTag(form.language)) return 'language';
  if (!form.permalink.startsWith('/') || !form.permalink.includes(':slug')) return 'permalink';
  if (!/^\d{1,4}$/.test(form.postsPerPage.trim()) || Number(form.postsPerPage) < 1) return 'postsPerPage';
  if (form.comments === 'mail' && !/^\S+@\S+$/.test(form.mail.trim())) return 'mail';
  if (form.comments === 'embed' && form.embed.trim() === '') return 'embed';
  return undefined;
}

/** What the form says otherwise than the settings do. The form is one that `faultOf` finds nothing in. */
export function changesOf(form: SettingsForm, settings: SiteSettings): SettingsChanges {
  const before = formOf(settings);
  const texts = (['title', 'tagline', 'author', 'url', 'language', 'timeZone', 'permalink', 'theme'] as const)
    .filter((key) => form[key].trim() !== before[key])
    .map((key) => [key, form[key].trim()]);
  const isCommented = (['comments', 'mail', 'embed'] as const).some((key) => form[key] !== before[key]);
  return {
    ...(Object.fromEntries(texts) as SettingsChanges),
    ...(form.postsPerPage === before.postsPerPage ? {} : { postsPerPage: Number(form.postsPerPage) }),
    ...(isCommented ? { newComments: commentsOf(form) } : {}),
  };
}

function commentsOf({ comments, mail, embed }: SettingsForm): NonNullable<SettingsChanges['newComments']> {
  if (comments === 'mail') return { kind: 'mail', address: mail.trim() };
  return comments === 'embed' ? { kind: 'embed', html: embed } : { kind: 'none' };
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag.trim()).length === 1;
  } catch {
    return false;
  }
}
