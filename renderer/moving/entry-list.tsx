import { useSignal } from '@preact/signals';
import type { ImportedEntry, ImportNote } from '../../common/import-report.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';

/** Rows shown at first and more at each wish; a report can name thousands. */
const rowsAtOnce = 100;

/** Posts with what is to be said about each; pressing one opens it in the editor. */
export function EntryList(props: {
  readonly title: string;
  readonly entries: readonly ImportedEntry[];
  readonly notesOf: (entry: ImportedEntry) => readonly ImportNote[];
  /** Default false: folded. */
  readonly isOpen?: boolean;
}) {
  const { text, draft, overlay, layout } = useDesk();
  const shown = useSignal(rowsAtOnce);
  const words = text.moving;

  async function open({ file }: ImportedEntry): Promise<void> {
    overlay.close();
    await draft.open(file);
    layout.reveal('editor');
  }

  const more = props.entries.length - shown.value;
  return (
    <details open={props.isOpen === true}>
      <summary>{props.title}</summary>
      <ul class="entry-list">
        {props.entries.slice(0, shown.value).map((entry) => {
          const notes = [...new Set(props.notesOf(entry).map(({ note, detail }) => words.notes[note](detail)))];
          const title = entry.title === '' ? words.untitled : entry.title;
          return (
            <li key={entry.file}>
              <button
                type="button"
                disabled={entry.status === 'trashed' || entry.outcome === 'failed'}
                onClick={() => inBackground(open(entry))}
              >
                <span class="entry-title">{title}</span>
                <span class="quiet">{notes.slice(0, 4).join('; ')}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {more > 0 && (
        <button
          type="button"
          class="button"
          onClick={() => {
            shown.value += rowsAtOnce;
          }}
        >
          {words.moreEntries(more)}
        </button>
      )}
    </details>
  );
}
