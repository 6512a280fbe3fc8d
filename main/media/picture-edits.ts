import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Document, isMap, parseDocument } from 'yaml';
import type { PictureEdit } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { isPlainObject } from '../../common/validate.ts';
import type { LayoutName } from '../library/layout.ts';
import { writeDurably } from '../node/durable-file.ts';
import { inTurn } from '../node/in-turn.ts';

/** How pictures are shown, kept beside them as values: the originals are never touched. */
export interface PictureEdits {
  /** The edit of a picture by its path in the site, `media/2024/05/hall.jpg`; undefined when it is shown whole. */
  of(relative: string): Promise<PictureEdit | undefined>;
  /** Changes or removes an edit; the rest of the file stays as it is written. */
  put(relative: string, edit: PictureEdit | undefined): Promise<Result<void, WriteFailed>>;
}

/** Where edits are kept, below the site's folder; names in it are relative to `media/`. */
const ownEditsFile = 'media/edits.yml';
/** The same in a folder made for another program, which leaves names with an underscore alone. */
const adoptedEditsFile = '_offprint/pictures.yml';
const heading =
  ' How pictures are shown. The files themselves are never changed.\n crop: left, top, width, height, as shares of the picture after its turn.\n focus: the point, across and down, that stays in sight where a theme cuts the picture.';

/** Opens the edits of a site. The file is read again whenever it was changed. */
export function openPictureEdits(folder: string, layout: LayoutName): PictureEdits {
  const editsFile = layout === 'offprint' ? ownEditsFile : adoptedEditsFile;
  const file = path.join(folder, editsFile);
  const read = () => readFile(file, 'utf8').catch(() => '');
  const turns = {};
  let known: { readonly text: string; readonly edits: ReadonlyMap<string, PictureEdit> } = {
    text: '',
    edits: new Map(),
  };
  return {
    of: async (relative) => {
      const text = await read();
      if (text !== known.text) known = { text, edits: parseEdits(text) };
      return known.edits.get(nameOf(relative));
    },
    put: (relative, edit) =>
      inTurn(turns, file, async () => {
        const text = await read();
        const document: Document = text.trim() === '' ? emptyDocument() : parseDocument(text);
        // What somebody wrote and nobody understands is not written over.
        if (document.errors.length > 0 || !isMap(document.contents)) {
          return edit === undefined ? ok(undefined) : fail({ kind: 'write-failed', file: editsFile, code: 'EINVAL' });
        }
        const name = nameOf(relative);
        if (edit === undefined) document.delete(name);
        else document.set(name, document.createNode(plainEdit(edit), { flow: true }));
        return writeDurably(file, Buffer.from(document.toString({ lineWidth: 0 })), { within: folder });
      }),
  };
}

function emptyDocument(): Document {
  const document = new Document({});
  if (isMap(document.contents)) document.contents.flow = false;
  document.commentBefore = heading;
  return document;
}

/** True for an edit that changes something and can be done. */
export function isUsableEdit({ turn, crop, focus }: PictureEdit): boolean {
  if (turn === undefined && crop === undefined && focus === undefined) return false;
  if (focus !== undefined && ![focus.x, focus.y].every((share) => share >= 0 && share <= 1)) return false;
  if (crop === undefined) return true;
  const { left, top, width, height } = crop;
  const shares = [left, top, width, height].every((share) => Number.isFinite(share) && share >= 0 && share <= 1);
  return shares && width > 0.001 && height > 0.001 && left + width <= 1.000_1 && top + height <= 1.000_1;
}

function nameOf(relative: string): string {
  return relative.replace(/^media\//, '');
}

function plainEdit({ turn, crop, focus }: PictureEdit): object {
  const round = (share: number) => Math.round(share * 10_000) / 10_000;
  return {
    ...(turn === undefined ? {} : { turn }),
    ...(crop === undefined ? {} : { crop: [crop.left, crop.top, crop.width, crop.height].map(round) }),
    ...(focus === undefined ? {} : { focus: [focus.x, focus.y].map(round) }),
  };
}

function parseEdits(text: string): ReadonlyMap<string, PictureEdit> {
  const edits = new Map<string, PictureEdit>();
  const document = parseDocument(text, { schema: 'core', merge: false });
  if (document.errors.length > 0) return edits;
  const content = plainContent(document);
  if (!isPlainObject(content)) return edits;
  for (const [name, value] of Object.entries(content)) {
    const edit = isPlainObject(value) ? editFrom(value) : undefined;
    if (edit !== undefined && isUsableEdit(edit)) edits.set(name, edit);
  }
  return edits;
}

function editFrom(value: Readonly<Record<string, unknown>>): PictureEdit {
  const { turn, crop, focus } = value;
  const isTurn = turn === 90 || turn === 180 || turn === 270;
  const [left, top, width, height] = Array.isArray(crop) ? crop : [];
  const isCrop = [left, top, width, height].every((share) => typeof share === 'number');
  const [x, y] = Array.isArray(focus) ? focus : [];
  const isFocus = [x, y].every((share) => typeof share === 'number');
  return {
    ...(isTurn ? { turn } : {}),
    ...(isCrop ? { crop: { left, top, width, height } } : {}),
    ...(isFocus ? { focus: { x, y } } : {}),
  };
}

/** Undefined for a file with aliases: they are a way to write bombs, and no edit needs them. */
function plainContent(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}
