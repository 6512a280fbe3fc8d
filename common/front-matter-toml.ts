import { parse, TomlDate, TomlError } from 'smol-toml';
import type { YamlHeader, YamlProblem } from './front-matter-yaml.ts';
import { isPlainObject } from './validate.ts';

/** Reads a TOML header. Dates become their text as written in RFC 3339. `line` of a problem counts from 1 in the header. */
export function readToml(header: string): YamlHeader | YamlProblem {
  try {
    return { plain: plainTable(parse(header)) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { reason: { kind: 'toml' }, line: error.line };
  }
}

function plainTable(table: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString().replace(/\.000(?=Z|[+-]|$)/, '');
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  return isPlainObject(value) ? plainTable(value) : value;
}
