/**
 * Values between the program and the page as text, as the debugging protocol carries nothing else. Keeps what Electron's
 * structured clone keeps, and refuses functions, symbols and promises with the same words.
 */
export function encodeClone(value: unknown): string {
  return JSON.stringify(pack(value, new Set()));
}

/** Reads back what `encodeClone` made. */
export function decodeClone(text: string): unknown {
  return unpack(JSON.parse(text));
}

const tag = '\u0000clone';
const refusal = 'An object could not be cloned.';

type Packed = Readonly<Record<string, unknown>>;

function pack(value: unknown, above: Set<object>): unknown {
  switch (typeof value) {
    case 'undefined':
      return { [tag]: 'undefined' };
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { [tag]: 'number', text: numberText(value) };
    case 'bigint':
      return { [tag]: 'bigint', text: String(value) };
    case 'function':
    case 'symbol':
      throw new Error(refusal);
    case 'object':
      return value === null ? null : packObject(value, above);
    default:
      return value;
  }
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function packObject(value: object, above: Set<object>): unknown {
  if (above.has(value)) throw new Error('The stand-in clones no cycles.');
  const inside = new Set(above).add(value);
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) throw new Error(refusal);
  if (value instanceof Date) return { [tag]: 'date', time: value.getTime() };
  if (value instanceof Error) return { [tag]: 'error', name: value.name, message: value.message, stack: value.stack };
  if (value instanceof Map) return { [tag]: 'map', items: pack([...value], inside) };
  if (value instanceof Set) return { [tag]: 'set', items: pack([...value], inside) };
  if (value instanceof ArrayBuffer) return { [tag]: 'buffer', base64: toBase64(new Uint8Array(value)) };
  // Every view arrives as bytes; the contract knows no other kind.
  if (ArrayBuffer.isView(value)) {
    return { [tag]: 'bytes', base64: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  }
  if (Array.isArray(value)) return value.map((item) => pack(item, inside));
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, pack(field, inside)]));
}

function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unpack);
  // JSON made it, so its prototype is Object's.
  const packed = value as Packed;
  return Object.hasOwn(packed, tag)
    ? unpackTagged(packed)
    : Object.fromEntries(Object.entries(packed).map(([key, field]) => [key, unpack(field)]));
}

function unpackTagged(packed: Packed): unknown {
  switch (packed[tag]) {
    case 'number':
      return Number(packed.text);
    case 'bigint':
      return BigInt(String(packed.text));
    case 'date':
      return new Date(Number(packed.time));
    case 'error':
      return Object.assign(new Error(String(packed.message)), { name: packed.name, stack: packed.stack });
    case 'map':
      return new Map(unpack(packed.items) as [unknown, unknown][]);
    case 'set':
      return new Set(unpack(packed.items) as unknown[]);
    case 'buffer':
      return fromBase64(String(packed.base64)).buffer;
    case 'bytes':
      return fromBase64(String(packed.base64));
    default:
      return undefined;
  }
}

const chunkBytes = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunkBytes));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
