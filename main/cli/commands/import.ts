import type { ImportedEntry, ImportReport } from '../../../common/import-report.ts';
import { ok } from '../../../common/result.ts';
import type { Command, CommandTools } from '../command.ts';

/** More would scroll away what matters; machines get them all. */
const maxShownEntries = 20;

/** `offprint import FILE FOLDER [--media DIR] [--fetch] [--dry-run]` */
export const importCommand: Command = {
  name: 'import',
  operands: [{ name: 'FILE' }, { name: 'FOLDER' }],
  options: { media: { value: 'DIR' }, fetch: {}, 'dry-run': { short: 'n' } },
  run: async (input, { program, text, progress }) => {
    const { call, on } = await program();
    const mediaFolder = input.path('media');
    on('import.progressed', ({ stage, done, total }) => progress(done, total, text.importStages[stage]));
    const imported = await call('import.run', {
      source: input.file ?? '',
      folder: input.folder ?? '',
      ...(mediaFolder === undefined ? {} : { mediaFolder }),
      fetchMedia: input.has('fetch'),
      isDryRun: input.has('dry-run'),
    });
    return imported.ok ? ok({ value: imported.value, lines: linesOf(imported.value, text) }) : imported;
  },
};

function linesOf(report: ImportReport, text: CommandTools['text']): string[] {
  const { folder, isDryRun, counts, entries, missingMedia, problems, redirects } = report;
  const wanting = entries.filter(({ look }) => look.length > 0);
  const shown = wanting.slice(0, maxShownEntries).map((entry) => text.importLook(nameOf(entry), notesOf(entry, text)));
  const more = wanting.length - shown.length;
  return [
    isDryRun ? text.wouldImport(folder) : text.imported(folder),
    ...counts
      .filter(({ inSource }) => inSource > 0)
      .map(({ what, imported, inSource }) => text.importCount(text.importWhat[what], imported, inSource)),
    ...(redirects === 0 ? [] : [text.importRedirects(redirects)]),
    ...(missingMedia.length === 0 ? [] : [text.importMissing(missingMedia.length)]),
    ...(problems.length === 0 ? [] : [text.importProblems(problems.length)]),
    ...(shown.length === 0 ? [] : [text.importLookAt, ...shown]),
    ...(more === 0 ? [] : [`  ${text.andMore(more)}`]),
  ];
}

function nameOf({ file, title }: ImportedEntry): string {
  return file === '' ? title : file;
}

function notesOf({ look }: ImportedEntry, text: CommandTools['text']): string {
  return look.map(({ note, detail }) => text.importNotes[note](detail)).join('; ');
}
