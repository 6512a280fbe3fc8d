import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { MediaItem } from '../../common/contract/media.ts';

/** What the Markdown of a file is made of. */
export type LinkedMedia = Pick<MediaItem, 'path' | 'address' | 'kind' | 'words'>;

/** A change of the text, and where the cursor goes. */
export interface Insertion {
  readonly changes: { readonly from: number; readonly insert: string };
  readonly selection: { readonly anchor: number };
}

/** The Markdown of a file at a place: a picture stands in a paragraph of its own, with the cursor where its text goes. */
export function insertion(state: EditorState, position: number, item: LinkedMedia, name: string): Insertion {
  return linksInsertion(state, position, [{ item, name }]);
}

/** The same for several files, each in a paragraph of its own, with where each link will be. */
export function linksInsertion(
  state: EditorState,
  wanted: number,
  files: readonly { readonly item: LinkedMedia; readonly name: string }[],
): Insertion & { readonly links: readonly { readonly from: number; readonly to: number }[] } {
  const { position, isBehindPicture } = behindLink(state, wanted);
  const [first] = files;
  const isInLine = files.length === 1 && first?.item.kind !== 'image' && !isBehindPicture;
  const { before, after } = isInLine ? { before: '', after: '' } : distances(state, position);
  const links: { readonly from: number; readonly to: number }[] = [];
  let insert = before;
  for (const { item, name } of files) {
    if (links.length > 0) insert += '\n\n';
    const from = position + insert.length;
    insert += linkText(item, name);
    links.push({ from, to: position + insert.length });
  }
  insert += after;
  // Into the text of a picture; behind a link.
  const anchor = first?.item.kind === 'image' ? position + before.length + 2 : (links[0]?.to ?? position);
  return { changes: { from: position, insert }, selection: { anchor }, links };
}

/** The Markdown of one file: a picture with its words, or a link with the name the file had. */
export function linkText(item: LinkedMedia, name: string): string {
  return item.kind === 'image' ? picture(item) : `[${name.replace(/[[\]\\]/g, '\\$&')}](${addressOf(item)})`;
}

/** Pictures with nothing but a line end between them are a gallery; what is no picture is left out. */
export function galleryInsertion(state: EditorState, wanted: number, items: readonly LinkedMedia[]): Insertion {
  const { position } = behindLink(state, wanted);
  const { before, after } = distances(state, position);
  const pictures = items.filter(({ kind }) => kind === 'image').map(picture);
  const insert = `${before}${pictures.join('\n')}${after}`;
  return { changes: { from: position, insert }, selection: { anchor: position + before.length + 2 } };
}

/** Longest wait for the text to be read up to a place, in milliseconds. */
const readingMs = 50;

/**
 * A place behind the picture or link it is in, with the words in braces that belong to that; else the place itself. After a picture
 * came, the cursor is in its text: the next one goes behind it, not into it.
 */
function behindLink(
  state: EditorState,
  position: number,
): { readonly position: number; readonly isBehindPicture: boolean } {
  let end = position;
  let isBehindPicture = false;
  const tree = ensureSyntaxTree(state, Math.min(state.doc.length, position + 1), readingMs);
  for (let node = tree?.resolveInner(position) ?? null; node !== null; node = node.parent) {
    const isAround = node.from < position && position < node.to;
    if (!isAround || (node.name !== 'Image' && node.name !== 'Link')) continue;
    end = node.to;
    isBehindPicture ||= node.name === 'Image';
  }
  if (end === position) return { position, isBehindPicture };
  const line = state.doc.lineAt(end);
  const words = /^\{[^{}]*\}/.exec(line.text.slice(end - line.from))?.[0] ?? '';
  return { position: end + words.length, isBehindPicture };
}

/** Empty lines that keep a paragraph of its own apart from what stands around it. */
function distances(state: EditorState, position: number): { readonly before: string; readonly after: string } {
  const line = state.doc.lineAt(position);
  const isFree = (text: string) => text.trim() === '';
  const left = line.text.slice(0, position - line.from);
  const right = line.text.slice(position - line.from);
  const above = line.number > 1 ? state.doc.line(line.number - 1).text : '';
  const below = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : '';
  return {
    before: !isFree(left) ? '\n\n' : isFree(above) ? '' : '\n',
    after: !isFree(right) ? '\n\n' : isFree(below) ? '' : '\n',
  };
}

/** A picture the blog shows already comes with the words it has there. */
function picture(item: LinkedMedia): string {
  const { words = {} } = item;
  const alt = (words.alt ?? '').replace(/[[\]\\]/g, '\\$&');
  const caption = words.caption === undefined ? '' : ` "${words.caption.replace(/["\\]/g, '\\$&')}"`;
  const credit = words.credit === undefined ? '' : `{credit="${words.credit.replaceAll('"', "'")}"}`;
  return `![${alt}](${addressOf(item)}${caption})${credit}`;
}

/** How the Markdown names a file. */
export function addressOf({ address, path }: LinkedMedia): string {
  return address ?? `/${encodeURI(path)}`;
}
