import { keyOf } from './input.ts';
import type { PageTask } from './page-task.ts';

/** Keys of everything a page is made from, by name; equal keys mean equal bytes. */
export function inputKeys(task: PageTask, themeKey: string): Readonly<Record<string, string>> {
  const keys: Record<string, string> = { made: keyOf(`${task.make} ${task.template ?? ''} ${task.language}`) };
  if (task.make === 'template') keys.theme = themeKey;
  for (const [name, given] of Object.entries(task.inputs)) if (given !== undefined) keys[name] = given.key;
  return keys;
}

const reasons: Readonly<Record<string, string>> = {
  made: 'it is another kind of page now',
  theme: 'the theme changed',
  site: 'the settings of the site changed',
  body: 'its text, or where its links and pictures lead, changed',
  post: 'its title, date, length or summary changed',
  page: 'its title, description or place changed',
  comments: 'its comments changed',
  neighbours: 'the post before or after it changed',
  related: 'a related post changed',
  series: 'its series changed',
  extra: 'its own front matter changed',
  posts: 'a post on it changed',
  excerpts: 'the beginning of a post on it changed',
  search: 'a post in it changed',
  pagination: 'the number of pages changed',
  term: 'the number of its posts changed',
  terms: 'a category, tag, author or series changed',
  years: 'a post was added, changed or taken away',
  feed: 'a post in it changed',
  list: 'a page was added, changed or taken away',
  text: 'what it leads to changed',
};

/** Why a page must be made again, in a few words; undefined when nothing it is made from changed. */
export function rebuildReason(
  before: Readonly<Record<string, string>> | undefined,
  now: Readonly<Record<string, string>>,
): string | undefined {
  if (before === undefined) return 'it is new';
  const names = Object.keys(now);
  const isSame = names.every((name) => before[name] === now[name]) && Object.keys(before).length === names.length;
  if (isSame) return undefined;
  const differs = (name: string) => before[name] !== now[name];
  // What a page says of itself follows from the post on it.
  const changed = Object.keys(reasons).filter((name) => differs(name) && !(name === 'page' && differs('post')));
  return changed.map((name) => reasons[name]).join('; ');
}
