import type { RebuildCause, RebuildReason } from '../../common/rebuild-reason.ts';
import { addressToPath } from './addresses.ts';
import type { PageTask } from './page-task.ts';

/** Where a task's page goes, and the keys of everything it is made from. */
export interface TaskKeys {
  /** Path below the site's root. */
  readonly path: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Answers for the same task the very same keys. */
export function taskKeys(): (task: PageTask, themeKey: string) => TaskKeys {
  const known = new WeakMap<PageTask, TaskKeys & { readonly themeKey: string }>();
  return (task, themeKey) => {
    const before = known.get(task);
    if (before?.themeKey === themeKey) return before;
    const keys = { themeKey, path: addressToPath(task.address), inputs: inputKeys(task, themeKey) };
    known.set(task, keys);
    return keys;
  };
}

/** Keys of everything a page is made from, by name; equal keys mean equal bytes. */
function inputKeys(task: PageTask, themeKey: string): Readonly<Record<string, string>> {
  const keys: Record<string, string> = { made: `${task.make} ${task.template ?? ''} ${task.language}` };
  if (task.make === 'template') keys.theme = themeKey;
  for (const [name, given] of Object.entries(task.inputs)) if (given !== undefined) keys[name] = given.key;
  return keys;
}

/** Every cause, the most telling first. */
const causes: readonly Exclude<RebuildCause, 'new'>[] = [
  'made',
  'theme',
  'site',
  'body',
  'post',
  'page',
  'comments',
  'neighbours',
  'related',
  'series',
  'extra',
  'posts',
  'excerpts',
  'pagination',
  'term',
  'terms',
  'years',
  'feed',
  'search',
  'list',
  'text',
];

/** Why a page must be made again; undefined when nothing it is made from changed. */
export function rebuildReason(
  before: Readonly<Record<string, string>> | undefined,
  now: Readonly<Record<string, string>>,
): RebuildReason | undefined {
  if (before === now) return undefined;
  if (before === undefined) return ['new'];
  const names = Object.keys(now);
  const isSame = names.every((name) => before[name] === now[name]) && Object.keys(before).length === names.length;
  if (isSame) return undefined;
  const differs = (name: string) => before[name] !== now[name];
  // What a page says of itself follows from the post on it.
  return causes.filter((name) => differs(name) && !(name === 'page' && differs('post')));
}
