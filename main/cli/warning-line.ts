import { noticeText } from '../../common/build-notice.ts';
import type { BuildWarning } from '../../common/contract/build.ts';
import { en } from '../../common/text/en.ts';
import type { CommandTools } from './command.ts';

/** Something to look at, as a line: the post, then what it is. */
export function warningLine({ postId, notice }: BuildWarning, text: CommandTools['text']): string {
  return `${text.warning} ${postId === undefined ? '' : `${postId}: `}${noticeText(notice, en)}`;
}
