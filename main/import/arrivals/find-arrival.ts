import { relativeWay } from '../relative-way.ts';
import type { Arrival, ArrivalSource } from './arrival.ts';
import type { PlannedArrival } from './plan-arrivals.ts';

/** Answers the way from one post's file to another's for an address that means a post of the same source. */
export type LinkToArrival = (address: string, from: PlannedArrival) => string | undefined;

/** Knows every arrival by the address it had, by its former ones, and by its file in the source. */
export function createArrivalFinder(
  source: ArrivalSource,
  planned: ReadonlyMap<string, PlannedArrival>,
): LinkToArrival {
  const byAddress = new Map<string, PlannedArrival>();
  const bySource = new Map<string, PlannedArrival>();
  for (const plan of planned.values()) {
    const { address, aliases, sourcePath } = plan.arrival;
    bySource.set(sourcePath, plan);
    if (address !== undefined) byAddress.set(addressKey(address), plan);
    for (const alias of aliases) if (!byAddress.has(addressKey(alias))) byAddress.set(addressKey(alias), plan);
  }
  const home = URL.canParse(source.settings.url) ? new URL(source.settings.url) : undefined;
  const find = (address: string, from: Arrival): PlannedArrival | undefined => {
    const file = source.fileOf?.(address, from);
    const named = file === undefined ? undefined : bySource.get(file);
    if (named !== undefined) return named;
    const base = new URL(from.address ?? '/', home ?? 'http://blog.invalid/');
    if (!URL.canParse(address, base.href)) return undefined;
    const target = new URL(address, base);
    const isOwn = bare(target.hostname) === bare(base.hostname);
    const root = home?.pathname.replace(/\/*$/, '') ?? '';
    if (!isOwn) return undefined;
    const key = addressKey(target.pathname);
    return (
      byAddress.get(key) ?? (root !== '' && key.startsWith(root) ? byAddress.get(key.slice(root.length)) : undefined)
    );
  };
  return (address, from) => {
    if (/^(?:#|\?|mailto:|tel:|data:|javascript:)/i.test(address)) return undefined;
    const found = find(address, from.arrival);
    return found === undefined ? undefined : relativeWay(from.file, found.file, address);
  };
}

function addressKey(address: string): string {
  const path = address.replace(/[?#].*$/, '').replace(/\/(?:index\.html?)?$/, '');
  try {
    return decodeURIComponent(path).normalize('NFC').toLowerCase();
  } catch {
    return path.toLowerCase();
  }
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}
