import { reasonText } from '../../common/problem-reason.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';

/** Files in a place for posts that cannot be posts: named with the reason, so that nothing is left out silently. */
export function UnreadableFiles() {
  const { list, text, draft, layout } = useDesk();
  const files = list.unreadable.value;
  if (files.length === 0) return null;
  return (
    <details class="list-note unreadable">
      <summary>{text.list.unreadable(files.length)}</summary>
      <ul>
        {files.map(({ id, problem }) => (
          <li key={id}>
            <span class="unreadable-name">{id}</span>
            {reasonText(problem.reason, text)}
            {['encoding', 'unreadable'].includes(problem.kind) && problem.reason.kind !== 'folder' && (
              <button
                type="button"
                class="link-button"
                aria-label={text.list.readFileNamed(id)}
                onClick={() => {
                  inBackground(draft.open(id));
                  layout.reveal('editor');
                }}
              >
                {text.list.readFile}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
