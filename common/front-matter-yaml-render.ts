import { Scalar, stringify } from 'yaml';

/** A value that can be put under a key; a field of a mapping with null is taken out of one that is there. */
export type YamlValue = string | number | boolean | readonly string[] | YamlFields;

/** Fields of a mapping below a key. */
export interface YamlFields {
  readonly [key: string]: string | null;
}

/** A key with its value as new lines, `indent` columns in. */
export function renderPair(key: string, value: YamlValue, indent: number, newline: string): string {
  const space = ' '.repeat(indent);
  const name = /^[\w"'][\w"' -]*$/.test(key) ? key : JSON.stringify(key);
  if (isList(value)) {
    if (value.length === 0) return `${space}${name}: []${newline}`;
    const items = value.map((item) => `${space}  - ${renderScalar(item, undefined, false)}${newline}`);
    return `${space}${name}:${newline}${items.join('')}`;
  }
  if (typeof value === 'object') {
    const fields = Object.entries(value).map(([field, inner]) =>
      inner === null ? '' : renderPair(field, inner, indent + 2, newline),
    );
    return `${space}${name}:${newline}${fields.join('')}`;
  }
  return `${space}${name}: ${renderScalar(value, undefined, false)}${newline}`;
}

/** Words that YAML 1.1 programs (Hugo, Jekyll, Hexo) read as something other than text. */
const ambiguous = /^(?:y|n|yes|no|on|off|true|false|null|~|[-+]?[\d.][\d_.:eE+-]*|=|<<)$/i;
const dateLike = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$/;

/** A value in one line, quoted where it must be. `oldType` keeps the quotes that the replaced value had. */
export function renderScalar(
  value: string | number | boolean,
  oldType: string | null | undefined,
  inFlow: boolean,
): string {
  if (typeof value !== 'string') return String(value);
  const style = oldType === Scalar.QUOTE_DOUBLE || oldType === Scalar.QUOTE_SINGLE ? oldType : undefined;
  const oneLine = /[\r\n\u0085\u2028\u2029]/.test(value);
  const quoted = oneLine || (ambiguous.test(value) && !dateLike.test(value)) || (inFlow && /[,[\]{}]/.test(value));
  const type: Scalar.Type | undefined =
    quoted && style !== Scalar.QUOTE_SINGLE ? Scalar.QUOTE_DOUBLE : oneLine ? Scalar.QUOTE_DOUBLE : style;
  return stringify(value, { lineWidth: 0, ...(type === undefined ? {} : { defaultStringType: type }) }).replace(
    /\n$/,
    '',
  );
}

/** True for a value that is a list. */
export function isList(value: YamlValue): value is readonly string[] {
  return Array.isArray(value);
}
