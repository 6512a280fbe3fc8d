import { Maximize2, Monitor, Moon, PanelBottom, PanelLeft, Smartphone, Tablet } from 'lucide';
import { focusTarget } from '../../panes.ts';
import { isDark, type PreviewLook, previewLooks, previewWidths } from '../../stores/preview-look-store.ts';
import { useDesk } from '../desk-context.ts';
import { Icon } from '../icon.tsx';

const widthIcons = { full: Maximize2, desktop: Monitor, tablet: Tablet, phone: Smartphone } as const;

/** Above the preview: what it shows, how wide, in which colours, and where it stands. */
export function PreviewHead() {
  const { text, layout, previewLook } = useDesk();
  const words = text.preview;
  const look = previewLook.look.value;
  const hasColours = look !== 'print';
  const isBelow = layout.placement.value === 'below';
  return (
    <div class="preview-head">
      {layout.isAlone('preview') && !layout.isNarrow.value && (
        <button
          type="button"
          class="icon-button"
          aria-label={words.showText}
          title={words.showText}
          onClick={() => layout.arrange(layout.placement.value)}
        >
          <Icon icon={PanelLeft} />
        </button>
      )}
      <select
        class="look-choice"
        aria-label={words.looks}
        value={look}
        {...{ [focusTarget]: 'preview' }}
        // The options are the names of the looks.
        onChange={(event) => previewLook.show(event.currentTarget.value as PreviewLook)}
      >
        {previewLooks.map((name) => (
          <option key={name} value={name}>
            {words.lookNames[name]}
          </option>
        ))}
      </select>
      <span class="toolbar-space" />
      {(look === 'page' || look === 'feed') && <Widths />}
      <span class="toolbar-space" />
      <button
        type="button"
        class="icon-button"
        aria-label={words.dark}
        title={words.dark}
        aria-pressed={isDark(previewLook.scheme.value)}
        disabled={!hasColours}
        onClick={() => previewLook.toggleDark()}
      >
        <Icon icon={Moon} />
      </button>
      {!layout.isNarrow.value && (
        <button
          type="button"
          class="icon-button"
          aria-label={words.below}
          title={words.below}
          aria-pressed={isBelow}
          onClick={() => layout.arrange(isBelow ? 'beside' : 'below')}
        >
          <Icon icon={PanelBottom} />
        </button>
      )}
    </div>
  );
}

function Widths() {
  const { text, previewLook } = useDesk();
  return (
    <div class="segments" role="radiogroup" aria-label={text.preview.widths}>
      {previewWidths.map((name) => (
        <label key={name} class="segment" title={text.preview[name]}>
          <input
            type="radio"
            name="preview-width"
            aria-label={text.preview[name]}
            checked={previewLook.width.value === name}
            onChange={() => previewLook.setWidth(name)}
          />
          <span>
            <Icon icon={widthIcons[name]} />
          </span>
        </label>
      ))}
    </div>
  );
}
