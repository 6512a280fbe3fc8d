import { checkText } from '../../common/checks/check-text.ts';
import type { CheckSurroundings, TextFinding } from '../../common/checks/findings.ts';
import type { BuildWarning } from '../../common/contract/build.ts';
import { createLinkIndex } from '../../common/markdown/link-resolver.ts';
import type { PostSummary } from '../../common/post.ts';
import type { Library } from '../library/library.ts';

/** What the build itself warns of, because it knows more about it than a text does. */
const saidByBuild: ReadonlySet<TextFinding['kind']> = new Set([
  'missing-file',
  'broken-link',
  'broken-anchor',
  'empty-link',
]);

/**
 * What the editor would show in the margin of each post, as warnings: the same checks, read from the files. Drafts are left
 * out, because they are still being written.
 */
export async function textFindings(library: Library, posts: readonly PostSummary[]): Promise<readonly BuildWarning[]> {
  const index = createLinkIndex(posts.map(({ id, slug, matter }) => ({ id, slug, title: matter.title, address: '' })));
  const drafts = new Set(posts.filter(({ status }) => status === 'draft').map(({ id }) => id));
  const findPost: CheckSurroundings['findPost'] = (target, form) => {
    const post = form === 'file' ? index.byFile(target) : index.byName(target);
    return post === undefined ? undefined : { title: post.title, isDraft: drafts.has(post.id) };
  };
  const warnings: BuildWarning[] = [];
  for (const { id, problem } of posts) {
    if (drafts.has(id) || problem !== undefined) continue;
    const post = await library.read(id);
    if (!post.ok) continue;
    const { body } = post.value;
    for (const finding of checkText(body, { postId: id, findPost, hasFile: () => 'unknown' })) {
      if (saidByBuild.has(finding.kind)) continue;
      const line = body.slice(0, finding.from).split('\n').length;
      warnings.push({ postId: id, notice: { kind: 'in-text', line, finding } });
    }
  }
  return warnings;
}
