import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { inBackground } from '../background.ts';
import { webAddress } from './formatting-inline.ts';
import type { TakeFile } from './media-intake.ts';
import { markdownFromHtml, tableFromTabs } from './paste-markdown.ts';

/** Pasted with Shift, text is put in as it was copied: no Markdown, no table of its tabs, no link of an address. */
export function plainPaste(): Extension {
  let isWanted = false;
  return Prec.high(
    EditorView.domEventHandlers({
      keydown({ key, shiftKey, ctrlKey, metaKey }) {
        isWanted = shiftKey && (ctrlKey || metaKey) && key.toLowerCase() === 'v';
        return false;
      },
      paste(event, view) {
        const plain = event.clipboardData?.getData('text/plain') ?? '';
        if (!isWanted || plain === '' || view.state.readOnly) return false;
        isWanted = false;
        event.preventDefault();
        putIn(view, plain);
        return true;
      },
    }),
  );
}

/** Pasted rich text becomes Markdown, spreadsheet cells a table. What is pasted into code is put in as it is. */
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
  // Another post may have been opened while pictures were taken in; then there is no place for this any more.
  if (view.state.doc !== before.doc && view.state.doc.length === 0) return;
  putIn(view, markdown ?? plain);
}

function putIn(view: EditorView, text: string): void {
  const insert = text.replace(/\r\n?/g, '\n');
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
