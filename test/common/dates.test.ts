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
