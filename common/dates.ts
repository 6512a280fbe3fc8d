/** A moment's calendar in some zone. Months count from 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** An IANA time zone, ready to be asked often. */
export interface TimeZone {
  readonly name: string;
  /** UTC milliseconds of a post's date as written; undefined when it is no date. See `parsePostDate`. */
  parse(text: string): number | undefined;
  /** What calendar and clock in this zone show at a moment. */
  parts(utcMs: number): DateParts;
  /** The moment as a post's date, `2026-11-22T10:31:00+01:00`. */
  format(utcMs: number): string;
}

const written =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:[ \t]*(?:([Zz])|(?:UTC|GMT)|([+-])(\d{1,2})(?::?(\d{2}))?))?)?$/;

/** A zone by its IANA name; `UTC` for a name that this machine does not know. */
export function timeZone(name: string): TimeZone {
  const clock = clockOf(name);
  const known = clock.resolvedOptions().timeZone;
  const parts = known === 'UTC' ? partsInUtc : partsOften(clock);
  const offset = (utcMs: number): number => asIfUtc(parts(utcMs)) - Math.floor(utcMs / 1_000) * 1_000;
  return {
    name: known,
    parts,
    parse: (text) => parse(text, offset),
    format: (utcMs) => `${localText(parts(utcMs))}${offsetText(offset(utcMs))}`,
  };
}

/**
 * UTC milliseconds of a date as authors write it in front matter: `2026-11-22`, with a time after a space or `T`, with seconds,
 * with `Z`, `UTC` or an offset (`+01:00`, `+0100`); also with an English month, `8 July 2022` or `Jul 08, 2022`. Without an offset it is meant in `zoneName`; a time that a clock skipped
 * is moved past the gap, one that it showed twice is the first. Undefined for anything else and for days that do not exist.
 * For many dates make one `timeZone` and ask that.
 */
export function parsePostDate(text: string, zoneName: string): number | undefined {
  return timeZone(zoneName).parse(text);
}

/** As the program itself writes dates, and as most are: read without taking it apart. */
const plainUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Of a plain date, without asking whether it is one: every month has these days, every day these hours. */
function plainMs(text: string): number | undefined {
  const [month, day, hour] = [twoDigits(text, 5), twoDigits(text, 8), twoDigits(text, 11)];
  const [minute, second] = [twoDigits(text, 14), twoDigits(text, 17)];
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const isSure = year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24;
  return isSure && minute < 60 && second < 60 ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
}

function parse(text: string, offset: (utcMs: number) => number): number | undefined {
  if (plainUtc.test(text)) {
    const sure = plainMs(text);
    if (sure !== undefined) return sure;
    const utcMs = Date.parse(text);
    // The 30th of February would be the 2nd of March.
    const isDate = !Number.isNaN(utcMs) && new Date(utcMs).toISOString().startsWith(text.slice(0, 19));
    return isDate ? utcMs : undefined;
  }
  const trimmed = text.trim();
  const match = written.exec(trimmed) ?? written.exec(withMonthNumber(trimmed));
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0));
  const parts = { year, month, day, hour, minute, second } as DateParts; // Six captures, all digits or absent.
  const local = asIfUtc(parts);
  if (!isReal(parts, local)) return undefined;
  const [, , , , , , , zulu, sign, zoneHours, zoneMinutes] = match;
  if (sign !== undefined) {
    const away = (Number(zoneHours) * 60 + Number(zoneMinutes ?? 0)) * 60_000;
    return away > 18 * 3_600_000 ? undefined : sign === '-' ? local + away : local - away;
  }
  return zulu !== undefined || /(UTC|GMT)$/.test(trimmed) ? local : fromLocal(local, offset);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayFirst = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})/i;
const monthFirst = /^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/i;

/** `8 July 2022` and `Jul 08, 2022` as `2022-7-8`; every other text as it is. */
function withMonthNumber(text: string): string {
  const [first, second] = [dayFirst.exec(text), monthFirst.exec(text)];
  const whole = first ?? second;
  if (whole === null) return text;
  const [day, name, year] = first === null ? [whole[2], whole[1], whole[3]] : [whole[1], whole[2], whole[3]];
  const month = months.indexOf((name ?? '').slice(0, 3).toLowerCase());
  return month === -1 ? text : `${year}-${month + 1}-${day}${text.slice(whole[0].length)}`;
}

/** The moment at which the zone's clock shows `local`, first trying the offset before any change of clocks nearby. */
function fromLocal(local: number, offset: (utcMs: number) => number): number {
  const day = 24 * 3_600_000;
  const before = offset(local - day);
  const after = offset(local + day);
  const early = local - before;
  if (before === after || offset(early) === before) return early;
  const late = local - after;
  return offset(late) === after ? late : early;
}

function isReal(parts: DateParts, local: number): boolean {
  const date = new Date(local);
  return (
    date.getUTCMonth() + 1 === parts.month &&
    date.getUTCDate() === parts.day &&
    parts.hour < 24 &&
    parts.minute < 60 &&
    parts.second < 60
  );
}

function asIfUtc(parts: DateParts): number {
  const date = new Date(Date.UTC(2000, parts.month - 1, 1, parts.hour, parts.minute, parts.second));
  date.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  return date.getTime();
}

function clockOf(name: string): Intl.DateTimeFormat {
  const options = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: name });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
}

function partsOn(clock: Intl.DateTimeFormat, utcMs: number): DateParts {
  const found = new Map(clock.formatToParts(utcMs).map((part) => [part.type as string, part.value]));
  const number = (type: string): number => Number(found.get(type));
  const beforeChrist = found.get('era') === 'BC' || found.get('era') === 'B';
  return {
    year: beforeChrist ? 1 - number('year') : number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
  };
}

const spanMs = 8 * 24 * 3_600_000;

/**
 * A clock for thousands of dates: to be asked is dear, and clocks change seldom. Where it shows the same offset at both ends of a
 * span of eight days, it showed that all the time between: since 1970 no zone changed its clocks twice within such a span.
 */
function partsOften(clock: Intl.DateTimeFormat): (utcMs: number) => DateParts {
  const offsets = new Map<number, number>();
  const offsetAt = (utcMs: number): number => {
    const known = offsets.get(utcMs) ?? asIfUtc(partsOn(clock, utcMs)) - utcMs;
    offsets.set(utcMs, known);
    return known;
  };
  return (utcMs) => {
    if (!(utcMs >= 0)) return partsOn(clock, utcMs);
    const start = Math.floor(utcMs / spanMs) * spanMs;
    const offset = offsetAt(start);
    return offset === offsetAt(start + spanMs) ? partsInUtc(utcMs + offset) : partsOn(clock, utcMs);
  };
}

function partsInUtc(utcMs: number): DateParts {
  const date = new Date(utcMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

function localText(parts: DateParts): string {
  const date = `${pad(parts.year, 4)}-${pad(parts.month)}-${pad(parts.day)}`;
  return `${date}T${pad(parts.hour)}:${pad(parts.minute)}:${pad(parts.second)}`;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0');
}
