const empty = '0000-00-00 00:00:00';

/**
 * The moment WordPress means, as front matter writes it with its offset: the local time as written, the offset told from
 * the difference to GMT. With only one of the two it is taken as it stands (`Z` for GMT); an empty date stays empty.
 */
export function postDate(local: string, gmt: string): string | undefined {
  const localMs = parse(local);
  const gmtMs = parse(gmt);
  if (localMs === undefined) return gmtMs === undefined ? undefined : `${gmt.replace(' ', 'T')}Z`;
  if (gmtMs === undefined) return local.replace(' ', 'T');
  const minutes = Math.round((localMs - gmtMs) / 60_000);
  if (Math.abs(minutes) > 15 * 60) return `${gmt.replace(' ', 'T')}Z`;
  return `${local.replace(' ', 'T')}${offset(minutes)}`;
}

function parse(text: string): number | undefined {
  if (text === empty || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

function offset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
