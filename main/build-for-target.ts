import type { ChangedOutside } from '../common/contract/posts.ts';
import type { TargetMissing, TargetRefused } from '../common/contract/publish.ts';
import type { ReadOnlySite } from '../common/contract/site.ts';
import type { Result } from '../common/result.ts';
import { findTarget } from './publish/open-target.ts';
import { buildSource } from './publish/source/build-source.ts';
import type { Build, BuildFailure, BuildOptions } from './site/site.ts';
import type { SiteSession } from './site-session.ts';

/**
 * Saves every draft, then makes what a place gets: the finished site, or, where the host makes that itself, the blog's own
 * files. Without a name, for the place that Publish sends to.
 */
export async function buildForTarget(
  { library, site }: SiteSession,
  targetName: string | undefined,
  options: BuildOptions = {},
): Promise<Result<Build, BuildFailure | TargetMissing | TargetRefused | ChangedOutside | ReadOnlySite>> {
  const target = findTarget(library.settings(), targetName);
  if (!target.ok) return target;
  const saved = await library.saveAll();
  if (!saved.ok) return saved;
  const { kind, name } = target.value;
  return kind === 'git-source' ? buildSource({ target: name, library }) : site.build(options);
}
