/** Changes between front matter values and what a field shows. */

const dateStart = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?)?/;

/** The day and time of a date as written, for a field of the type `datetime-local`; empty when it is no such date. */
export function dateForField(written: string | undefined): string {
  const [, day, time = '00:00'] = dateStart.exec(written ?? '') ?? [];
  return day === undefined ? '' : `${day}T${time}`;
}

/**
 * The date to write after the author chose one in the field: the day and time are replaced, the zone that was written
 * stays. Null, which takes the key out, when the field was emptied.
 */
export function dateFromField(chosen: string, written: string | undefined): string | null {
  const [, day, time = '00:00'] = dateStart.exec(chosen) ?? [];
  if (day === undefined) return null;
  const before = dateStart.exec(written ?? '');
  const zone = before === null ? '' : (written ?? '').slice(before[0].length);
  const separator = before?.[0][10] ?? 'T';
  return `${day}${separator}${time}:00${zone}`;
}

/** Texts parted by commas or line ends, without empty ones and repetitions. */
export function listFromField(typed: string): readonly string[] {
  const parts = typed.split(/[,\n]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** Texts of one line each, for values that may hold a comma. */
export function linesFromField(typed: string): readonly string[] {
  const lines = typed.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** Null, which takes the key out, instead of an empty text. */
export function textFromField(typed: string): string | null {
  return typed.trim() === '' ? null : typed;
}
