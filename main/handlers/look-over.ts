import type { BuildWarning } from '../../common/contract/build.ts';
import type { CheckedPlan, PublishPlan } from '../../common/contract/publish.ts';
import type { PostId, PostSummary } from '../../common/post.ts';
import type { Library } from '../library/library.ts';
import type { Build } from '../site/site.ts';
import { textFindings } from './text-findings.ts';

/** The most posts whose texts are looked over while somebody waits for a plan. */
const mostPosts = 200;

/** What wants a look in the finished site and in the texts of `posts` it was made of; `isWanted` names those it is about. */
export async function lookOver(
  library: Pick<Library, 'read'>,
  posts: readonly PostSummary[],
  built: readonly BuildWarning[],
  isWanted: (id: PostId) => boolean = () => true,
): Promise<readonly BuildWarning[]> {
  const inTexts = await textFindings(library, posts, isWanted);
  const places = new Set(inTexts.flatMap(draftLinkPlace));
  // A link to a draft leads nowhere, too; it is named as what it is.
  const fromBuild = built.filter(
    ({ postId, notice }) =>
      (postId === undefined || isWanted(postId)) &&
      !(notice.kind === 'broken-link' && places.has(`${postId} ${notice.line}`)),
  );
  return [...fromBuild, ...inTexts];
}

/** A plan, with what wants a look in the posts that it brings to readers. */
export async function checkPlan(library: Library, built: Build, plan: PublishPlan): Promise<CheckedPlan> {
  const changed = new Set(
    plan.pages.flatMap(({ change, postId }) => (change === 'gone' || postId === undefined ? [] : [postId])),
  );
  const looked = new Set([...changed].slice(0, mostPosts));
  const { posts } = await library.list({ forShow: true });
  const warnings = await lookOver(library, posts, built.warnings, (id) => looked.has(id));
  return {
    ...plan,
    warnings: warnings.filter(({ postId }) => postId !== undefined),
    notLookedOver: changed.size - looked.size,
  };
}

function draftLinkPlace({ postId = '', notice }: BuildWarning): string[] {
  return notice.kind === 'in-text' && notice.finding.kind === 'link-to-draft' ? [`${postId} ${notice.line}`] : [];
}
