import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { focusTarget } from '../panes.ts';
import { followPreview } from '../preview-link.ts';
import { previewShares } from '../stores/layout-store.ts';
import { useDesk } from './desk-context.ts';
import { Divider } from './divider.tsx';
import { PostSettings } from './post-settings.tsx';

const widths = ['full', 'desktop', 'tablet', 'phone'] as const;

/** The right pane: the post in the site's own theme, following the text; the post's settings slide over it. */
export function PreviewPane() {
  const desk = useDesk();
  const { text, draft, overlay, layout } = desk;
  const width = useSignal<(typeof widths)[number]>('full');
  const isShown = useSignal(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const session = draft.session.value;

  useEffect(() => {
    if (session === undefined || frame.current === null) return;
    isShown.value = false;
    return followPreview(desk, session, frame.current, () => {
      isShown.value = true;
    });
  }, [session, desk, isShown]);

  return (
    <aside class="pane preview-pane" data-pane="preview" aria-label={text.preview.region}>
      {!layout.isNarrow.value && (
        <Divider
          label={text.layout.previewDivider}
          value={layout.previewShare.value}
          limits={previewShares}
          step={2}
          isReversed
          valueAt={(x, width) => {
            const left = layout.visible.value.has('list') ? layout.listWidth.value : 0;
            return (100 * (width - x)) / (width - left);
          }}
          onChange={layout.resizePreview}
          onFold={() => layout.toggle('preview')}
        />
      )}
      <div class="preview-head" role="radiogroup" aria-label={text.preview.widths}>
        {widths.map((name) => (
          <label key={name} class="segment">
            <input
              type="radio"
              name="preview-width"
              checked={width.value === name}
              onChange={() => {
                width.value = name;
              }}
              {...(width.value === name ? { [focusTarget]: 'preview' } : {})}
            />
            <span>{text.preview[name]}</span>
          </label>
        ))}
      </div>
      <div class="preview-stage" data-width={width.value}>
        {(session === undefined || !isShown.value) && (
          <p class="preview-empty">{session === undefined ? text.preview.empty : text.preview.loading}</p>
        )}
        {session !== undefined && (
          <iframe ref={frame} title={text.preview.frame} sandbox="allow-same-origin" data-shown={isShown.value} />
        )}
      </div>
      {overlay.isPostSettingsOpen.value && session !== undefined && (
        <PostSettings key={session.openedAs} session={session} />
      )}
    </aside>
  );
}
