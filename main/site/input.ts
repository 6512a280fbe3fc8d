import { createHash } from 'node:crypto';

/**
 * Something a page is made from, with the hash of what it says. A page is kept under the keys of its inputs, so a value
 * must never hold more than its key stands for.
 */
export interface Input<Value = unknown> {
  readonly key: string;
  readonly value: Value;
}

/** A plain value as an input; its key is made from its JSON, so field order counts. */
export function input<Value>(value: Value): Input<Value> {
  return { key: keyOf(JSON.stringify(value) ?? 'undefined'), value };
}

/** Several inputs as one, in order. */
export function inputList<Value>(items: readonly Input<Value>[]): Input<readonly Value[]> {
  return { key: keyOf(items.map((item) => item.key).join()), value: items.map((item) => item.value) };
}

/** Short name of a text: 128 bits of SHA-256, base64url. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
