import { slugFromTitle } from '../../common/slug.ts';

/** Names that cameras, browsers and clipboards give when they know nothing. */
const empty = new Set([
  '',
  'image',
  'img',
  'blob',
  'unnamed',
  'untitled',
  'download',
  'clipboard',
  'file',
  'pasted-image',
]);

/** Longest name in characters, without its extension and number. */
const maxLength = 60;

/**
 * A readable name for a file taken in, without its extension: `Hafen (Abend) 2.JPG` gives `hafen-abend-2`. Falls back to
 * `picture`, `sound`, `video` or `file` when the hint says nothing.
 */
export function readableName(hint: string, kind: 'image' | 'audio' | 'video' | 'document'): string {
  const last = hint.split(/[/\\]/).at(-1) ?? '';
  const base = last.replace(/(?!^)\.[a-z0-9]{1,5}$/i, '');
  const slug = slugFromTitle(base, { maxLength });
  if (!empty.has(slug)) return slug;
  return { image: 'picture', audio: 'sound', video: 'video', document: 'file' }[kind];
}

/** `media/2026/11` for a moment, in UTC so that every machine agrees. */
export function monthFolder(nowMs: number): string {
  const date = new Date(nowMs);
  const isUsable = date.getTime() >= 0 && date.getUTCFullYear() <= 9999;
  const [year, month] = isUsable ? [date.getUTCFullYear(), date.getUTCMonth() + 1] : [1970, 1];
  return `media/${String(year).padStart(4, '0')}/${String(month).padStart(2, '0')}`;
}
