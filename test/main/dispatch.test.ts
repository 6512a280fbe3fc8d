import { describe, expect, test } from 'vitest';
import { checks } from '../../common/contract.ts';
import { testApp } from '../support/test-ports.ts';

describe('calls that nobody should make', () => {
  test.each([
    ['__proto__', undefined],
    ['constructor', undefined],
    ['toString', undefined],
    ['hasOwnProperty', {}],
    ['posts.nothing', {}],
    ['', {}],
    ['x'.repeat(1_000_000), {}],
    [undefined, {}],
    [null, {}],
    [{ name: 'posts.list' }, undefined],
    [['posts.list'], undefined],
    [Symbol.iterator, undefined],
  ])('an unknown name %# is answered unknown-call', async (name, argument) => {
    const { app } = await testApp();
    expect(await app.call(name, argument)).toMatchObject({ ok: false, failure: { kind: 'unknown-call' } });
  });

  const hostile: readonly unknown[] = [
    42,
    'text',
    [],
    new Date(),
    new Map(),
    () => undefined,
    JSON.parse('{"__proto__": {"id": "posts/a.md"}}'),
    { id: 1 },
    { id: 'posts/a.md', extra: true },
    { id: 'x'.repeat(30_000_000) },
    { folder: '', title: '' },
    { url: ['https://example.org'] },
    Object.create({ id: 'posts/a.md' }),
    {
      get id() {
        throw new Error('a getter must not run unnoticed');
      },
    },
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('a trap must not reject the call');
        },
      },
    ),
  ];

  test.each(Object.keys(checks))('%s answers every hostile argument as a failure and stays alive', async (name) => {
    const { app } = await testApp();
    for (const argument of hostile) {
      const answer = await app.call(name, argument);
      expect(answer).toMatchObject({ ok: false });
      if (!answer.ok) expect(['invalid-argument', 'internal']).toContain(answer.failure.kind);
    }
    expect(await app.call('host.describe', undefined)).toMatchObject({ ok: true });
  });
});

test('an argument with a wrong field is answered with the path of that field', async () => {
  const { app } = await testApp();
  const edit = { id: 'posts/a.md', sequence: 1, changes: [{ from: 0, to: -1, insert: '' }] };
  expect(await app.call('drafts.edit', edit)).toMatchObject({
    ok: false,
    failure: { kind: 'invalid-argument', path: 'changes[0].to' },
  });
});

test('a bug in a host is answered internal with a reference into the log, and rejects nothing', async () => {
  const { app, ports } = await testApp({
    surroundings: {
      openExternal: async () => {
        throw new Error('the system refused');
      },
    },
  });
  const answer = await app.call('host.openExternal', { url: 'https://example.org/' });
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'internal', reference: '1' } });
  expect(ports.errors).toHaveLength(1);
});

test('a closed program answers instead of leaving a call waiting', async () => {
  const { app } = await testApp();
  await app.close();
  expect(await app.call('posts.list', undefined)).toMatchObject({ ok: false });
});

test.each([
  ['https://example.org/', true],
  ['http://example.org/', true],
  ['mailto:reader@example.org', true],
  ['javascript:alert(1)', false],
  ['file:///etc/passwd', false],
  ['JaVaScRiPt:alert(1)', false],
  [' \u0001javascript:alert(1)', false],
  ['smb://host/share', false],
  ['not an address', false],
])('only http, https and mailto leave the program: %s', async (url, leaves) => {
  const { app, ports } = await testApp();
  expect(await app.call('host.openExternal', { url })).toMatchObject({ ok: leaves });
  expect(ports.opened).toHaveLength(leaves ? 1 : 0);
});
