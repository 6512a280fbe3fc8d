/** A moment at which the old blog's clock was seen: UTC milliseconds, and minutes its local time was ahead. */
export interface SeenOffset {
  readonly utcMs: number;
  readonly minutes: number;
}

/** Zones tried first, those with many people in them: where several fit, the best known one is told. */
const wellKnown = [
  'UTC', 'Europe/London', 'Europe/Berlin', 'Europe/Helsinki', 'Europe/Moscow', 'America/New_York', 'America/Chicago',
  'America/Denver', 'America/Los_Angeles', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Shanghai', 'Asia/Tokyo',
  'Australia/Sydney', 'Pacific/Auckland',
]; // biome-ignore format: a list of names

/**
 * The zone whose clock showed what the posts say. An export knows offsets only, so among zones with equal clocks the best
 * known is told; where none fits all posts (the author moved, or set the offset by hand) the one that fits most. `UTC` for none.
 */
export function zoneOfOffsets(seen: readonly SeenOffset[]): string {
  const [first] = seen;
  if (first === undefined) return 'UTC';
  const samples = sample(seen);
  const fixed = fixedZones(samples);
  let best = { name: 'UTC', fits: -1 };
  for (const name of [...wellKnown, ...fixed, ...Intl.supportedValuesOf('timeZone')]) {
    const fits = countFits(name, samples, best.fits);
    if (fits > best.fits) best = { name, fits };
    if (best.fits === samples.length) break;
  }
  return best.name;
}

const maxSamples = 400;

function sample(seen: readonly SeenOffset[]): SeenOffset[] {
  const step = Math.max(1, Math.floor(seen.length / maxSamples));
  return seen.filter((_, at) => at % step === 0);
}

/** Zones without summer time for the offsets that were seen. */
function fixedZones(seen: readonly SeenOffset[]): string[] {
  const hours = new Set(seen.map(({ minutes }) => minutes / 60).filter((hour) => Number.isInteger(hour)));
  // The names of the Etc area have their signs the other way round.
  return [...hours]
    .filter((hour) => hour !== 0 && hour <= 14 && hour >= -12)
    .map((hour) => `Etc/GMT${hour > 0 ? '-' : '+'}${Math.abs(hour)}`);
}

function countFits(zone: string, seen: readonly SeenOffset[], atLeast: number): number {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' });
  let fits = 0;
  for (const [at, { utcMs, minutes }] of seen.entries()) {
    if (offsetOf(clock, utcMs) === minutes) fits += 1;
    if (fits + seen.length - at - 1 <= atLeast) return -1;
  }
  return fits;
}

function offsetOf(clock: Intl.DateTimeFormat, utcMs: number): number {
  const name = clock.formatToParts(utcMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}
