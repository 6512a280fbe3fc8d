import { isScalar, isSeq, type YAMLMap } from 'yaml';
import type { SplitText } from './front-matter.ts';
import { coverSourceNames, nameIn, publishedName } from './front-matter-names.ts';
import { readPlainHeader } from './front-matter-plain.ts';
import { readToml } from './front-matter-toml.ts';
import { keyOf, rangeOf, readYaml, scalarText } from './front-matter-yaml.ts';
import type { Cover, PostMatter, PostProblem } from './post.ts';
import type { ProblemReason } from './problem-reason.ts';
import { isPlainObject } from './validate.ts';

/** What a header says. */
export interface FrontMatter {
  readonly matter: PostMatter;
  /** Keys that Offprint gives no meaning, as plain data. */
  readonly otherKeys: Readonly<Record<string, unknown>>;
  /** Keys in the order and with the names of the file. */
  readonly names: readonly string[];
}

/** Matter of a text without a header. The title is empty: the file's name may stand in for it. */
export const emptyMatter: PostMatter = { title: '', draft: false, categories: [], tags: [], aliases: [] };

/** Reads a split text's header; a problem names the line of the file where it went wrong. */
export function readFrontMatter(parts: SplitText): FrontMatter | PostProblem {
  if (parts.unclosed !== undefined) {
    return problem({ kind: 'header-unclosed' }, parts.unclosed.line);
  }
  if (parts.kind === 'none') return { matter: emptyMatter, otherKeys: {}, names: [] };
  const simple = parts.kind === 'yaml' ? readPlainHeader(parts.header) : undefined;
  if (simple !== undefined && wrongKey(simple) === undefined) return understand({ plain: simple, map: undefined });
  const read = parts.kind === 'toml' ? readToml(parts.header) : readYaml(parts.header);
  if ('reason' in read) return problem(read.reason, read.line + parts.headerLine - 1);
  const source: Source = { plain: read.plain, map: read.map };
  const wrong = wrongShape(source, parts);
  return wrong ?? understand(source);
}

interface Source {
  readonly plain: Readonly<Record<string, unknown>>;
  /** Undefined for TOML and simple headers: then numbers and dates are told apart from text by their plain values alone. */
  readonly map: YAMLMap | undefined;
}

function understand(source: Source): FrontMatter {
  const { plain } = source;
  const draft = booleanOf(plain, nameIn(plain, 'draft')) === true || booleanOf(plain, publishedName) === false;
  const cover = coverOf(source);
  const comments = booleanOf(plain, nameIn(plain, 'comments'));
  const weightName = nameIn(plain, 'weight');
  const weight = weightName === undefined ? undefined : plain[weightName];
  const matter: PostMatter = {
    title: textOf(source, 'title') ?? '',
    draft,
    ...optionalTexts(source),
    categories: listOf(source, 'categories'),
    tags: listOf(source, 'tags'),
    ...(cover === undefined ? {} : { cover }),
    aliases: listOf(source, 'aliases'),
    ...(comments === undefined ? {} : { comments }),
    ...(typeof weight === 'number' && Number.isFinite(weight) ? { weight } : {}),
  };
  const used = new Set([publishedName]);
  // `matter` was built just above with keys of its type only.
  for (const key of Object.keys(matter) as (keyof PostMatter)[]) {
    const name = nameIn(plain, key);
    if (name !== undefined) used.add(name);
  }
  const otherKeys = Object.fromEntries(Object.entries(plain).filter(([name]) => !used.has(name)));
  return { matter, otherKeys, names: Object.keys(plain) };
}

const textKeys = ['date', 'updated', 'slug', 'permalink', 'description', 'author', 'language', 'series'] as const;

function optionalTexts(source: Source): Partial<Record<(typeof textKeys)[number], string>> {
  const texts: Partial<Record<(typeof textKeys)[number], string>> = {};
  for (const key of textKeys) {
    const text = textOf(source, key);
    if (text !== undefined && text !== '') texts[key] = text;
  }
  return texts;
}

function textOf(source: Source, key: keyof PostMatter): string | undefined {
  const name = nameIn(source.plain, key);
  if (name === undefined) return undefined;
  const node = nodeAt(source.map, name);
  return isScalar(node) ? scalarText(node) : plainText(source.plain[name]);
}

function listOf(source: Source, key: 'categories' | 'tags' | 'aliases'): readonly string[] {
  const name = nameIn(source.plain, key);
  if (name === undefined) return [];
  const node = nodeAt(source.map, name);
  if (isSeq(node))
    return texts(node.items.map((item) => (isSeq(item) ? item.items.map(scalarText).join('/') : scalarText(item))));
  const value = source.plain[name];
  if (Array.isArray(value))
    return texts(value.map((item: unknown) => (Array.isArray(item) ? item.join('/') : plainText(item))));
  const text = textOf(source, key) ?? '';
  return texts(text.split(','));
}

function texts(found: readonly (string | undefined)[]): readonly string[] {
  const trimmed = found.map((text) => text?.trim() ?? '').filter((text) => text !== '');
  return [...new Set(trimmed)];
}

function coverOf(source: Source): Cover | undefined {
  const name = nameIn(source.plain, 'cover');
  if (name === undefined) return undefined;
  const value = source.plain[name];
  if (!isPlainObject(value)) {
    const src = textOf(source, 'cover');
    return src === undefined || src === '' ? undefined : { src };
  }
  const field = (...names: readonly string[]): string | undefined =>
    names.map((candidate) => plainText(value[candidate])).find((text) => text !== undefined && text !== '');
  const src = field(...coverSourceNames);
  if (src === undefined) return undefined;
  const [alt, caption, credit] = [field('alt'), field('caption'), field('credit')];
  return {
    src,
    ...(alt === undefined ? {} : { alt }),
    ...(caption === undefined ? {} : { caption }),
    ...(credit === undefined ? {} : { credit }),
  };
}

function booleanOf(plain: Readonly<Record<string, unknown>>, name: string | undefined): boolean | undefined {
  const value = name === undefined ? undefined : plain[name];
  if (typeof value === 'boolean') return value;
  // YAML 1.1 programs read these words as booleans too.
  if (typeof value === 'string' && /^(?:yes|on|true)$/i.test(value)) return true;
  return typeof value === 'string' && /^(?:no|off|false)$/i.test(value) ? false : undefined;
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** A list or mapping where one text belongs would otherwise vanish from the page without a word. */
function wrongShape(source: Source, parts: SplitText): PostProblem | undefined {
  const name = wrongKey(source.plain);
  if (name === undefined) return undefined;
  const position = rangeOf(source.map?.items.find((pair) => keyOf(pair) === name)?.key)?.[0] ?? 0;
  const line = parts.headerLine + parts.header.slice(0, position).split('\n').length - 1;
  return problem({ kind: 'not-one-text', key: name }, line);
}

/** The first key that has a list or mapping where one text belongs. */
function wrongKey(plain: Readonly<Record<string, unknown>>): string | undefined {
  return (['title', 'date', 'slug', 'permalink'] as const)
    .map((key) => nameIn(plain, key))
    .find((name) => name !== undefined && typeof plain[name] === 'object' && plain[name] !== null);
}

function nodeAt(map: YAMLMap | undefined, name: string): unknown {
  const node: unknown = map?.items.find((pair) => keyOf(pair) === name)?.value;
  return node;
}

function problem(reason: ProblemReason, line: number): PostProblem {
  return { kind: 'front-matter', reason, line };
}
