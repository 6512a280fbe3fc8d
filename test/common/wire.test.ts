import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeWire, encodeWire } from '../../common/wire.ts';

/** Plain data as calls and answers carry it, with the keys that have tripped decoders before. */
const plainData = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(undefined),
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ud800', '\udc00\u2028', '\ufeffmark', '\0'),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'constructor', 'toJSON', 'length')),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
})).value;

function encoded(value: unknown): Uint8Array {
  const message = encodeWire(value);
  if (!message.ok) throw new Error(`Not encoded: ${message.failure.path} ${message.failure.expected}`);
  return message.value;
}

function header(json: string, tail: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(json);
  return Uint8Array.from([1, 0, 0, text.length >> 8, text.length & 255, ...text, ...tail]);
}

describe('wire', () => {
  test('brings back plain data as it was, undefined fields and bytes included', () => {
    fc.assert(
      fc.property(plainData, (value) => {
        const decoded = decodeWire(encoded(value));
        expect(isDeepStrictEqual(decoded, { ok: true, value })).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps not-a-number, infinities and minus zero', () => {
    const value = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1e300];
    expect(decodeWire(encoded(value))).toStrictEqual({ ok: true, value });
  });

  test('keeps a field named like its own mark apart from the mark', () => {
    const value = { $: 'bytes', length: 3, more: { $: undefined } };
    expect(decodeWire(encoded(value))).toStrictEqual({ ok: true, value });
  });

  test('carries bytes as they are, without growing them', () => {
    const content = new Uint8Array(1_000_000).fill(255);
    const message = encoded({ content });
    expect(message.byteLength).toBeLessThan(content.byteLength + 100);
    const decoded = decodeWire(message);
    expect(isDeepStrictEqual(decoded, { ok: true, value: { content } })).toBe(true);
  });

  test.each([
    ['a function', { a: [() => 1] }, 'a[0]'],
    ['a date', { when: new Date(0) }, 'when'],
    ['a map', new Map(), ''],
    ['a big integer', { n: 1n }, 'n'],
    ['a symbol', [Symbol('s')], '[0]'],
    ['a class instance', { error: new Error('no') }, 'error'],
  ])('refuses %s and names its place', (_, value, path) => {
    expect(encodeWire(value)).toStrictEqual({
      ok: false,
      failure: { kind: 'invalid-argument', path, expected: 'plain data' },
    });
  });

  test('refuses a cycle instead of following it for ever', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(encodeWire(cycle).ok).toBe(false);
  });

  test('never lets a message reach a prototype', () => {
    const decoded = decodeWire(header('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'));
    if (!decoded.ok) throw new Error('Not decoded');
    const value = decoded.value as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in value).toBe(false);
  });

  test.each([
    ['nothing at all', new Uint8Array()],
    ['another version', Uint8Array.from([2, 0, 0, 0, 0])],
    ['a header longer than the message', Uint8Array.from([1, 0, 0, 0, 9, 34])],
    ['a header longer than allowed', Uint8Array.from([1, 255, 255, 255, 255])],
    ['an empty header', header('')],
    ['no JSON', header('{"a":')],
    ['no UTF-8', Uint8Array.from([1, 0, 0, 0, 3, 34, 0xff, 34])],
    ['bytes left over', header('1', [1])],
    ['bytes promised and not there', header('{"$":"bytes","length":2}', [1])],
    ['bytes of negative length', header('{"$":"bytes","length":-1}')],
    ['bytes of no length', header('{"$":"bytes","length":null}')],
    ['bytes of a broken length', header('{"$":"bytes","length":0.5}')],
    ['a mark with more fields', header('{"$":"undefined","more":1}')],
    ['an unknown mark', header('{"$":"date","text":"1"}')],
    ['an unknown number', header('{"$":"number","text":"12"}')],
    ['a mark that is no text', header('{"$":{}}')],
    ['fields that are no fields', header('{"$":"object","fields":[["a"]]}')],
    ['fields with a key that is no text', header('{"$":"object","fields":[[1,2]]}')],
    ['a broken value deep inside', header('[{"a":[{"$":"x"}]}]')],
    ['nesting without end', header('['.repeat(20_000) + ']'.repeat(20_000))],
    ['nesting beyond the limit', header('['.repeat(101) + ']'.repeat(101))],
  ])('refuses %s', (_, message) => {
    const decoded = decodeWire(message);
    expect(decoded).toMatchObject({ ok: false, failure: { kind: 'bad-message' } });
  });

  test('never throws on hostile bytes: random ones, and messages with bytes flipped', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        decodeWire(bytes);
        decodeWire(Uint8Array.from([1, 0, 0, 0, Math.min(bytes.length, 50), ...bytes]));
      }),
      { numRuns: 5_000 },
    );
    fc.assert(
      fc.property(plainData, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), (value, flips) => {
        const message = encoded(value);
        for (const [at, byte] of flips) message[at % message.byteLength] = byte;
        expect(decodeWire(message)).toHaveProperty('ok');
      }),
      { numRuns: 5_000 },
    );
  });
});
