import type { ThemeBroken } from '../../../common/contract/preview.ts';
import { ok, type Result } from '../../../common/result.ts';
import { isPlainObject } from '../../../common/validate.ts';
import { sha256 } from '../../node/hash.ts';
import { keyOf } from '../input.ts';
import { type PublishedAsset, publishAssets } from './theme-assets.ts';
import { type KnownThemeFiles, knownThemeFiles, type ThemeFile, type ThemePlaces, themeLayers } from './theme-files.ts';

/** A theme with every file that a site or a parent theme lays over or under it, in memory. */
export interface Theme {
  readonly name: string;
  /** Hash of everything in it. */
  readonly key: string;
  /** Source by name without extension, `post`, `parts/card`. */
  readonly templates: Readonly<Record<string, string>>;
  /** By path below `assets/`. */
  readonly assets: ReadonlyMap<string, PublishedAsset>;
  /** Texts by language tag. */
  readonly texts: Readonly<Record<string, ThemeTexts>>;
  /** How wide pictures stand in this theme, for the `sizes` attribute. */
  readonly pictureSizes: string;
  /** File of each template as the author would look for it. */
  readonly templateFiles: Readonly<Record<string, string>>;
  /** Whether a template may show how many words a text has. */
  readonly saysWords: boolean;
}

/** Texts of a theme in one language: a text, or its forms by plural category (`one`, `other`). */
export type ThemeTexts = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** Loads themes by name; the very same one as long as its files stay the same. */
export type LoadTheme = (name: string) => Promise<Result<Theme, ThemeBroken>>;

/** Loads themes from these places; a file is read again when its entry on the disk is another one than before. */
export function themeLoader(places: ThemePlaces): LoadTheme {
  const known = knownThemeFiles();
  let last: { readonly name: string; readonly files: readonly ThemeFile[]; readonly theme: Theme } | undefined;
  return async (name) => {
    const layers = await themeLayers(name, places, known);
    if (!layers.ok) return layers;
    const files = layers.value;
    const isSame = last?.name === name && last.files.length === files.length;
    if (last !== undefined && isSame && last.files.every((file, index) => file === files[index])) return ok(last.theme);
    const theme = themeOf(name, files, known);
    if (theme.ok) last = { name, files, theme: theme.value };
    return theme;
  };
}

/**
 * The theme `name`: the built-in one of that name, then what the site's `themes/<name>/` replaces in it. A theme
 * whose `theme.yml` says `extends: longread` lies on top of that one, less the files it lists under `without`. Symbolic links are not followed, so that a
 * stranger's folder cannot bring files from elsewhere into the site.
 */
function themeOf(
  name: string,
  layered: readonly ThemeFile[],
  { readYaml }: KnownThemeFiles,
): Result<Theme, ThemeBroken> {
  const files = new Map(layered.map((file) => [file.path, file]));
  const templates: Record<string, string> = {};
  const templateFiles: Record<string, string> = {};
  const assets = new Map<string, Uint8Array>();
  const texts: Record<string, ThemeTexts> = {};
  let pictureSizes = '100vw';
  for (const file of [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const template = /^templates\/(.+)\.liquid$/.exec(file.path)?.[1];
    const language = /^texts\/([a-z-]+)\.yml$/i.exec(file.path)?.[1];
    if (template !== undefined) {
      templates[template] = Buffer.from(file.content).toString('utf8');
      templateFiles[template] = file.shownAs;
    } else if (file.path.startsWith('assets/')) {
      assets.set(file.path.slice('assets/'.length), file.content);
    } else if (language !== undefined) {
      const read = readYaml(file);
      if (!read.ok) return read;
      texts[language.toLowerCase()] = readTexts(read.value);
    } else if (file.path === 'theme.yml') {
      const read = readYaml(file);
      if (!read.ok) return read;
      const pictures = read.value.pictures;
      if (isPlainObject(pictures) && typeof pictures.sizes === 'string') pictureSizes = pictures.sizes;
    }
  }
  const key = keyOf(
    [...files.values()]
      .map((file) => `${file.path}:${sha256(file.content)}`)
      .sort()
      .join('\n'),
  );
  // `post.words`, `post['words']`, `posts | sort: 'words'`.
  const saysWords = Object.values(templates).some((source) => /[.'"]words\b/.test(source));
  return ok({ name, key, templates, assets: publishAssets(assets), texts, pictureSizes, templateFiles, saysWords });
}

function readTexts(read: Record<string, unknown>): ThemeTexts {
  const texts: Record<string, string | Record<string, string>> = {};
  for (const [name, value] of Object.entries(read)) {
    if (typeof value === 'string') texts[name] = value;
    if (isPlainObject(value)) {
      texts[name] = Object.fromEntries(Object.entries(value).map(([form, text]) => [form, String(text)]));
    }
  }
  return texts;
}
