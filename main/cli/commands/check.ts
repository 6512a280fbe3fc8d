import type { CheckReport, Finding } from '../../../common/contract/build.ts';
import { failureText } from '../../../common/failure-text.ts';
import { reasonText } from '../../../common/problem-reason.ts';
import { ok } from '../../../common/result.ts';
import { en } from '../../../common/text/en.ts';
import type { Command, CommandTools } from '../command.ts';
import { warningLine } from '../warning-line.ts';

/** `offprint check FOLDER` */
export const checkCommand: Command = {
  name: 'check',
  operands: [{ name: 'FOLDER' }],
  options: {},
  run: async (input, { program, text, progress }) => {
    const { call, on, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    on('build.progressed', ({ done, total, step }) =>
      progress(done, total, step === 'pictures' ? text.stages.pictures : text.stages.building),
    );
    const checked = await call('build.check', undefined);
    if (!checked.ok) return checked;
    return ok({
      value: { folder: opened.value.folder, ...checked.value },
      lines: linesOf(checked.value, text),
      exitCode: checked.value.isPublishable ? 0 : 1,
    });
  },
};

function linesOf({ posts, pages, drafts, scheduled, findings }: CheckReport, text: CommandTools['text']): string[] {
  const found = findings.map((finding) => lineOf(finding, text));
  return [text.checked(posts, pages, drafts, scheduled), ...(found.length === 0 ? [text.nothingFound] : found)];
}

function lineOf(finding: Finding, text: CommandTools['text']): string {
  switch (finding.kind) {
    case 'stops':
      return `${text.stopsPublish} ${failureText(finding.failure, en)}`;
    case 'problem':
      return `${text.cannotPublish} ${text.atLine(finding.postId, finding.problem.line)}: ${reasonText(finding.problem.reason, en)}`;
    case 'warning':
      return warningLine(finding, text);
  }
}
