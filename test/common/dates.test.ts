import { describe, expect, it } from 'vitest';
import { parsePostDate, timeZone } from '../../common/dates.ts';

const utc = (text: string): number => Date.parse(text);

describe('dates of posts', () => {
  it('reads the forms authors and generators write', () => {
    const same = utc('2024-05-01T08:30:00Z');
    for (const text of ['2024-05-01 10:30', '2024-05-01T10:30:00', '2024-5-1 10:30:00', '2024-05-01 10:30:00.000']) {
      expect(parsePostDate(text, 'Europe/Oslo')).toBe(same);
    }
    for (const text of [
      '2024-05-01T08:30Z',
      '2024-05-01 10:30:00 +0200',
      '2024-05-01T22:30:00+14:00',
      '2024-05-01 08:30 UTC',
    ]) {
      expect(parsePostDate(text, 'America/New_York')).toBe(same);
    }
    for (const text of [
      '1 May 2024 10:30',
      'May 01, 2024 10:30',
      'Wed, 01 May 2024 10:30:00 +0200',
      'May 1st 2024 10:30',
    ]) {
      expect(parsePostDate(text, 'Europe/Oslo')).toBe(same);
    }
    expect(parsePostDate('2024-05-01', 'Asia/Tokyo')).toBe(utc('2024-04-30T15:00:00Z'));
  });

  it('refuses what is no date', () => {
    for (const text of [
      '',
      'yesterday',
      '2024-02-30',
      '2024-13-01',
      '2024-05-01 25:00',
      '2024-05-01 10:61',
      '12345',
      '2024-05-01T10:30+99:00',
    ]) {
      expect(parsePostDate(text, 'UTC')).toBeUndefined();
    }
  });

  it('moves a time that the clocks skipped past the gap, and takes the first of one shown twice', () => {
    expect(parsePostDate('2024-03-31 02:30', 'Europe/Berlin')).toBe(utc('2024-03-31T01:30:00Z'));
    expect(parsePostDate('2024-10-27 02:30', 'Europe/Berlin')).toBe(utc('2024-10-27T00:30:00Z'));
  });

  it('writes a moment with the offset of its zone, and reads it back', () => {
    const zone = timeZone('America/St_Johns');
    const moment = utc('2024-01-15T12:00:05Z');
    expect(zone.format(moment)).toBe('2024-01-15T08:30:05-03:30');
    expect(zone.parse(zone.format(moment))).toBe(moment);
    expect(zone.parts(moment)).toEqual({ year: 2024, month: 1, day: 15, hour: 8, minute: 30, second: 5 });
  });

  it('takes UTC for a zone that is not known', () => {
    expect(timeZone('Mars/Olympus').name).toBe('UTC');
  });
});

it('a zone shows at any moment since 1970 what the system shows, also around changes of clocks', () => {
  const names = [
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'Asia/Gaza',
    'Pacific/Apia',
  ];
  for (const name of names) {
    const zone = timeZone(name);
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
    // Steps of an hour and a half over some years, and of some days over all of them.
    const moments = [
      ...Array.from({ length: 20_000 }, (_, step) => Date.UTC(2009, 11, 1) + step * 5_400_000),
      ...Array.from({ length: 4_000 }, (_, step) => -400 * 86_400_000 + step * 449_000_000),
    ];
    const wrong = moments.filter(
      (moment) => zone.format(moment).slice(0, 19) !== clock.format(moment).replace(' ', 'T'),
    );
    expect(wrong.map((moment) => `${name} ${zone.format(moment)}`)).toEqual([]);
  }
});
