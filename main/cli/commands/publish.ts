import path from 'node:path';
import type { Allowance, CheckedPlan, PageChange, PublishReceipt } from '../../../common/contract/publish.ts';
import type { UnreadableFile } from '../../../common/post.ts';
import { reasonText } from '../../../common/problem-reason.ts';
import { ok, type Result } from '../../../common/result.ts';
import { en } from '../../../common/text/en.ts';
import { type InvalidArgument, oneOf } from '../../../common/validate.ts';
import type { Command, CommandReport, CommandTools } from '../command.ts';
import type { Program } from '../program.ts';
import { sizeOf } from '../size.ts';
import { warningLine } from '../warning-line.ts';

/** More would scroll away what matters; machines get them all. */
const maxShownPages = 40;

/** `offprint publish FOLDER [--target NAME] [--dry-run]` */
export const publishCommand: Command = {
  name: 'publish',
  operands: [{ name: 'FOLDER' }],
  options: { target: { value: 'NAME', short: 't' }, 'dry-run': { short: 'n' }, allow: { value: 'WHAT' } },
  run: async (input, { program, text, note, progress }): Promise<Result<CommandReport>> => {
    const allow = allowanceOf(input.text('allow'));
    if (!allow.ok) return allow;
    const { call, on, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    on('publish.progressed', ({ done, total, stage }) => progress(done, total, text.stages[stage]));
    const target = input.text('target');
    if (input.has('dry-run')) {
      const planned = await call('publish.plan', { target });
      return planned.ok ? ok(reportPlan(planned.value, text)) : planned;
    }
    const leftOut = await listLeftOut(call);
    for (const { id, problem } of leftOut)
      note(text.leftOut(text.atLine(id, problem.line), reasonText(problem.reason, en)));
    const published = await call('publish.start', {
      target,
      ...(allow.value === undefined ? {} : { allow: [allow.value] }),
    });
    if (!published.ok) return published;
    const report = reportReceipt(published.value, text);
    return ok({ ...report, value: { ...report.value, leftOut } });
  },
};

/** What --allow allows; anything but the contract's words is an invalid argument. */
export function allowanceOf(given: string | undefined): Result<Allowance | undefined, InvalidArgument> {
  return given === undefined ? ok(undefined) : oneOf('removal', 'take-over', 'moved')(given, '--allow');
}

function reportPlan(plan: CheckedPlan, text: CommandTools['text']): CommandReport {
  const { target, pages, filesToSend, filesToRemove, bytesToSend, warnings } = plan;
  const isNothing = pages.length + filesToSend + filesToRemove === 0;
  return {
    value: { dryRun: true, ...plan },
    lines: isNothing
      ? [text.nothingToPublish(target)]
      : [
          text.wouldPublish(target, pages.length, filesToSend, sizeOf(bytesToSend)),
          ...pageLines(pages, text),
          ...warnings.map((warning) => warningLine(warning, text)),
        ],
  };
}

/** Files that a publish goes past, because they cannot be understood. */
async function listLeftOut(call: Program['call']): Promise<readonly UnreadableFile[]> {
  const list = await call('posts.list', undefined);
  if (!list.ok) return [];
  const broken = list.value.posts.flatMap(({ id, problem }) => (problem === undefined ? [] : [{ id, problem }]));
  return [...broken, ...list.value.unreadable];
}

/** What a finished publish, or undo, has to say. */
export function reportReceipt(receipt: PublishReceipt, text: CommandTools['text']) {
  const { target, pages, siteAddress, folder } = receipt;
  return {
    value: { ...receipt, pages: pages.map((page) => ({ ...page, ...whereIs(page, receipt) })) },
    lines: [
      text.published(target, pages.length),
      ...pageLines(pages, text),
      ...(siteAddress === '' ? [] : [text.isAt(siteAddress)]),
      ...(folder === undefined ? [] : [text.isInFolder(folder)]),
    ],
  };
}

/** Where one page can be read: its address on the web, and its file where the target is a folder. */
function whereIs({ address, change }: PageChange, { siteAddress, folder }: PublishReceipt) {
  const below = address.replace(/^\//, '');
  const file = below === '' || below.endsWith('/') ? `${below}index.html` : below;
  return {
    ...(URL.canParse(siteAddress) ? { url: new URL(below, siteAddress).href } : {}),
    ...(folder === undefined || change === 'gone' ? {} : { file: path.join(folder, ...file.split('/')) }),
  };
}

/** Posts and pages the author wrote, one a line; the lists that follow from them only by their number. */
function pageLines(pages: readonly PageChange[], text: CommandTools['text']): string[] {
  const written = pages.filter(({ postId }) => postId !== undefined);
  const shown = written.slice(0, maxShownPages);
  const words = shown.map(({ change }) => text.changes[change]);
  const width = Math.max(0, ...words.map((word) => word.length));
  const lines = shown.map(
    ({ address, title }, index) => `  ${(words[index] ?? '').padEnd(width)}  ${address}  ${title}`,
  );
  const unseen = [text.morePosts(written.length - shown.length), text.moreLists(pages.length - written.length)];
  return [...lines, ...unseen.filter((line) => line !== '').map((line) => `  ${line}`)];
}
