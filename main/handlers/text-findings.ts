import { checkText } from '../../common/checks/check-text.ts';
import type { CheckSurroundings, TextFinding } from '../../common/checks/findings.ts';
import { textAnchors } from '../../common/checks/text-anchors.ts';
import type { BuildWarning } from '../../common/contract/build.ts';
import { createLinkIndex } from '../../common/markdown/link-resolver.ts';
import type { PostId, PostSummary } from '../../common/post.ts';
import type { Library } from '../library/library.ts';

/** What the build itself warns of, because it knows more about it than a text does. */
const saidByBuild: ReadonlySet<TextFinding['kind']> = new Set(['missing-file', 'broken-link']);

/**
 * What the editor would show in the margin of each post, as warnings: the same checks, read from the files. Drafts are left
 * out, because they are still being written. `isWanted` names the posts to look at; links may lead to all of `posts`.
 */
export async function textFindings(
  library: Pick<Library, 'read'>,
  posts: readonly PostSummary[],
  isWanted: (id: PostId) => boolean = () => true,
): Promise<readonly BuildWarning[]> {
  const index = createLinkIndex(posts.map(({ id, slug, matter }) => ({ id, slug, title: matter.title, address: '' })));
  const drafts = new Set(posts.filter(({ status }) => status === 'draft').map(({ id }) => id));
  const anchors = new Map<PostId, ReadonlySet<string>>();
  const asked = new Set<PostId>();
  const around = (postId: PostId): CheckSurroundings => ({
    postId,
    findPost(target, form) {
      const post = form === 'file' ? index.byFile(target) : index.byName(target);
      return post === undefined ? undefined : { id: post.id, title: post.title, isDraft: drafts.has(post.id) };
    },
    hasAnchor(id, anchor) {
      const known = anchors.get(id);
      if (known === undefined) asked.add(id);
      return known?.has(anchor) ?? 'unknown';
    },
    hasFile: () => 'unknown',
    findFile: () => undefined,
  });

  async function findIn(id: PostId, body: string): Promise<readonly TextFinding[]> {
    const findings = checkText(body, around(id));
    if (asked.size === 0) return findings;
    // Few links lead to a heading of another post: its text is read when one does, and then looked at again.
    for (const other of asked) {
      const post = await library.read(other);
      anchors.set(other, post.ok ? textAnchors(post.value.body) : new Set());
    }
    asked.clear();
    return checkText(body, around(id));
  }

  const warnings: BuildWarning[] = [];
  for (const { id, problem } of posts) {
    if (drafts.has(id) || problem !== undefined || !isWanted(id)) continue;
    const post = await library.read(id);
    if (!post.ok) continue;
    const { body } = post.value;
    for (const finding of await findIn(id, body)) {
      if (saidByBuild.has(finding.kind)) continue;
      const line = body.slice(0, finding.from).split('\n').length;
      warnings.push({ postId: id, notice: { kind: 'in-text', line, finding } });
    }
  }
  return warnings;
}
