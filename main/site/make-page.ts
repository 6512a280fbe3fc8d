import type { BuildNotice } from '../../common/build-notice.ts';
import type { ThemeBroken } from '../../common/contract/preview.ts';
import type { MarkdownWarning } from '../../common/markdown/parsed.ts';
import { ok, type Result } from '../../common/result.ts';
import { isDated } from './feeds/feed-entry.ts';
import type { PageTask } from './page-task.ts';
import { renderTask } from './render-task.ts';
import type { RenderTools } from './render-tools.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { MadePage } from './workers/messages.ts';

/** Renders a page and puts it into the store; of a post that feeds want, also says what they carry. Throws what the disk says. */
export function makePage(
  task: PageTask,
  tools: RenderTools,
  store: ObjectStore,
  isInFeeds = false,
): Result<MadePage, ThemeBroken> {
  const rendered = renderTask(task, tools);
  if (!rendered.ok) return rendered;
  const { content, warnings } = rendered.value;
  const { post, body } = task.inputs;
  // One without a time of its own takes that of the feed, which only the feed knows.
  const isEntry = isInFeeds && post !== undefined && body !== undefined && isDated(post.value);
  const feedEntry = isEntry ? tools.feedEntry(post.value, body.value, '') : undefined;
  return ok({
    ...store.put(content),
    warnings: warnings.map(noticeOf),
    ...(feedEntry === undefined ? {} : { feedEntry }),
  });
}

/** The renderer counts lines from 0, authors from 1. */
function noticeOf({ kind, subject, line }: MarkdownWarning): BuildNotice {
  return { kind, subject, line: line + 1 };
}
