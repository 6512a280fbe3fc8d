import type { Liquid } from 'liquidjs';
import type { TemplateSurroundings } from './templates.ts';

/**
 * The filters that Offprint adds to Liquid's own, and those it takes away because their answer is not decided by the
 * page's variables: chance (`sample`) and the clock (`date`; dates come written out already).
 */
export function addFilters(engine: Liquid, { say, assetAddress }: TemplateSurroundings): void {
  engine.registerFilter('text', (name: unknown, ...named: unknown[]) => {
    const found = say(String(name), namedValues(named));
    if (found === undefined) throw new Error(`The theme has no text "${String(name)}".`);
    return found;
  });
  engine.registerFilter('asset', (name: unknown) => {
    const address = assetAddress(String(name));
    if (address === undefined) throw new Error(`The theme has no file "assets/${String(name)}".`);
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
      throw new Error(`The filter "${name}" is not available: a page must be the same each time it is made.`);
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
