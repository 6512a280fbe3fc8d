import {
  Bold,
  Code,
  Heading2,
  Image,
  Italic,
  Link,
  List,
  ListOrdered,
  ListTree,
  PanelLeft,
  PanelRight,
  Quote,
  Settings2,
  Strikethrough,
  Table,
} from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { CommandButton } from './command-button.tsx';
import { useDesk } from './desk-context.ts';

/** One quiet row of buttons: fold the list, format, outline, settings, fold the preview. Arrow keys move inside it. */
export function EditorToolbar() {
  const { text, layout, overlay } = useDesk();
  const visible = layout.visible.value;
  return (
    <div class="editor-toolbar" role="toolbar" tabIndex={-1} aria-label={text.editor.toolbar} onKeyDown={moveInside}>
      <CommandButton command="view.list" icon={PanelLeft} isPressed={visible.has('list')} />
      <span class="toolbar-space" />
      <CommandButton command="format.heading2" icon={Heading2} />
      <CommandButton command="format.bold" icon={Bold} />
      <CommandButton command="format.italic" icon={Italic} />
      <CommandButton command="format.strike" icon={Strikethrough} class="secondary" />
      <CommandButton command="format.code" icon={Code} class="secondary" />
      <CommandButton command="format.link" icon={Link} />
      <CommandButton command="format.image" icon={Image} />
      <span class="toolbar-gap" />
      <CommandButton command="format.bulletList" icon={List} />
      <CommandButton command="format.numberedList" icon={ListOrdered} class="secondary" />
      <CommandButton command="format.quote" icon={Quote} />
      <CommandButton command="format.table" icon={Table} class="secondary" />
      <span class="toolbar-space" />
      <CommandButton command="view.outline" icon={ListTree} isPressed={overlay.isOutlineOpen.value} />
      <CommandButton command="post.settings" icon={Settings2} isPressed={overlay.isPostSettingsOpen.value} />
      <CommandButton command="view.preview" icon={PanelRight} isPressed={visible.has('preview')} />
    </div>
  );
}

function moveInside(event: TargetedKeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button:not(:disabled)')];
  const index = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
  const next = buttons.at((index + step) % buttons.length);
  if (next instanceof HTMLElement) next.focus();
  event.preventDefault();
}
