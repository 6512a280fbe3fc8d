import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../main/create-app.ts';
import { createKeys } from '../../main/loopback/keys.ts';
import { startServer } from '../../main/loopback/server.ts';
import { silentLog } from '../../main/node/log.ts';
import { createLoopbackConnection } from '../../renderer/loopback-connection.ts';
import { differences, type OpenRoad, walk } from '../support/roads.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testPorts } from '../support/test-ports.ts';

/** The program called directly, as the command line does. */
async function inProcess(folder: string): Promise<OpenRoad> {
  const app = createApp(testPorts(path.join(folder, 'data')));
  return { call: (name, argument) => app.call(name, argument), close: () => app.close() };
}

/** The program behind its server, called as the page in a browser does. */
async function overLoopback(folder: string): Promise<OpenRoad> {
  const app = createApp(testPorts(path.join(folder, 'data')));
  const keys = createKeys();
  const server = await startServer({ app, keys, log: silentLog, rendererFolder: folder });
  const address = `http://127.0.0.1:${server.port}/`;
  const bridge = createLoopbackConnection({ address, secret: keys.secret });
  return {
    call: (name, argument) => bridge.call(name, argument),
    close: async () => {
      await app.close();
      await server.close();
    },
  };
}

/** A road with a fault of its own: it forgets what JSON forgets. */
async function overPlainJson(folder: string): Promise<OpenRoad> {
  const { call, close } = await inProcess(folder);
  const throughJson = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
  return { call: async (name, argument) => throughJson(await call(name, throughJson(argument))), close };
}

describe('every road to the program', () => {
  test('answers the same calls with the same answers', async () => {
    const direct = await walk(await temporaryFolder(), inProcess);
    const loopback = await walk(await temporaryFolder(), overLoopback);
    expect(differences(direct, loopback)).toEqual([]);
    expect(direct.filter(({ answer }) => isOk(answer)).length).toBeGreaterThan(15);
    expect(direct.filter(({ answer }) => !isOk(answer)).length).toBeGreaterThan(25);
  });

  test('is told apart when it is not faithful', async () => {
    const direct = await walk(await temporaryFolder(), inProcess);
    const faulty = await walk(await temporaryFolder(), overPlainJson);
    expect(differences(direct, faulty).length).toBeGreaterThan(2);
  });

  test('never answers a bug for what nobody should send', async () => {
    const direct = await walk(await temporaryFolder(), inProcess);
    expect(direct.filter(({ answer }) => JSON.stringify(answer).includes('"internal"'))).toEqual([]);
  });
});

function isOk(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}
