import { timeZone } from '../../common/dates.ts';

/** A moment as readers see it, in the site's zone and a page's language. */
export interface DateView {
  /** With the zone's offset, `2026-11-03T08:00:00+01:00`. */
  readonly iso: string;
  readonly year: string;
  /** Two digits. */
  readonly month: string;
  /** Two digits. */
  readonly day: string;
  /** `3 November 2026`. */
  readonly long: string;
  /** `3 Nov 2026`. */
  readonly short: string;
  /** `3 November`, for lists that already stand under their year. */
  readonly day_month: string;
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
export function siteDates(language: string, zoneName: string): SiteDates {
  const zone = timeZone(zoneName);
  const locale = dateLocale(language);
  const say = (options: Intl.DateTimeFormatOptions, zoneOfText = zone.name) => {
    const format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: zoneOfText, ...options });
    // Newer versions of the Unicode data use a narrow no-break space; the same input must give the same bytes everywhere.
    return (utcMs: number) => format.format(utcMs).replaceAll('\u202f', '\u00a0');
  };
  const long = say({ day: 'numeric', month: 'long', year: 'numeric' });
  const short = say({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayMonth = say({ day: 'numeric', month: 'long' });
  const monthTitle = say({ month: 'long', year: 'numeric' }, 'UTC');
  const monthName = say({ month: 'long' }, 'UTC');

  // Words are dear, and many posts share a day.
  const days = new Map<string, Pick<DateView, 'long' | 'short' | 'day_month'>>();
  const sayDay = (date: string, utcMs: number) => {
    const known = days.get(date);
    if (known !== undefined) return known;
    const said = { long: long(utcMs), short: short(utcMs), day_month: dayMonth(utcMs) };
    days.set(date, said);
    return said;
  };

  return {
    view: (utcMs) => {
      const iso = zone.format(utcMs).replace('+00:00', 'Z');
      const date = iso.slice(0, 10);
      const [year = '', month = '', day = ''] = date.split('-');
      return { iso, year, month, day, ...sayDay(date, utcMs) };
    },
    monthTitle: (year, month) => monthTitle(Date.UTC(year, month - 1, 15)),
    monthName: (month) => monthName(Date.UTC(2001, month - 1, 15)),
  };
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
