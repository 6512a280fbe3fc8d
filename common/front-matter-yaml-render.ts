import { Scalar } from 'yaml';

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
const ambiguous =
  /^(?:y|n|yes|no|on|off|true|false|null|~|[-+]?[\d.][\d_.:eE+-]*|0[xob][\da-f_]+|[-+]?\.(?:inf|nan)|=|<<)$/i;
const dateLike = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$/;
/** Characters that a line cannot hold as they are. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
/** A beginning, an end or a pair of marks that means something to YAML. */
const meaningful = /^[\s\-?:,[\]{}#&*!|>'"%@`]|\s$|:(?:\s|$)|\s#|^\.\.\./;

/** A value in one line, quoted where it must be. `oldType` keeps the quotes that the replaced value had. */
export function renderScalar(
  value: string | number | boolean,
  oldType: string | null | undefined,
  inFlow: boolean,
): string {
  if (typeof value !== 'string') return String(value);
  if (unprintable.test(value)) return doubleQuoted(value);
  if (oldType === Scalar.QUOTE_SINGLE) return singleQuoted(value);
  if (oldType === Scalar.QUOTE_DOUBLE) return doubleQuoted(value);
  const isOther = ambiguous.test(value) && !dateLike.test(value);
  if (value !== '' && !isOther && !meaningful.test(value) && !(inFlow && /[,[\]{}]/.test(value))) return value;
  return /["\\]/.test(value) && !value.includes("'") ? singleQuoted(value) : doubleQuoted(value);
}

function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** JSON's escapes are YAML's; what JSON leaves as it is and a line cannot hold is escaped as well. */
function doubleQuoted(value: string): string {
  const all = new RegExp(unprintable.source, 'g');
  return JSON.stringify(value).replace(
    all,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** True for a value that is a list. */
export function isList(value: YamlValue): value is readonly string[] {
  return Array.isArray(value);
}
