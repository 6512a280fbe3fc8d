import { type ExportFormat, exportFormats } from '../../../common/contract/export.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { Command, CommandReport, WrongUsage } from '../command.ts';

/** `offprint export FOLDER DIR --to hugo|jekyll|eleventy|wxr` */
export const exportCommand: Command = {
  name: 'export',
  operands: [{ name: 'FOLDER' }, { name: 'DIR' }],
  options: { to: { value: 'PROGRAM' } },
  run: async (input, { program, text, progress }): Promise<Result<CommandReport>> => {
    const wanted = input.text('to');
    const format = exportFormats.find((name) => name === wanted);
    if (format === undefined) return wrongFormat(text.exportTo(exportFormats));
    const { call, on, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    on('export.progressed', ({ done, total }) => progress(done, total, text.stages.exporting));
    const written = await call('export.run', { format, folder: input.target ?? '' });
    if (!written.ok) return written;
    const { folder, posts, pages, media, comments, redirects, notes } = written.value;
    return ok({
      value: written.value,
      lines: [
        text.exported(folder, nameOf(format)),
        `  ${text.exportCounts(posts, pages, media, comments, redirects)}`,
        ...notes.slice(0, 20).map(({ file, note, detail }) => `  ${file}: ${text.exportNotes[note](detail)}`),
        ...(notes.length > 20 ? [`  ${text.andMore(notes.length - 20)}`] : []),
      ],
    });
  },
};

function wrongFormat(reason: string) {
  const failure: WrongUsage = { kind: 'wrong-usage', reason, command: 'export' };
  return fail(failure);
}

function nameOf(format: ExportFormat): string {
  return { hugo: 'Hugo', jekyll: 'Jekyll', eleventy: 'Eleventy', wxr: 'WordPress' }[format];
}
