import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { reasonText } from '../../common/problem-reason.ts';
import { isForReading } from '../drafts/is-for-reading.ts';
import { BlogHeading } from './blog-heading.tsx';
import { DeskContext, useDesk } from './desk-context.ts';
import { EditorToolbar } from './editor-toolbar.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import { PostHead } from './post-head.tsx';
import { RecoveredBar } from './recovered-bar.tsx';
import { TabStrip } from './tab-strip.tsx';

/** The middle pane: toolbar, title, text. It stays on the page when another pane covers it, so that nothing is lost. */
export function EditorPane({ isShown }: { readonly isShown: boolean }) {
  const desk = useDesk();
  const { text, draft, editor, layout, overlay } = desk;
  const place = useRef<HTMLDivElement>(null);
  const session = draft.session.value;
  const opened = draft.opened.value;

  useLayoutEffect(() => {
    place.current?.append(editor.view.dom);
  }, [editor]);
  useLayoutEffect(() => {
    // The title scrolls with the text, so it is drawn inside the editor's own scroller.
    const head = session === undefined ? null : <PostHead key={session.openedAs} session={session} />;
    render(<DeskContext.Provider value={desk}>{head}</DeskContext.Provider>, editor.head);
  }, [desk, editor, session]);

  return (
    <main
      class="pane editor-pane"
      data-pane="editor"
      data-modes={layout.modes.value.join(' ')}
      aria-label={text.editor.region}
      hidden={!isShown}
    >
      {isShown && <BlogHeading />}
      <TabStrip />
      <EditorToolbar />
      {opened?.problem !== undefined && (
        <p class="editor-note problem">
          {isForReading(opened)
            ? text.editor.readOnly(reasonText(opened.problem.reason, text))
            : text.editor.broken(reasonText(opened.problem.reason, text), opened.problem.line)}
        </p>
      )}
      <RecoveredBar />
      <div class="writing-text" ref={place} hidden={session === undefined} />
      {session !== undefined && overlay.isOutlineOpen.value && <OutlinePanel />}
      {session === undefined && <NoPost />}
    </main>
  );
}

function NoPost() {
  const { text, commands, list } = useDesk();
  const button = useRef<HTMLButtonElement>(null);
  const isKnown = list.isKnown.value;
  const isFirst = list.posts.value.length === 0;
  // A blog that was just begun: the one thing to do has the focus.
  useLayoutEffect(() => {
    if (isKnown && isFirst && document.activeElement === document.body) button.current?.focus();
  }, [isKnown, isFirst]);
  if (!isKnown) return null;
  return (
    <div class="no-post">
      <p>{isFirst ? text.editor.emptyBlog : text.editor.empty}</p>
      <button type="button" class="button" ref={button} onClick={() => commands.run('post.new')}>
        {text.editor.writeNew}
      </button>
    </div>
  );
}
