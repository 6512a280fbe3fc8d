import type { MediaItem, MediaRefused } from '../../common/contract/media.ts';
import { isoType } from './iso-boxes.ts';

/** What a file is, told by its content. */
export interface FileType {
  readonly kind: MediaItem['kind'];
  /** Media type, `image/jpeg`. */
  readonly type: string;
  /** With its dot; the usual one of this type. */
  readonly extension: string;
}

/** Answer to the question what a file is; a reason when it is nothing that can be published. */
export type FileTypeAnswer = FileType | { readonly refused: MediaRefused['reason'] };

const image = (type: string, extension: string): FileType => ({ kind: 'image', type: `image/${type}`, extension });
const audio = (type: string, extension: string): FileType => ({ kind: 'audio', type: `audio/${type}`, extension });
const video = (type: string, extension: string): FileType => ({ kind: 'video', type: `video/${type}`, extension });
const document = (type: string, extension: string): FileType => ({ kind: 'document', type, extension });

/** How many bytes from a file's start `fileType` wants to see; fewer are fine when the file is shorter. */
export const headBytes = 4_096;

interface Signature {
  readonly at: number;
  readonly bytes: string;
  readonly answer: FileTypeAnswer;
}

/** Magic numbers as Latin-1 text, first match wins. From the formats' own specifications. */
const signatures: readonly Signature[] = [
  { at: 0, bytes: '\xff\xd8\xff', answer: image('jpeg', '.jpg') },
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', answer: image('png', '.png') },
  { at: 0, bytes: 'GIF87a', answer: image('gif', '.gif') },
  { at: 0, bytes: 'GIF89a', answer: image('gif', '.gif') },
  { at: 0, bytes: '%PDF-', answer: document('application/pdf', '.pdf') },
  { at: 0, bytes: 'PK\x03\x04', answer: document('application/zip', '.zip') },
  { at: 0, bytes: 'PK\x05\x06', answer: document('application/zip', '.zip') },
  { at: 0, bytes: 'ID3', answer: audio('mpeg', '.mp3') },
  { at: 0, bytes: 'fLaC', answer: audio('flac', '.flac') },
  { at: 0, bytes: 'OggS', answer: audio('ogg', '.ogg') },
  { at: 0, bytes: '\x1aE\xdf\xa3', answer: video('webm', '.webm') },
  { at: 0, bytes: 'MZ', answer: { refused: 'dangerous' } },
  { at: 0, bytes: '\x7fELF', answer: { refused: 'dangerous' } },
  { at: 0, bytes: '#!', answer: { refused: 'dangerous' } },
  { at: 0, bytes: '\xca\xfe\xba\xbe', answer: { refused: 'dangerous' } },
  { at: 0, bytes: '\xcf\xfa\xed\xfe', answer: { refused: 'dangerous' } },
];

/** Containers inside a zip that authors know by their own names. The name only chooses among them. */
const zipTypes: Readonly<Record<string, string>> = {
  '.epub': 'application/epub+zip',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.odp': 'application/vnd.oasis.opendocument.presentation',
};

/** Plain text has no signature; the name only says which plain text it is. */
const textTypes: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.vtt': 'text/vtt',
  '.srt': 'application/x-subrip',
  '.ics': 'text/calendar',
  '.bib': 'text/x-bibtex',
  '.gpx': 'application/gpx+xml',
};

/**
 * Tells a file's type from its first bytes; the name decides only where the content leaves the choice (kinds of plain
 * text, office files inside a zip). Refuses programs and web pages, which a browser or a reader would run.
 */
export function fileType(head: Uint8Array, name: string): FileTypeAnswer {
  if (head.byteLength === 0) return { refused: 'empty' };
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, headBytes));
  const known = signatures.find(({ at, bytes }) => start.toString('latin1', at, at + bytes.length) === bytes);
  if (known !== undefined) return withNamesChoice(known.answer, extensionOf(name));
  return isoType(start) ?? riffType(start) ?? mpegAudio(start) ?? textType(start, extensionOf(name));
}

/** The name's last extension with its dot, in lower case; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.[^./\\]+$/.exec(name)?.[0].toLowerCase() ?? '';
}

function withNamesChoice(answer: FileTypeAnswer, extension: string): FileTypeAnswer {
  if ('refused' in answer || answer.type !== 'application/zip') return answer;
  const type = Object.hasOwn(zipTypes, extension) ? zipTypes[extension] : undefined;
  return type === undefined ? answer : document(type, extension);
}

function riffType(start: Buffer): FileTypeAnswer | undefined {
  if (start.toString('latin1', 0, 4) !== 'RIFF') return undefined;
  const form = start.toString('latin1', 8, 12);
  if (form === 'WEBP') return image('webp', '.webp');
  if (form === 'WAVE') return audio('wav', '.wav');
  return undefined;
}

/** An MPEG audio frame header without an ID3 tag before it: sync bits, a layer, a bit rate and a sample rate that exist. */
function mpegAudio(start: Buffer): FileTypeAnswer | undefined {
  const [first = 0, second = 0, third = 0] = start;
  const isFrame = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08 && (second & 0x06) !== 0;
  return isFrame && third >> 4 !== 15 && (third & 0x0c) !== 0x0c ? audio('mpeg', '.mp3') : undefined;
}

function textType(start: Buffer, extension: string): FileTypeAnswer {
  const text = decodeText(start);
  if (text === undefined) return { refused: 'unknown-type' };
  const beginning = withoutPreamble(text);
  if (/^<svg[\s/>]/i.test(beginning)) return image('svg+xml', '.svg');
  if (/^<(?:[a-z]\w*:)svg[\s/>]/i.test(beginning)) return image('svg+xml', '.svg');
  if (/^<(?:!doctype\s+html|html|head|body|script|iframe)\b/i.test(beginning)) return { refused: 'dangerous' };
  const type = Object.hasOwn(textTypes, extension) ? textTypes[extension] : undefined;
  return type === undefined ? { refused: 'unknown-type' } : document(type, extension);
}

/** UTF-8 or UTF-16 with a mark, as text; undefined when it is neither. The last character may be cut. */
function decodeText(start: Buffer): string | undefined {
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  try {
    const decoder = new TextDecoder(isUtf16 ? (start[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true });
    const text = decoder.decode(start, { stream: true });
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What follows an XML declaration, comments and a document type. */
function withoutPreamble(text: string): string {
  let rest = text.trimStart();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest
      .replace(/^<\?[\s\S]*?\?>/, '')
      .replace(/^<!--[\s\S]*?-->/, '')
      .replace(/^<!DOCTYPE\s+svg\b[^[>]*(?:\[[^\]]*\]\s*)?>/i, '')
      .trimStart();
  }
  return rest;
}
