import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { ThemeBroken } from '../../../common/contract/preview.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { ThemeReason } from '../../../common/theme-reason.ts';
import { isPlainObject } from '../../../common/validate.ts';

/** Where themes lie. */
export interface ThemePlaces {
  /** Holds the built-in themes, one folder each, and `texts/`. */
  readonly shippedThemesFolder: string;
  /** The site's folder; its `themes/<name>/` overrides single files. */
  readonly siteFolder: string;
}

/** A file of a theme; the very same one as long as its entry on the disk stays. */
export interface ThemeFile {
  /** Below the theme's folder, forward slashes. */
  readonly path: string;
  readonly shownAs: string;
  readonly content: Uint8Array;
}

/** Files that were read, and what they say. */
export interface KnownThemeFiles {
  /** The file at an absolute path, read unless it is known; undefined for one that is too large. */
  read(absolute: string, path: string, shownAs: string): ThemeFile | undefined;
  /** What a file says, parsed once. */
  readYaml(file: ThemeFile): Result<Record<string, unknown>, ThemeBroken>;
}

const maxFileBytes = 20 * 1024 * 1024;
const maxFiles = 2_000;
const maxParents = 5;
/** A file changed so shortly before it was read may change again within the same tick of the disk's clock. */
const tooFreshMs = 2_000;

/** An empty memory. */
export function knownThemeFiles(): KnownThemeFiles {
  const known = new Map<string, { readonly mark: string; readonly file: ThemeFile }>();
  const parsed = new WeakMap<ThemeFile, Result<Record<string, unknown>, ThemeBroken>>();
  return {
    read: (absolute, below, shownAs) => {
      const { size, mtimeMs, ino } = lstatSync(absolute);
      if (size > maxFileBytes) return undefined;
      const mark = `${size} ${mtimeMs} ${ino} ${below} ${shownAs}`;
      const before = known.get(absolute);
      if (before?.mark === mark) return before.file;
      const isLasting = mtimeMs < Date.now() - tooFreshMs;
      const file = { path: below, shownAs, content: readFileSync(absolute) };
      if (isLasting) known.set(absolute, { mark, file });
      return file;
    },
    readYaml: (file) => {
      const value = parsed.get(file) ?? readYaml(file);
      parsed.set(file, value);
      return value;
    },
  };
}

/** Files of a theme from the bottom up: shared texts, its parents, the built-in one, the site's own. */
export async function themeLayers(
  name: string,
  places: ThemePlaces,
  known: KnownThemeFiles,
): Promise<Result<readonly ThemeFile[], ThemeBroken>> {
  const broken = (theme: string, kind: 'no-theme' | 'not-a-theme-name' | 'parents-in-a-circle') =>
    fail({ kind: 'theme-broken', file: `themes/${theme}`, reason: { kind } });
  const layers: (readonly ThemeFile[])[] = [];
  const leftOut: string[] = [];
  const shippedFiles = (theme: string, prefix = '') =>
    readThemeFolder(path.join(places.shippedThemesFolder, theme), theme, known, prefix);
  const ownFiles = (theme: string, prefix = '') =>
    readThemeFolder(path.join(places.siteFolder, 'themes', theme), `themes/${theme}`, known, prefix);
  let current: string | undefined = name;
  for (let depth = 0; current !== undefined; depth += 1) {
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(current) || current.includes('..') || current === 'texts') {
      return broken(current, 'not-a-theme-name');
    }
    if (depth > maxParents) return broken(name, 'parents-in-a-circle');
    const shipped = await shippedFiles(current);
    const own = await ownFiles(current);
    if (shipped.length === 0 && own.length === 0) return broken(current, 'no-theme');
    const isKept = (file: ThemeFile) => !leftOut.some((path) => file.path === path || file.path.startsWith(`${path}/`));
    layers.unshift(shipped.filter(isKept), own.filter(isKept));
    const description =
      own.findLast((file) => file.path === 'theme.yml') ?? shipped.findLast((file) => file.path === 'theme.yml');
    const read = description === undefined ? ok({}) : known.readYaml(description);
    if (!read.ok) return read;
    const { extends: parent, without }: Record<string, unknown> = read.value;
    current = typeof parent === 'string' ? parent : undefined;
    if (Array.isArray(without)) leftOut.push(...without.map(String));
  }
  const shared = await shippedFiles('texts', 'texts/');
  const ownTexts = await ownFiles('texts', 'texts/');
  return ok([...shared, ...layers.flat(), ...ownTexts]);
}

/**
 * `prefix` stands before the paths of the files. Of a few dozen small files, which is sooner done at once than told to a thread;
 * between folders there is room for other work.
 */
async function readThemeFolder(
  folder: string,
  shownAs: string,
  known: KnownThemeFiles,
  prefix: string,
): Promise<readonly ThemeFile[]> {
  const files: ThemeFile[] = [];
  const visit = async (below: string): Promise<void> => {
    for (const entry of entriesOf(path.join(folder, below))) {
      const inner = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.') || files.length >= maxFiles) continue;
      if (entry.isDirectory()) await visit(inner);
      if (!entry.isFile()) continue;
      const file = known.read(path.join(folder, inner), prefix + inner, `${shownAs}/${inner}`);
      if (file !== undefined) files.push(file);
    }
  };
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) await visit('');
  return files;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
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
