import { splitFrontMatter } from '../../common/front-matter.ts';
import type { PostId, PostProblem } from '../../common/post.ts';
import { withPlainLineEnds } from './line-ends.ts';
import type { PostDigest } from './post-summary.ts';
import { readPostText } from './post-text.ts';

/** A post as a search shows it. */
export interface PostBody {
  readonly title: string;
  readonly body: string;
}

/** Title and text of a post from its file's text. What is known of its header already spares reading that. */
export function bodyOf(id: PostId, source: string, digest: PostDigest | PostProblem | undefined): PostBody {
  if (digest === undefined || 'reason' in digest || digest.problem) {
    const { matter, body } = readPostText(source, id);
    return { title: matter.title, body };
  }
  return { title: digest.matter.title, body: withPlainLineEnds(splitFrontMatter(source).body) };
}
