import type { PastPublish } from '../../../common/contract/publish-targets.ts';
import { type Failure, fail, ok, type Result } from '../../../common/result.ts';
import type { Command, CommandReport } from '../command.ts';
import { allowanceOf, reportReceipt } from './publish.ts';

/** `offprint undo FOLDER [ID] [--target NAME] [--allow WHAT]` */
export const undoCommand: Command = {
  name: 'undo',
  operands: [{ name: 'FOLDER' }, { name: 'ID', isOptional: true }],
  options: { target: { value: 'NAME', short: 't' }, allow: { value: 'WHAT' } },
  run: async (input, { program, text, progress }): Promise<Result<CommandReport>> => {
    const allow = allowanceOf(input.text('allow'));
    if (!allow.ok) return allow;
    const { call, on, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    const history = await call('publish.history', undefined);
    if (!history.ok) return history;
    const id = input.words[0] ?? beforeLatest(history.value, input.text('target'))?.id;
    if (id === undefined) return fail<Failure>({ kind: 'nothing-to-undo' });
    on('publish.progressed', ({ done, total, stage }) => progress(done, total, text.stages[stage]));
    const undone = await call('publish.undo', { id, ...(allow.value === undefined ? {} : { allow: allow.value }) });
    if (!undone.ok) return undone;
    const report = reportReceipt(undone.value, text);
    return ok({ ...report, lines: [text.putBack(id, undone.value.target), ...report.lines.slice(1)] });
  },
};

/** The publish that the latest one of a target replaced, if its build is still kept. */
function beforeLatest(history: readonly PastPublish[], target: string | undefined): PastPublish | undefined {
  const name = target ?? history[0]?.target;
  const [, before] = history.filter((past) => past.target === name);
  return before?.canPutBack === true ? before : undefined;
}
