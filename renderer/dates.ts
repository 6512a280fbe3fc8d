const thisYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const otherYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** A date for the list, in the author's locale and zone: without the year while it is this one. */
export function shortDate(ms: number, nowMs: number = Date.now()): string {
  const date = new Date(ms);
  return (date.getFullYear() === new Date(nowMs).getFullYear() ? thisYear : otherYear).format(date);
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A day with its time, in the author's locale and zone. */
export function exactTime(ms: number): string {
  return exact.format(ms);
}
