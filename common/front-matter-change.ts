import { joinFrontMatter, lineEndOf, type SplitText, splitFrontMatter } from './front-matter.ts';
import { coverSourceNames, matterNames, publishedName } from './front-matter-names.ts';
import { type FrontMatter, readFrontMatter } from './front-matter-read.ts';
import { changeToml } from './front-matter-toml-change.ts';
import { readYaml } from './front-matter-yaml.ts';
import { changeYaml } from './front-matter-yaml-change.ts';
import type { YamlValue } from './front-matter-yaml-render.ts';
import type { Cover, MatterChanges, PostMatter } from './post.ts';
import { isPlainObject } from './validate.ts';

/**
 * The same text with new values of some keys. Only the lines of those keys change; a key keeps the name that the file uses for it
 * (`lastmod`), and one whose value is already right is not touched. A text without a header gets one. A text whose header
 * cannot be read, or could not be read after the change, comes back as it is: it is edited as text.
 */
export function changeFrontMatter(parts: SplitText, changes: MatterChanges): SplitText {
  return tryChangeFrontMatter(parts, changes) ?? parts;
}

/** The same for who must know whether it was done: undefined when the header cannot be read, before or after the change. */
export function tryChangeFrontMatter(parts: SplitText, changes: MatterChanges): SplitText | undefined {
  const found = readFrontMatter(parts);
  if ('reason' in found) return undefined;
  const values = namedValues(found, parts, changes);
  if (values.size === 0) return parts;
  if (parts.kind === 'none') return withNewHeader(parts, values);
  const header = parts.kind === 'toml' ? changeToml(parts.header, values) : changeYaml(parts.header, values);
  const changed = withOpening({ ...parts, header });
  // The last defence of what the author wrote: a header that could be read never becomes one that cannot.
  return 'reason' in readFrontMatter(changed) ? undefined : changed;
}

/** A header without an opening line gets one when the change makes it look like text. */
function withOpening(parts: SplitText): SplitText {
  const isOpen = parts.kind === 'yaml' && !parts.opening.includes('---');
  if (!isOpen || splitFrontMatter(joinFrontMatter(parts)).header === parts.header) return parts;
  return { ...parts, opening: `${parts.opening}---${lineEndOf(parts.closing)}`, headerLine: 2 };
}

function withNewHeader(parts: SplitText, values: ReadonlyMap<string, YamlValue | null>): SplitText {
  const newline = lineEndOf(parts.body);
  const header = changeYaml('', values).replaceAll('\n', newline);
  if (header === '') return parts;
  return {
    kind: 'yaml',
    opening: `${parts.opening}---${newline}`,
    header,
    closing: `---${newline}${newline}`,
    body: parts.body,
    headerLine: 2,
  };
}

/** What to put under which name of the file; keys that stay as they are left out. */
function namedValues(found: FrontMatter, parts: SplitText, changes: MatterChanges): Map<string, YamlValue | null> {
  const values = new Map<string, YamlValue | null>();
  // `MatterChanges` has these keys only; it was checked where it came in.
  for (const key of Object.keys(changes) as (keyof PostMatter)[]) {
    const value = changes[key];
    if (value === undefined) continue;
    const name = matterNames[key].find((candidate) => found.names.includes(candidate));
    if (key === 'draft') draftValue(found, value === true, value === null, values);
    else if (value === null || (Array.isArray(value) && value.length === 0)) {
      if (name !== undefined) values.set(name, null);
    } else if (JSON.stringify(found.matter[key]) !== JSON.stringify(value) || name === undefined) {
      const written = name ?? matterNames[key][0];
      values.set(written, key === 'cover' ? coverValue(parts, written, value) : simpleValue(parts, written, value));
    }
  }
  return values;
}

function draftValue(
  found: FrontMatter,
  draft: boolean,
  isRemoved: boolean,
  values: Map<string, YamlValue | null>,
): void {
  const hasDraft = found.names.includes('draft');
  const hasPublished = found.names.includes(publishedName);
  if (found.matter.draft === draft && !(isRemoved && hasDraft)) return;
  if (!draft && hasDraft) values.set('draft', isRemoved ? null : false);
  if (!draft && hasPublished) values.set(publishedName, true);
  if (draft && hasPublished && !hasDraft) values.set(publishedName, false);
  else if (draft) values.set('draft', true);
}

/** A list of one stays a plain text where the file has a plain text (`category: Travel`), unless a comma would make two of it. */
function simpleValue(parts: SplitText, name: string, value: NonNullable<MatterChanges[keyof PostMatter]>): YamlValue {
  if (isTextList(value)) {
    const [only] = value;
    const isPlain = value.length === 1 && only?.includes(',') === false && typeof plainAt(parts, name) === 'string';
    return isPlain ? only : value;
  }
  return typeof value === 'object' ? { src: value.src } : value;
}

function coverValue(parts: SplitText, name: string, value: NonNullable<MatterChanges[keyof PostMatter]>): YamlValue {
  if (typeof value !== 'object' || isTextList(value)) return String(value);
  const cover: Cover = value;
  const old = plainAt(parts, name);
  const isPlain = cover.alt === undefined && cover.caption === undefined && cover.credit === undefined;
  if (isPlain && (typeof old === 'string' || name !== 'cover')) return cover.src;
  const source = isPlainObject(old) ? coverSourceNames.find((field) => Object.hasOwn(old, field)) : undefined;
  const fields: Record<string, string | null> = { [source ?? 'src']: cover.src };
  for (const field of ['alt', 'caption', 'credit'] as const) {
    const text = cover[field];
    if (text !== undefined) fields[field] = text;
    else if (isPlainObject(old) && Object.hasOwn(old, field)) fields[field] = null;
  }
  return fields;
}

function plainAt(parts: SplitText, name: string): unknown {
  if (parts.kind === 'none' || parts.kind === 'toml') return undefined;
  const read = readYaml(parts.header);
  return 'plain' in read ? read.plain[name] : undefined;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
