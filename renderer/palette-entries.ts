import type { Command } from '../common/commands.ts';
import type { PostSummary } from '../common/post.ts';

/** A line of the palette. */
export type PaletteEntry =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'post'; readonly post: PostSummary };

/** The most lines shown; beyond it the author types another letter. */
const mostEntries = 50;

/** Commands and posts for what was typed, best first. Without anything typed: all commands, or the first posts when `isOfPosts`. */
export function paletteEntries(
  typed: string,
  commands: readonly Command[],
  posts: readonly PostSummary[],
  isOfPosts = false,
): readonly PaletteEntry[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === '' && isOfPosts) return posts.slice(0, mostEntries).map((post) => ({ kind: 'post', post }));
  if (wanted === '') return commands.map((command) => ({ kind: 'command', command }));
  const found: { readonly score: number; readonly entry: PaletteEntry }[] = [];
  for (const command of commands) {
    const score = commandScore(wanted, command);
    if (score > 0) found.push({ score, entry: { kind: 'command', command } });
  }
  for (const post of posts) {
    const score = matchScore(wanted, post.matter.title);
    if (score > 0) found.push({ score, entry: { kind: 'post', post } });
  }
  found.sort((a, b) => b.score - a.score);
  return found.slice(0, mostEntries).map(({ entry }) => entry);
}

/** A command by its label, before a post that answers as well; by another word for it, after those that say it themselves. */
function commandScore(wanted: string, { label, words = '' }: Command): number {
  const byLabel = matchScore(wanted, label);
  if (byLabel > 1) return byLabel + 0.5;
  if (matchScore(wanted, words) >= 3) return 1.75;
  return byLabel === 0 ? 0 : byLabel + 0.5;
}

/**
 * How well a label answers what was typed in lower case: 4 it starts with it, 3 a word starts with it, 2 it contains it, 1 its
 * letters come in that order, 0 not at all.
 */
export function matchScore(wanted: string, label: string): number {
  const text = label.toLocaleLowerCase();
  const at = text.indexOf(wanted);
  if (at === 0) return 4;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 2 : 3;
  let position = -1;
  for (const letter of wanted.replaceAll(' ', '')) {
    position = text.indexOf(letter, position + 1);
    if (position < 0) return 0;
  }
  return 1;
}
