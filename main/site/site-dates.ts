/** A moment as readers see it, in the site's zone and a page's language. */
export interface DateView {
  /** With the zone's offset, `2026-11-03T08:00:00+01:00`. */
  readonly iso: string;
  readonly year: string;
  /** Two digits. */
  readonly month: string;
  readonly day: string;
  /** `3 November 2026`. */
  readonly long: string;
  /** `3 Nov 2026`. */
  readonly short: string;
  /** `3 November`, for lists that already stand under their year. */
  readonly dayMonth: string;
}

/** Says moments in one zone and language. */
export interface SiteDates {
  view(utcMs: number): DateView;
  /** `November 2026`; month counts from 1. */
  monthTitle(year: number, month: number): string;
  /** `November`. */
  monthName(month: number): string;
}

/** Dates for a BCP 47 language and an IANA zone; an unknown one falls back to English and UTC. */
export function siteDates(language: string, timeZone: string): SiteDates {
  const locale = dateLocale(language);
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    era: 'short',
  });
  const say = (options: Intl.DateTimeFormatOptions, timeZoneOfText = zone) => {
    const format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: timeZoneOfText, ...options });
    // Newer versions of the Unicode data use a narrow no-break space; the same input must give the same bytes everywhere.
    return (utcMs: number) => format.format(utcMs).replaceAll('\u202f', '\u00a0');
  };
  const long = say({ day: 'numeric', month: 'long', year: 'numeric' });
  const short = say({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayMonth = say({ day: 'numeric', month: 'long' });
  const monthTitle = say({ month: 'long', year: 'numeric' }, 'UTC');
  const monthName = say({ month: 'long' }, 'UTC');

  return {
    view: (utcMs) => {
      const { year, month, day, hour, minute, second } = partsOf(parts, utcMs);
      const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
      const offset = offsetText(Math.round((local - Math.floor(utcMs / 1000) * 1000) / 60_000));
      return {
        iso: `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`,
        year,
        month,
        day,
        long: long(utcMs),
        short: short(utcMs),
        dayMonth: dayMonth(utcMs),
      };
    },
    monthTitle: (year, month) => monthTitle(Date.UTC(year, month - 1, 15)),
    monthName: (month) => monthName(Date.UTC(2001, month - 1, 15)),
  };
}

interface LocalParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

function partsOf(format: Intl.DateTimeFormat, utcMs: number): LocalParts {
  const found: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(utcMs)) found[type] = value;
  const { year = '1970', month = '01', day = '01', hour = '00', minute = '00', second = '00' } = found;
  return { year: year.padStart(4, '0'), month, day, hour, minute, second };
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Plain English means day before month, as most of its readers write it; whoever wants the other order writes `en-US`. */
function dateLocale(language: string): string {
  if (language === 'en') return 'en-GB';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
