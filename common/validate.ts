import { type Failed, fail, ok, type Result } from './result.ts';

/** What a call answers whose argument does not have the promised shape. `path` names the field, "" the argument itself. */
export interface InvalidArgument {
  readonly kind: 'invalid-argument';
  readonly path: string;
  readonly expected: string;
}

/** Checks a value from outside and answers it typed, rebuilt from its known fields only. Never throws. */
export type Check<Value> = (value: unknown, path?: string) => Result<Value, InvalidArgument>;

/** The longest text accepted where a check states no limit of its own, in UTF-16 units. */
export const defaultMaxLength = 10_000;

/** A call without an argument: nothing, or null where the transport cannot say nothing. */
export const nothing: Check<void> = (value, path = '') =>
  value === undefined || value === null ? ok(undefined) : invalid(path, 'nothing');

/** A string of at most `maxLength` UTF-16 units (default 10,000), at least `minLength` (default 0). */
export function text(limits: { readonly minLength?: number; readonly maxLength?: number } = {}): Check<string> {
  const { minLength = 0, maxLength = defaultMaxLength } = limits;
  return (value, path = '') =>
    typeof value === 'string' && value.length >= minLength && value.length <= maxLength
      ? ok(value)
      : invalid(path, `text of ${minLength} to ${maxLength} characters`);
}

/** A whole number within [from, to], both included. */
export function integer(from: number, to: number = Number.MAX_SAFE_INTEGER): Check<number> {
  return (value, path = '') =>
    Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to
      ? ok(Number(value))
      : invalid(path, `a whole number from ${from} to ${to}`);
}

/** True or false. */
export const flag: Check<boolean> = (value, path = '') =>
  typeof value === 'boolean' ? ok(value) : invalid(path, 'true or false');

/** Bytes of at most `maxBytes`. */
export function bytes(maxBytes: number): Check<Uint8Array> {
  return (value, path = '') =>
    value instanceof Uint8Array && value.byteLength <= maxBytes
      ? ok(value)
      : invalid(path, `at most ${maxBytes} bytes`);
}

/** One of the listed words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Check<Word> {
  return (value, path = '') => {
    const word = words.find((candidate) => candidate === value);
    return word === undefined ? invalid(path, `one of ${words.join(', ')}`) : ok(word);
  };
}

/** A list of at most `maxItems` (default 1,000), each passing `item`. */
export function list<Item>(item: Check<Item>, maxItems = 1_000): Check<readonly Item[]> {
  return (value, path = '') => {
    if (!Array.isArray(value) || value.length > maxItems) return invalid(path, `a list of at most ${maxItems}`);
    const items: Item[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const checked = item(value[index], `${path}[${index}]`);
      if (!checked.ok) return checked;
      items.push(checked.value);
    }
    return ok(items);
  };
}

/** A field that may be left out. Use inside `record` only. */
export function optional<Value>(check: Check<Value>): OptionalCheck<Value> {
  return Object.assign(((value, path) => check(value, path)) as Check<Value>, { optional: true as const });
}

/** A check that `record` skips when the field is absent or undefined. */
export type OptionalCheck<Value> = Check<Value> & { readonly optional: true };

type Fields = Readonly<Record<string, Check<unknown> | OptionalCheck<unknown>>>;
type ValueOf<Some> = Some extends Check<infer Value> ? Value : never;
type RecordOf<Shape extends Fields> = {
  readonly [Key in keyof Shape as Shape[Key] extends { optional: true } ? never : Key]: ValueOf<Shape[Key]>;
} & {
  readonly [Key in keyof Shape as Shape[Key] extends { optional: true } ? Key : never]?: ValueOf<Shape[Key]>;
};

/** A plain object with exactly these fields; an unknown field, `__proto__` included, is an invalid argument. */
export function record<const Shape extends Fields>(shape: Shape): Check<RecordOf<Shape>> {
  return (value, path = '') => {
    if (!isPlainObject(value)) return invalid(path, 'an object');
    const unknown = Object.getOwnPropertyNames(value).find((key) => !Object.hasOwn(shape, key));
    if (unknown !== undefined) return invalid(join(path, unknown), 'no such field');
    const result: Record<string, unknown> = {};
    for (const [key, check] of Object.entries(shape)) {
      const field = value[key];
      if (field === undefined && 'optional' in check) continue;
      const checked = check(field, join(path, key));
      if (!checked.ok) return checked;
      result[key] = checked.value;
    }
    // Every key of the shape was checked just above; the compiler cannot follow the loop.
    return ok(result as RecordOf<Shape>);
  };
}

/** Either of two checks; the second one's complaint is shown when both fail. */
export function either<First, Second>(first: Check<First>, second: Check<Second>): Check<First | Second> {
  return (value, path = '') => {
    const checked = first(value, path);
    return checked.ok ? checked : second(value, path);
  };
}

/** A value or null, where null means "take it out". */
export function orNull<Value>(check: Check<Value>): Check<Value | null> {
  return (value, path = '') => (value === null ? ok(null) : check(value, path));
}

/** True for objects made by `{}` or JSON, whose fields can be read without running a stranger's code. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function invalid(path: string, expected: string): Failed<InvalidArgument> {
  return fail({ kind: 'invalid-argument', path, expected });
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
