import { useDesk } from './desk-context.ts';
import { EditorPane } from './editor-pane.tsx';
import { FootBar } from './foot-bar.tsx';
import { PostListPane } from './post-list-pane.tsx';
import { PreviewPane } from './preview/preview-pane.tsx';

/** The three panes with their dividers, and the foot bar below all of them. */
export function Workspace() {
  const { layout } = useDesk();
  const visible = layout.visible.value;
  const listWidth = layout.listWidth.value;
  const share = layout.previewShare.value;
  const style = { '--list-width': `${listWidth}px`, '--preview-share': `${share}`, '--editor-share': `${100 - share}` };
  return (
    <div class="workspace" data-narrow={layout.isNarrow.value} style={style}>
      <div class="panes">
        {visible.has('list') && <PostListPane />}
        <div
          class="post-panes"
          data-placement={layout.placement.value}
          hidden={!visible.has('editor') && !visible.has('preview')}
        >
          <EditorPane isShown={visible.has('editor')} />
          {visible.has('preview') && <PreviewPane />}
        </div>
      </div>
      <FootBar />
    </div>
  );
}
