import { maxPieceBytes } from './contract/media-intake.ts';
import { fail, ok, type Result } from './result.ts';
import { type InvalidArgument, isPlainObject } from './validate.ts';

/**
 * Messages between the page and a host that can only exchange bytes. A message is a version byte, the header's length
 * (four bytes, big endian), the header as JSON in UTF-8, and after it the bytes of every `Uint8Array` in the value, one
 * after another. What JSON cannot say is written as an object with the one reserved key `$`:
 * `{"$":"undefined"}`, `{"$":"number","text":"NaN"}`, `{"$":"bytes","length":3}`, and, for an object that has a key `$` of
 * its own, `{"$":"object","fields":[["key",value]]}`.
 */
export interface WireLimits {
  /** Longest JSON header, in bytes. */
  readonly maxHeaderBytes: number;
  /** Deepest nesting of lists and objects. */
  readonly maxDepth: number;
}

/** Enough for the longest text a call may carry, with room for JSON's escapes. */
export const defaultWireLimits: WireLimits = { maxHeaderBytes: 128 * 1024 * 1024, maxDepth: 100 };

/** Longest message of a call, in bytes: the longest header, and one piece of a file. */
export const maxMessageBytes = defaultWireLimits.maxHeaderBytes + maxPieceBytes;

/** The bytes are no message. `reason` is for the log, not for the author. */
export interface BadMessage {
  readonly kind: 'bad-message';
  readonly reason: string;
}

const version = 1;
const prefixBytes = 5;
const reserved = '$';

/**
 * Encodes plain data: null, undefined, booleans, numbers, text, lists, plain objects and `Uint8Array`. Anything else, a
 * cycle included, is an invalid argument, whose `path` names the place.
 */
export function encodeWire(
  value: unknown,
  limits: WireLimits = defaultWireLimits,
): Result<Uint8Array<ArrayBuffer>, InvalidArgument> {
  const parts: Uint8Array[] = [];
  const packed = pack(value, '', limits.maxDepth, parts);
  if (!packed.ok) return packed;
  const header = new TextEncoder().encode(JSON.stringify(packed.value));
  const tailBytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  const message = new Uint8Array(prefixBytes + header.byteLength + tailBytes);
  message[0] = version;
  new DataView(message.buffer).setUint32(1, header.byteLength);
  message.set(header, prefixBytes);
  let offset = prefixBytes + header.byteLength;
  for (const part of parts) {
    message.set(part, offset);
    offset += part.byteLength;
  }
  return ok(message);
}

/**
 * Decodes a message. Never throws, whatever the bytes are; no key of it can reach a prototype. `Uint8Array` parts share the
 * message's memory.
 */
export function decodeWire(message: Uint8Array, limits: WireLimits = defaultWireLimits): Result<unknown, BadMessage> {
  // A plain view: parts of Node's own kind of array would be of that kind too.
  return decodeBytes(new Uint8Array(message.buffer, message.byteOffset, message.byteLength), limits);
}

function decodeBytes(message: Uint8Array, limits: WireLimits): Result<unknown, BadMessage> {
  if (message.byteLength < prefixBytes || message[0] !== version) return bad('no message of this version');
  const headerBytes = new DataView(message.buffer, message.byteOffset).getUint32(1);
  if (headerBytes > limits.maxHeaderBytes) return bad('header too long');
  if (headerBytes > message.byteLength - prefixBytes) return bad('cut short');
  const tail = new Tail(message.subarray(prefixBytes + headerBytes));
  const unpacked = unpack(parse(message.subarray(prefixBytes, prefixBytes + headerBytes)), limits.maxDepth, tail);
  if (unpacked === broken) return bad('broken header');
  return tail.isUsedUp() ? ok(unpacked) : bad('bytes left over');
}

function pack(value: unknown, path: string, depth: number, parts: Uint8Array[]): Result<unknown, InvalidArgument> {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return ok(value);
  if (value === undefined) return ok({ [reserved]: 'undefined' });
  if (typeof value === 'number') return ok(packNumber(value));
  if (value instanceof Uint8Array) {
    parts.push(value);
    return ok({ [reserved]: 'bytes', length: value.byteLength });
  }
  if (depth === 0) return notPlain(path, 'less deeply nested data');
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const packed = pack(value[index], `${path}[${index}]`, depth - 1, parts);
      if (!packed.ok) return packed;
      items.push(packed.value);
    }
    return ok(items);
  }
  return isPlainObject(value) ? packObject(value, path, depth, parts) : notPlain(path, 'plain data');
}

function packNumber(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { [reserved]: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
}

function packObject(
  value: Record<string, unknown>,
  path: string,
  depth: number,
  parts: Uint8Array[],
): Result<unknown, InvalidArgument> {
  const fields: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const packed = pack(value[key], path === '' ? key : `${path}.${key}`, depth - 1, parts);
    if (!packed.ok) return packed;
    fields.push([key, packed.value]);
  }
  // fromEntries defines the keys, `__proto__` too, where an assignment would call a setter.
  return ok(Object.hasOwn(value, reserved) ? { [reserved]: 'object', fields } : Object.fromEntries(fields));
}

/** Stands for a header that cannot be understood; no decoded value can be this object. */
const broken = Symbol('broken');

function parse(header: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header));
  } catch {
    // No UTF-8, or no JSON: one answer for both.
    return broken;
  }
}

function unpack(value: unknown, depth: number, tail: Tail): unknown {
  if (value === broken || value === null || typeof value !== 'object') return value;
  if (depth === 0) return broken;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const unpacked = unpack(item, depth - 1, tail);
      if (unpacked === broken) return broken;
      items.push(unpacked);
    }
    return items;
  }
  return Object.hasOwn(value, reserved)
    ? unpackReserved(value, depth, tail)
    : unpackFields(Object.entries(value), depth, tail);
}

function unpackReserved(value: object, depth: number, tail: Tail): unknown {
  const { [reserved]: kind, ...rest } = value as Record<string, unknown>;
  const keys = Object.keys(rest).join();
  if (kind === 'undefined' && keys === '') return undefined;
  if (kind === 'bytes' && keys === 'length') return tail.take(rest.length);
  if (kind === 'number' && keys === 'text') return numbers.get(rest.text) ?? broken;
  if (kind === 'object' && keys === 'fields' && isEntries(rest.fields)) return unpackFields(rest.fields, depth, tail);
  return broken;
}

const numbers: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

function isEntries(value: unknown): value is [string, unknown][] {
  return (
    Array.isArray(value) &&
    value.every((entry) => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string')
  );
}

function unpackFields(entries: readonly (readonly [string, unknown])[], depth: number, tail: Tail): unknown {
  const fields: [string, unknown][] = [];
  for (const [key, field] of entries) {
    const unpacked = unpack(field, depth - 1, tail);
    if (unpacked === broken) return broken;
    fields.push([key, unpacked]);
  }
  return Object.fromEntries(fields);
}

/** The bytes after the header, handed out once each, in order. */
class Tail {
  #offset = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: unknown): Uint8Array | typeof broken {
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) return broken;
    if (length > this.#bytes.byteLength - this.#offset) return broken;
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  isUsedUp(): boolean {
    return this.#offset === this.#bytes.byteLength;
  }
}

function bad(reason: string): Result<never, BadMessage> {
  return fail({ kind: 'bad-message', reason });
}

function notPlain(path: string, expected: string): Result<never, InvalidArgument> {
  return fail({ kind: 'invalid-argument', path, expected });
}

/** What every browser and Node lend as globals; `common` sees neither's types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };
