import { X } from 'lucide';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';

/** What the author should know now, in quiet bars that take no room from the text and no focus from her. */
export function Notices() {
  const { notices, text } = useDesk();
  return (
    <div class="notices">
      {notices.shown.value.map((notice) => (
        <div
          key={notice.key}
          class="notice"
          data-tone={notice.tone}
          role={notice.tone === 'problem' ? 'alert' : 'status'}
        >
          <p>{notice.sentence}</p>
          {notice.actions.map((action) => (
            <button
              key={action.label}
              type="button"
              class="link-button"
              onClick={() => {
                notices.dismiss(notice.key);
                action.run();
              }}
            >
              {action.label}
            </button>
          ))}
          <button
            type="button"
            class="icon-button small"
            aria-label={text.dismiss}
            onClick={() => notices.dismiss(notice.key)}
          >
            <Icon icon={X} />
          </button>
        </div>
      ))}
    </div>
  );
}
