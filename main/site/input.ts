import { hash } from 'node:crypto';

/**
 * Something a page is made from, with a key for what it says. A page is kept under the keys of its inputs, so a value must
 * follow from its key alone. The value may be made only when it is asked for: most pages of a build are never made anew.
 */
export interface Input<Value = unknown> {
  readonly key: string;
  readonly value: Value;
}

/** A plain value as an input; its key is made from its JSON, so field order counts. */
export function input<Value>(value: Value): Input<Value> {
  return { key: keyOf(JSON.stringify(value) ?? 'undefined'), value };
}

/** A value that follows from these keys, made when it is first asked for. */
export function lazyInput<Value>(keys: readonly string[], make: () => Value): Input<Value> {
  const joined = keys.join('\0');
  return new LazyInput(joined.length > 100 ? keyOf(joined) : joined, make);
}

/** A class, since an object with a getter of its own has a hidden class of its own too: a large site has 100,000 inputs. */
class LazyInput<Value> implements Input<Value> {
  readonly key: string;
  #make: (() => Value) | undefined;
  #made: Value | undefined;

  constructor(key: string, make: () => Value) {
    this.key = key;
    this.#make = make;
  }

  get value(): Value {
    if (this.#make !== undefined) {
      this.#made = this.#make();
      this.#make = undefined;
    }
    return this.#made as Value; // Made above, at this call or an earlier one.
  }
}

/** Several inputs as one, in order. */
export function inputList<Value>(items: readonly Input<Value>[]): Input<readonly Value[]> {
  return lazyInput(['list', ...items.map((item) => item.key)], () => items.map((item) => item.value));
}

/** Short name of a text: 128 bits of SHA-256, base64url. */
export function keyOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}
