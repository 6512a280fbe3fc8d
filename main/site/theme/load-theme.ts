import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { ThemeBroken } from '../../../common/contract/preview.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { ThemeReason } from '../../../common/theme-reason.ts';
import { isPlainObject } from '../../../common/validate.ts';
import { sha256 } from '../../node/hash.ts';
import { keyOf } from '../input.ts';

/** A theme with every file that a site or a parent theme lays over or under it, in memory. */
export interface Theme {
  readonly name: string;
  /** Hash of everything in it. */
  readonly key: string;
  /** Source by name without extension, `post`, `parts/card`. */
  readonly templates: Readonly<Record<string, string>>;
  /** By path below `assets/`. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** Texts by language tag. */
  readonly texts: Readonly<Record<string, ThemeTexts>>;
  /** How wide pictures stand in this theme, for the `sizes` attribute. */
  readonly pictureSizes: string;
  /** File of each template as the author would look for it. */
  readonly templateFiles: Readonly<Record<string, string>>;
}

/** Texts of a theme in one language: a text, or its forms by plural category (`one`, `other`). */
export type ThemeTexts = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** Where themes lie. */
export interface ThemePlaces {
  /** Holds the built-in themes, one folder each, and `texts/`. */
  readonly shippedThemesFolder: string;
  /** The site's folder; its `themes/<name>/` overrides single files. */
  readonly siteFolder: string;
}

const maxFileBytes = 20 * 1024 * 1024;
const maxFiles = 2_000;
const maxParents = 5;

/**
 * Reads the theme `name`: the built-in one of that name, then what the site's `themes/<name>/` replaces in it. A theme
 * whose `theme.yml` says `extends: longread` lies on top of that one, less the files it lists under `without`. Symbolic links are not followed, so that a
 * stranger's folder cannot bring files from elsewhere into the site.
 */
export async function loadTheme(name: string, places: ThemePlaces): Promise<Result<Theme, ThemeBroken>> {
  const layers = await themeLayers(name, places);
  if (!layers.ok) return layers;
  const files = new Map<string, ThemeFile>();
  for (const layer of layers.value) for (const file of layer) files.set(file.path, file);

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
  return ok({ name, key, templates, assets, texts, pictureSizes, templateFiles });
}

interface ThemeFile {
  /** Below the theme's folder, forward slashes. */
  readonly path: string;
  readonly shownAs: string;
  readonly content: Uint8Array;
}

/** Folders of a theme from the bottom up: shared texts, its parents, the built-in one, the site's own. */
async function themeLayers(name: string, places: ThemePlaces): Promise<Result<readonly ThemeFile[][], ThemeBroken>> {
  const broken = (theme: string, kind: 'no-theme' | 'not-a-theme-name' | 'parents-in-a-circle') =>
    fail({ kind: 'theme-broken', file: `themes/${theme}`, reason: { kind } });
  const layers: ThemeFile[][] = [];
  const leftOut: string[] = [];
  let current: string | undefined = name;
  for (let depth = 0; current !== undefined; depth += 1) {
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(current) || current.includes('..') || current === 'texts') {
      return broken(current, 'not-a-theme-name');
    }
    if (depth > maxParents) return broken(name, 'parents-in-a-circle');
    const shipped = await readThemeFolder(path.join(places.shippedThemesFolder, current), current);
    const own = await readThemeFolder(path.join(places.siteFolder, 'themes', current), `themes/${current}`);
    if (shipped.length === 0 && own.length === 0) return broken(current, 'no-theme');
    const isKept = (file: ThemeFile) => !leftOut.some((path) => file.path === path || file.path.startsWith(`${path}/`));
    layers.unshift(shipped.filter(isKept), own.filter(isKept));
    const description =
      own.findLast((file) => file.path === 'theme.yml') ?? shipped.findLast((file) => file.path === 'theme.yml');
    const read = description === undefined ? ok({}) : readYaml(description);
    if (!read.ok) return read;
    const { extends: parent, without }: Record<string, unknown> = read.value;
    current = typeof parent === 'string' ? parent : undefined;
    if (Array.isArray(without)) leftOut.push(...without.map(String));
  }
  const shared = await readThemeFolder(path.join(places.shippedThemesFolder, 'texts'), 'texts');
  const ownTexts = await readThemeFolder(path.join(places.siteFolder, 'themes', 'texts'), 'themes/texts');
  const below = (files: ThemeFile[]) => files.map((file) => ({ ...file, path: `texts/${file.path}` }));
  return ok([below(shared), ...layers, below(ownTexts)]);
}

async function readThemeFolder(folder: string, shownAs: string): Promise<ThemeFile[]> {
  const files: ThemeFile[] = [];
  const visit = async (below: string): Promise<void> => {
    const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.') || files.length >= maxFiles) continue;
      if (entry.isDirectory()) await visit(inner);
      if (!entry.isFile()) continue;
      const absolute = path.join(folder, inner);
      if ((await lstat(absolute)).size > maxFileBytes) continue;
      files.push({ path: inner, shownAs: `${shownAs}/${inner}`, content: await readFile(absolute) });
    }
  };
  const isFolder = await lstat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) await visit('');
  return files;
}

function readYaml(file: ThemeFile): Result<Record<string, unknown>, ThemeBroken> {
  try {
    const value: unknown = parseYaml(Buffer.from(file.content).toString('utf8'), { maxAliasCount: 0 });
    return ok(isPlainObject(value) ? value : {});
  } catch (error) {
    const parsed = error instanceof YAMLParseError ? error : undefined;
    const reason: ThemeReason =
      parsed === undefined ? { kind: 'too-many-aliases' } : { kind: 'yaml', code: parsed.code };
    const line = parsed?.linePos?.[0].line;
    return fail({ kind: 'theme-broken', file: file.shownAs, reason, ...(line === undefined ? {} : { line }) });
  }
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
