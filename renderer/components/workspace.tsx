import { listWidths, previewShares } from '../stores/layout-store.ts';
import { useDesk } from './desk-context.ts';
import { Divider } from './divider.tsx';
import { EditorPane } from './editor-pane.tsx';
import { FootBar } from './foot-bar.tsx';
import { PostListPane } from './post-list-pane.tsx';
import { PreviewPane } from './preview-pane.tsx';

/** The three panes with their dividers, and the foot bar below all of them. */
export function Workspace() {
  const { layout, text } = useDesk();
  const visible = layout.visible.value;
  const listWidth = layout.listWidth.value;
  const share = layout.previewShare.value;
  const style = { '--list-width': `${listWidth}px`, '--preview-share': `${share}`, '--editor-share': `${100 - share}` };
  const wide = !layout.isNarrow.value;
  return (
    <div class="workspace" data-narrow={layout.isNarrow.value} style={style}>
      <div class="panes">
        {visible.has('list') && <PostListPane />}
        {wide && visible.has('list') && (
          <Divider
            label={text.layout.listDivider}
            value={listWidth}
            limits={listWidths}
            step={16}
            valueAt={(x) => x}
            onChange={layout.resizeList}
            onFold={() => layout.toggle('list')}
          />
        )}
        <EditorPane isShown={visible.has('editor')} />
        {wide && visible.has('preview') && (
          <Divider
            label={text.layout.previewDivider}
            value={share}
            limits={previewShares}
            step={2}
            isReversed
            valueAt={(x, width) => {
              const left = visible.has('list') ? listWidth : 0;
              return (100 * (width - x)) / (width - left);
            }}
            onChange={layout.resizePreview}
            onFold={() => layout.toggle('preview')}
          />
        )}
        {visible.has('preview') && <PreviewPane />}
      </div>
      <FootBar />
    </div>
  );
}
