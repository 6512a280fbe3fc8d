import { describe, expect, test } from 'vitest';
import { encodeWire } from '../../../common/wire.ts';
import { createGuard } from '../../../main/loopback/guard.ts';
import type { Keys } from '../../../main/loopback/keys.ts';
import { ask, startTestServer, type TestServer } from './start-test-server.ts';

/** One cell of the matrix; what is right is said here, apart from the guard. */
interface Attempt {
  readonly host: string;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
  readonly query: string;
  readonly method: string;
  readonly site: string | undefined;
  readonly isRight: boolean;
}

function attempts({ port, keys }: TestServer): Attempt[] {
  const right = `127.0.0.1:${port}`;
  const hosts = [
    right,
    `localhost:${port}`,
    `rebound.example:${port}`,
    'rebound.example',
    '127.0.0.1',
    `127.0.0.1:${port + 1}`,
    `[::1]:${port}`,
    `127.0.0.1.:${port}`,
  ];
  const origins = [
    undefined,
    `http://${right}`,
    'http://evil.example',
    'null',
    `https://${right}`,
    `http://localhost:${port}`,
  ];
  const secrets = [
    { authorization: `Bearer ${keys.secret}`, query: '' },
    { authorization: undefined, query: '' },
    { authorization: `Bearer ${keys.secret.slice(0, -1)}~`, query: '' },
    { authorization: `Bearer ${keys.readKey}`, query: '' },
    { authorization: undefined, query: `?key=${keys.secret}` },
  ];
  const methods = ['POST', 'GET', 'OPTIONS', 'DELETE'];
  const sites = [undefined, 'same-origin', 'same-site', 'cross-site'];
  return hosts.flatMap((host) =>
    origins.flatMap((origin) =>
      secrets.flatMap((secret, secretIndex) =>
        methods.flatMap((method) =>
          sites.map((site) => ({
            host,
            origin,
            ...secret,
            method,
            site,
            isRight:
              host === right &&
              (origin === undefined || origin === `http://${right}`) &&
              secretIndex === 0 &&
              method === 'POST' &&
              (site === undefined || site === 'same-origin'),
          })),
        ),
      ),
    ),
  );
}

/** Sends every attempt as a call that would change something; answers how many, and the ones judged wrongly. */
async function run(
  server: TestServer,
): Promise<{ asked: number; accepted: Attempt[]; wrongly: Attempt[]; refused: Attempt[] }> {
  const all = attempts(server);
  const accepted: Attempt[] = [];
  const refusedStatuses = [400, 401, 403, 405, 421];
  await inLanes(all, 8, async (attempt) => {
    const id = JSON.stringify(attempt);
    const message = encodeWire({ name: 'test.change', argument: id });
    if (!message.ok) throw new Error('Not encoded');
    const answer = await ask(server.port, `/call${attempt.query}`, {
      method: attempt.method,
      headers: {
        Host: attempt.host,
        'content-type': 'application/octet-stream',
        ...(attempt.origin === undefined ? {} : { origin: attempt.origin }),
        ...(attempt.authorization === undefined ? {} : { authorization: attempt.authorization }),
        ...(attempt.site === undefined ? {} : { 'sec-fetch-site': attempt.site }),
      },
      body: message.value,
    });
    const hasReachedTheApp = server.app.calls.some(({ argument }) => argument === id);
    if (hasReachedTheApp || !refusedStatuses.includes(answer.status)) accepted.push(attempt);
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
    if (cors.length > 0 || answer.headers['cache-control'] !== 'no-store') accepted.push(attempt);
  });
  return {
    asked: all.length,
    accepted,
    wrongly: accepted.filter(({ isRight }) => !isRight),
    refused: all.filter((attempt) => attempt.isRight && !accepted.includes(attempt)),
  };
}

/** Several at a time; one after another would take long, all at once too many sockets. */
async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = rest.pop(); item !== undefined; item = rest.pop()) await work(item);
    }),
  );
}

describe('the loopback guard', () => {
  test('of 3,840 combinations of host, origin, key, method and fetch site accepts the right four only', async () => {
    const result = await run(await startTestServer());
    expect(result.asked).toBe(3_840);
    expect(result.wrongly).toEqual([]);
    expect(result.refused).toEqual([]);
    expect(result.accepted).toHaveLength(4);
  }, 120_000);

  test('is what the matrix measures: without the check of the host, wrong ones are found', async () => {
    const careless = (port: number, keys: Keys) => {
      const guard = createGuard(port, keys);
      return (asked: Parameters<typeof guard>[0]) =>
        guard({
          ...asked,
          rawHeaders: asked.rawHeaders.map((value, index, all) =>
            all[index - 1] === 'Host' && index % 2 === 1 ? `127.0.0.1:${port}` : value,
          ),
        });
    };
    const result = await run(await startTestServer({ guard: careless }));
    expect(result.asked).toBe(3_840);
    expect(result.wrongly).toHaveLength(7 * 4);
  }, 120_000);
});
