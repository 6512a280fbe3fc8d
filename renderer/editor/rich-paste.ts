import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { inBackground } from '../background.ts';
import { webAddress } from './formatting-inline.ts';
import type { TakeFile } from './media-intake.ts';
import { markdownFromHtml, tableFromTabs } from './paste-markdown.ts';

/**
 * Pasted rich text becomes Markdown, spreadsheet cells a table. With Shift the browser hands over plain text only, which is
 * put in as it is; so is everything pasted into code.
 */
export function richPaste(take: TakeFile): Extension {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const html = event.clipboardData?.getData('text/html') ?? '';
      const plain = event.clipboardData?.getData('text/plain') ?? '';
      if (view.state.readOnly || isInCode(view.state)) return false;
      // An address on selected text makes a link, which is the language's own affair.
      if (webAddress.test(plain.trim()) && !view.state.selection.main.empty) return false;
      const table = html === '' ? tableFromTabs(plain) : undefined;
      if (html === '' && table === undefined) return false;
      event.preventDefault();
      inBackground(paste(view, html, table ?? plain, take));
      return true;
    },
  });
}

async function paste(view: EditorView, html: string, plain: string, take: TakeFile): Promise<void> {
  const before = view.state;
  const markdown = html === '' ? undefined : await markdownFromHtml(html, (data) => addressOf(data, take));
  const insert = markdown ?? plain.replace(/\r\n?/g, '\n');
  // Another post may have been opened while pictures were taken in; then there is no place for this any more.
  if (view.state.doc !== before.doc && view.state.doc.length === 0) return;
  view.dispatch(view.state.replaceSelection(insert), { userEvent: 'input.paste', scrollIntoView: true });
}

async function addressOf(data: string, take: TakeFile): Promise<string | undefined> {
  const match = /^data:image\/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)$/.exec(data);
  if (match === null) return undefined;
  const [, type = '', base64 = ''] = match;
  const bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
  const item = await take(new File([bytes], `picture.${type === 'jpeg' ? 'jpg' : type}`, { type: `image/${type}` }));
  return item === undefined ? undefined : (item.address ?? `/${item.path}`);
}

function isInCode(state: EditorState): boolean {
  let node = syntaxTree(state).resolveInner(state.selection.main.from, -1);
  while (node.parent !== null) {
    if (['FencedCode', 'CodeBlock', 'InlineCode'].includes(node.name)) return true;
    node = node.parent;
  }
  return false;
}
