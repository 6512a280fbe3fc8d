import { ok } from '../../../common/result.ts';
import type { Command } from '../command.ts';

/** `offprint history FOLDER` */
export const historyCommand: Command = {
  name: 'history',
  operands: [{ name: 'FOLDER' }],
  options: {},
  run: async (input, { program, text }) => {
    const { call, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    const history = await call('publish.history', undefined);
    if (!history.ok) return history;
    const lines = history.value.map(({ id, publishedMs, target, pages, canPutBack }) =>
      text.pastPublish(id, moment(publishedMs), target, pages.length, canPutBack),
    );
    return ok({
      value: { publishes: history.value },
      lines: lines.length === 0 ? [text.noHistory] : [text.historyHead(lines.length), ...lines],
    });
  },
};

/** Minutes in the reader's own zone, in a form that sorts. */
function moment(timeMs: number): string {
  const shiftMs = new Date(timeMs).getTimezoneOffset() * 60_000;
  return new Date(timeMs - shiftMs).toISOString().slice(0, 16).replace('T', ' ');
}
