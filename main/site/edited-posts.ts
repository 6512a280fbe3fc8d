import { comparableName } from '../../common/markdown/link-resolver.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { KnownFacts, PostFacts } from './gather.ts';
import type { Surroundings } from './surroundings.ts';

/** What a build remembers of what it was planned from. */
export interface PlannedFrom {
  readonly facts: KnownFacts;
  /** Absent when not every page of that build stands. */
  readonly surroundings?: Surroundings;
}

/**
 * Ids of the posts that say something else than they did in the build before, as long as nothing but words changed: the same
 * posts are there, each where it was, in the same surroundings. Then only the pages that show one of them can be others than they
 * were. Undefined when anything else changed: then every page has to be planned.
 */
export function editedPosts(before: PlannedFrom, now: Required<PlannedFrom>): ReadonlySet<string> | undefined {
  const known = before.surroundings;
  if (known === undefined || known.shared !== now.surroundings.shared) return undefined;
  if (before.facts.size !== now.facts.size) return undefined;
  const edited = new Set<string>();
  const renamed: Renamed[] = [];
  for (const [id, facts] of now.facts) {
    const was = before.facts.get(id);
    if (was === facts) continue;
    if (was?.shape !== facts.shape) return undefined;
    edited.add(id);
    if (was.title !== facts.title) renamed.push({ id, names: [was.title, facts.title, facts.slug] });
  }
  for (const id of differing(known.own, now.surroundings.own)) edited.add(id);
  if (renamed.length > 0) for (const id of linkingTo(renamed, now.facts)) edited.add(id);
  return edited;
}

function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((id) => one.get(id) !== other.get(id));
}

interface Renamed {
  readonly id: string;
  /** The old title, the new one, and the slug. */
  readonly names: readonly string[];
}

/** Posts with a link that led, or now leads, to one of these: it may show the title, or be found by it. */
function linkingTo(renamed: readonly Renamed[], facts: KnownFacts): readonly string[] {
  const nameOf = (written: string) => comparableName(written.replace(/\.md$/i, ''));
  const wanted = new Set(renamed.flatMap(({ id, names }) => [...names, id.split('/').at(-1) ?? id, id].map(nameOf)));
  const files = new Set(renamed.flatMap(({ id }) => [id, id.replace(/\.md$/i, '')]));
  const isTo = (id: string, { href, form }: PostFacts['needs']['links'][number]) => {
    const target = (href.split('#', 1)[0] ?? '').trim();
    if (form === 'title') return wanted.has(nameOf(target));
    const path = localPathOf(target, id);
    return path !== undefined && files.has(path);
  };
  const linking: string[] = [];
  for (const [id, { needs }] of facts) if (needs.links.some((link) => isTo(id, link))) linking.push(id);
  return linking;
}
