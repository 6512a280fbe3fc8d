import type { Redirects } from '../../common/redirects.ts';
import { slugOfFile } from '../library/post-summary.ts';
import type { CommentFile } from './comments/read-comments.ts';
import { keyOf } from './input.ts';
import type { SitePost } from './model.ts';
import type { SocialCards } from './social-cards.ts';
import type { UrlMemory } from './url-memory.ts';

/** What pages are made from besides the texts of posts, as keys: two builds with the same ones differ by their posts alone. */
export interface Surroundings {
  /** Of all that any page may depend on: settings, theme, media, former addresses. */
  readonly shared: string;
  /** Of what only a post's own page shows, comments and a card that was drawn for it; by post id, where there is any. */
  readonly own: ReadonlyMap<string, string>;
}

/** What surroundings are made of. */
export interface SurroundingParts {
  /** Keys and texts of whatever else all pages share. */
  readonly shared: readonly string[];
  readonly urls: UrlMemory;
  /** Whether a post is in the library, published or not. */
  readonly isThere: (id: string) => boolean;
  readonly redirects: Redirects;
  readonly posts: readonly SitePost[];
  readonly comments: ReadonlyMap<string, CommentFile>;
  readonly social: SocialCards;
}

/** Keys of comment files read before, by what was read. */
export type CommentKeys = WeakMap<CommentFile, string>;

/** The surroundings of a build. */
export function surroundingsOf(parts: SurroundingParts, known: CommentKeys): Surroundings {
  const { urls, isThere, redirects, posts, comments, social } = parts;
  const gone = [...urls.addresses.keys()].filter((id) => !isThere(id));
  const shared = [...parts.shared, urls.key, JSON.stringify([gone, [...redirects]])];
  return { shared: keyOf(shared.join('\n')), own: ownKeys(posts, comments, social, known) };
}

function ownKeys(
  posts: readonly SitePost[],
  comments: ReadonlyMap<string, CommentFile>,
  { drawn }: SocialCards,
  known: CommentKeys,
): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  if (comments.size === 0 && drawn.size === 0) return own;
  for (const { id } of posts) {
    const file = comments.size === 0 ? undefined : comments.get(slugOfFile(id));
    const card = drawn.get(id);
    if (file === undefined && card === undefined) continue;
    const keys = [file === undefined ? '' : commentKey(file, known), card === undefined ? '' : JSON.stringify(card)];
    own.set(id, keyOf(keys.join('\n')));
  }
  return own;
}

function commentKey(file: CommentFile, known: CommentKeys): string {
  const key = known.get(file) ?? keyOf(JSON.stringify(file));
  known.set(file, key);
  return key;
}
