import type { Liquid } from 'liquidjs';
import type { ThemeReason } from '../../../common/theme-reason.ts';
import type { TemplateSurroundings } from './templates.ts';

/** What a filter throws when the theme asks for something that is not to be had; the template engine adds the place. */
export class ThemeFault extends Error {
  readonly reason: ThemeReason;

  constructor(reason: ThemeReason) {
    super(reason.kind);
    this.reason = reason;
  }
}

/**
 * The filters that Offprint adds to Liquid's own, and those it takes away because their answer is not decided by the
 * page's variables: chance (`sample`) and the clock (`date`; dates come written out already).
 */
export function addFilters(engine: Liquid, { say, assetAddress }: TemplateSurroundings): void {
  engine.registerFilter('text', (name: unknown, ...named: unknown[]) => {
    const found = say(String(name), namedValues(named));
    if (found === undefined) throw new ThemeFault({ kind: 'no-text', name: String(name) });
    return found;
  });
  engine.registerFilter('asset', (name: unknown) => {
    const address = assetAddress(String(name));
    if (address === undefined) throw new ThemeFault({ kind: 'no-asset', name: String(name) });
    return address;
  });
  engine.registerFilter('share', (value: unknown, whole: unknown) => shareOf(value, whole));
  for (const name of [
    'sample',
    'date',
    'date_to_xmlschema',
    'date_to_rfc822',
    'date_to_string',
    'date_to_long_string',
  ]) {
    engine.registerFilter(name, () => {
      throw new ThemeFault({ kind: 'barred-filter', name });
    });
  }
}

/** Named filter arguments arrive as `[name, value]` pairs; the first plain one is the number a plural form follows. */
function namedValues(given: readonly unknown[]): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const argument of given) {
    if (Array.isArray(argument)) values[String(argument[0])] = plain(argument[1]);
    else if (values.n === undefined) values.n = plain(argument);
  }
  return values;
}

function plain(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value ?? '');
}

/** A number as a share of another, from 1 to 5, for clouds of tags. */
function shareOf(value: unknown, whole: unknown): number {
  const share = Number(value) / Math.max(1, Number(whole));
  return Math.min(5, Math.max(1, Math.ceil(share * 5)));
}
