import { joinFrontMatter, type SplitText, splitFrontMatter } from '../../common/front-matter.ts';
import { readYaml } from '../../common/front-matter-yaml.ts';
import { changeYaml } from '../../common/front-matter-yaml-change.ts';
import type { YamlValue } from '../../common/front-matter-yaml-render.ts';
import { withLineEndsOf, withPlainLineEnds } from './line-ends.ts';
import { mergeTexts } from './merge-texts.ts';

/**
 * Two versions of one post put together: the header key by key, the body by lines and words. The line ends are theirs: that is what
 * the disk holds. Undefined when both changed the same thing in different ways.
 */
export function mergePosts(base: string, mine: string, theirs: string): string | undefined {
  if (theirs === base || mine === theirs) return mine;
  if (mine === base) return theirs;
  const [old, ours, others] = [splitPlain(base), splitPlain(mine), splitPlain(theirs)];
  const header = mergeHeaders(old, ours, others);
  const body = mergeTexts(old.body, ours.body, others.body);
  if (header === undefined || body === undefined) return undefined;
  const frame = others.kind === 'none' ? ours : others;
  return withLineEndsOf(theirs, joinFrontMatter({ ...frame, header, body }));
}

/**
 * Both versions put together with a body that the author chose piece by piece. Header keys that both changed differently are
 * those of the version to `keep`.
 */
export function joinChosen(
  { base, mine, theirs }: { readonly base: string; readonly mine: string; readonly theirs: string },
  keep: 'mine' | 'theirs',
  body: string,
): string {
  const [old, ours, others] = [splitPlain(base), splitPlain(mine), splitPlain(theirs)];
  const kept = keep === 'mine' ? ours : others;
  const header = ours.kind === others.kind ? mergeHeaders(old, ours, others) : undefined;
  return withLineEndsOf(theirs, joinFrontMatter({ ...kept, header: header ?? kept.header, body }));
}

/** True when both changed the same header keys in different ways. */
export function areHeadersDisputed(base: string, mine: string, theirs: string): boolean {
  const [old, ours, others] = [splitPlain(base), splitPlain(mine), splitPlain(theirs)];
  return ours.kind !== others.kind || mergeHeaders(old, ours, others) === undefined;
}

function splitPlain(text: string): SplitText {
  return splitFrontMatter(withPlainLineEnds(text));
}

function mergeHeaders(base: SplitText, mine: SplitText, theirs: SplitText): string | undefined {
  const merged = mergeTexts(base.header, mine.header, theirs.header);
  const isReadable = merged !== undefined && (theirs.kind === 'toml' || 'plain' in readYaml(merged));
  return isReadable ? merged : mergeKeys(base.header, mine.header, theirs.header);
}

/** Puts my changes of keys into their header, unless they changed the same keys differently. */
function mergeKeys(base: string, mine: string, theirs: string): string | undefined {
  const [old, ours, others] = [readYaml(base), readYaml(mine), readYaml(theirs)];
  if ('reason' in old || 'reason' in ours || 'reason' in others) return undefined;
  const changes = new Map<string, YamlValue | null>();
  for (const key of new Set([...Object.keys(old.plain), ...Object.keys(ours.plain)])) {
    const [before, wanted, found] = [old.plain[key], ours.plain[key], others.plain[key]];
    if (isEqual(before, wanted) || isEqual(wanted, found)) continue;
    const value = isEqual(before, found) ? wanted : mergeLists(before, wanted, found);
    if (value === undefined && wanted !== undefined) return undefined;
    if (value === undefined) changes.set(key, null);
    else if (isYamlValue(value)) changes.set(key, value);
    else return undefined;
  }
  return changeYaml(theirs, changes);
}

/** Lists (tags, categories) are sets: both sides' additions and removals hold. */
function mergeLists(base: unknown, mine: unknown, theirs: unknown): readonly string[] | undefined {
  const old = base ?? [];
  if (!isTextList(old) || !isTextList(mine) || !isTextList(theirs)) return undefined;
  const kept = theirs.filter((item) => mine.includes(item) || !old.includes(item));
  return [...kept, ...mine.filter((item) => !old.includes(item) && !kept.includes(item))];
}

function isYamlValue(value: unknown): value is string | number | boolean | readonly string[] {
  return ['string', 'number', 'boolean'].includes(typeof value) || isTextList(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
