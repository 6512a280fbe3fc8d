import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect } from 'preact/hooks';
import { type ExportFormat, type ExportReport, exportFormats } from '../../common/contract/export.ts';
import { failureText } from '../../common/failure-text.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { Field } from '../components/field.tsx';
import { FormProblem } from '../components/form-problem.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Progress } from './progress.tsx';

/** Asks for which program and where, writes the blog there and says what was written. */
export function MoveOutDialog() {
  const { client, text, site } = useDesk();
  const words = text.moving;
  const format = useSignal<ExportFormat>('hugo');
  const folder = useSignal('');
  const problem = useSignal<string | undefined>(undefined);
  const progress = useSignal<{ done: number; total: number } | undefined>(undefined);
  const report = useSignal<ExportReport | undefined>(undefined);
  useLayoutEffect(
    () =>
      client.on('export.progressed', (now) => {
        if (progress.value !== undefined) progress.value = now;
      }),
    [client, progress],
  );

  async function write(): Promise<void> {
    problem.value = folder.value.trim() === '' ? words.targetMissing : undefined;
    if (problem.value !== undefined) return;
    progress.value = { done: 0, total: 0 };
    const written = await client.call('export.run', { format: format.value, folder: folder.value.trim() });
    progress.value = undefined;
    if (written.ok) report.value = written.value;
    else problem.value = failureText(written.failure, text);
  }

  return (
    <Sheet name={words.exportTitle} kind="moving-sheet">
      {progress.value !== undefined && (
        <Progress label={words.exporting(progress.value.done, progress.value.total)} {...progress.value} />
      )}
      {progress.value === undefined && report.value !== undefined && <Written report={report.value} />}
      {progress.value === undefined && report.value === undefined && (
        <form
          class="site-form"
          onSubmit={(event) => {
            event.preventDefault();
            inBackground(write());
          }}
        >
          <p class="lead quiet">{words.exportLead}</p>
          <fieldset class="format-choice">
            <legend>{words.exportTo}</legend>
            {exportFormats.map((name) => (
              <FormatOption
                key={name}
                label={words.formats[name]}
                hint={words.formatHints[name]}
                isChosen={format.value === name}
                onChoose={() => {
                  format.value = name;
                }}
              />
            ))}
          </fieldset>
          <Field
            label={words.exportFolder}
            hint={words.exportFolderHint}
            value={folder.value || suggested(site.current.value?.folder, format.value)}
            onChange={(value) => {
              folder.value = value;
            }}
          />
          <FormProblem>{problem.value}</FormProblem>
          <p class="form-actions">
            <button
              type="submit"
              class="button primary"
              onClick={() => {
                folder.value = folder.value || suggested(site.current.value?.folder, format.value);
              }}
            >
              {words.exportStart}
            </button>
          </p>
        </form>
      )}
    </Sheet>
  );
}

function FormatOption(props: {
  readonly label: string;
  readonly hint: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const id = useId();
  return (
    <div class="format-option">
      <input
        id={id}
        type="radio"
        name="format"
        checked={props.isChosen}
        aria-describedby={`${id}-hint`}
        onChange={props.onChoose}
      />
      <label for={id}>{props.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
    </div>
  );
}

function Written({ report }: { readonly report: ExportReport }) {
  const { text } = useDesk();
  const words = text.moving;
  return (
    <div class="import-report">
      <p class="written" role="status">
        {words.exported(report.folder)}
      </p>
      <p>{words.exportCounts(report.posts, report.pages, report.media, report.comments, report.redirects)}</p>
      {report.notes.length > 0 && (
        <ul class="missing-list">
          {report.notes.slice(0, 100).map(({ file, note, detail }) => (
            <li key={`${file}${note}${detail}`}>
              <span>{file}</span>
              <span class="quiet">{words.exportNotes[note](detail)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A folder beside the blog, named for the program. */
function suggested(blog: string | undefined, format: ExportFormat): string {
  return blog === undefined ? '' : `${blog}-${format === 'wxr' ? 'wordpress' : format}`;
}
