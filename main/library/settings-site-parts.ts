import {
  type MenuItem,
  type NewComments,
  type RedirectForm,
  redirectForms,
  type SiteLanguage,
  type SiteSettings,
} from '../../common/site-settings.ts';
import { isPlainObject } from '../../common/validate.ts';
import { WrongSetting } from './wrong-setting.ts';

/** Settings of the finished site beyond its texts, from `offprint.yml` as plain data. Throws `WrongSetting`. */
export function readSiteParts(
  plain: Readonly<Record<string, unknown>>,
): Pick<SiteSettings, 'languages' | 'newComments' | 'redirects' | 'precompress' | 'undoMegabytes'> {
  const languages = languagesOf(plain.languages);
  const newComments = newCommentsOf(plain.comments);
  const redirects = redirectsOf(plain.redirects);
  return {
    ...(languages.length === 0 ? {} : { languages }),
    ...(newComments === undefined ? {} : { newComments }),
    ...(redirects === undefined ? {} : { redirects }),
    ...(yesOrNo('precompress', plain.precompress) ? { precompress: true } : {}),
    ...megabytesOf('undoMegabytes', plain.undoMegabytes),
  };
}

/** `[de, ar]`, or a mapping with what differs: `de: { title: Langsamer Hafen }`. */
function languagesOf(value: unknown): readonly SiteLanguage[] {
  if (value === undefined || value === null) return [];
  const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(value)
    ? value.map((tag: unknown) => [tag, undefined])
    : isPlainObject(value)
      ? Object.entries(value)
      : [[undefined, undefined]];
  return entries.map(([tag, own]): SiteLanguage => {
    if (typeof tag !== 'string' || !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag)) {
      throw new WrongSetting('languages', 'languages');
    }
    if (own === undefined || own === null) return { language: tag };
    if (!isPlainObject(own)) throw new WrongSetting('languages', 'languages');
    const text = (name: 'title' | 'tagline') => (typeof own[name] === 'string' ? { [name]: own[name] } : {});
    const links = (name: 'menu' | 'blogroll') => (own[name] === undefined ? {} : { [name]: linksOf(own[name]) });
    return { language: tag, ...text('title'), ...text('tagline'), ...links('menu'), ...links('blogroll') };
  });
}

function linksOf(value: unknown): readonly MenuItem[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw new WrongSetting('languages', 'links');
  return value.map((item: unknown) => {
    const { label, url } = isPlainObject(item) ? item : {};
    if (typeof label !== 'string' || typeof url !== 'string') throw new WrongSetting('languages', 'links');
    return { label, url };
  });
}

/** `mail: address`, or `embed: HTML`. */
function newCommentsOf(value: unknown): NewComments | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  const { mail, embed } = isPlainObject(value) ? value : {};
  if (typeof mail === 'string' && /^[^\s@<>"?&#]+@[^\s@<>"?&#]+$/.test(mail)) return { kind: 'mail', address: mail };
  if (typeof embed === 'string' && embed.trim() !== '') return { kind: 'embed', html: embed };
  throw new WrongSetting('comments', 'new-comments');
}

function redirectsOf(value: unknown): readonly RedirectForm[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new WrongSetting('redirects', 'redirects');
  return value.map((name: unknown) => {
    const form = redirectForms.find((known) => known === name);
    if (form === undefined) throw new WrongSetting('redirects', 'redirects');
    return form;
  });
}

/** The core schema of YAML knows `true` and `false` only; anything else is a mistake worth saying. */
function yesOrNo(key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (value === true) return true;
  throw new WrongSetting(key, 'yes-or-no');
}

function megabytesOf(key: 'undoMegabytes', value: unknown): { readonly undoMegabytes?: number } {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'number' || !(value >= 0)) throw new WrongSetting(key, 'megabytes');
  return { [key]: value };
}
