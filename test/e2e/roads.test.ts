import path from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../main/create-app.ts';
import { createLoopbackConnection } from '../../renderer/loopback-connection.ts';
import { launchElectronApp } from '../standin/launch.ts';
import { startServing } from '../support/command-line.ts';
import { differences, type OpenRoad, walk } from '../support/roads.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testPorts } from '../support/test-ports.ts';

async function inProcess(folder: string): Promise<OpenRoad> {
  const app = createApp(testPorts(path.join(folder, 'data')));
  return { call: (name, argument) => app.call(name, argument), close: () => app.close() };
}

/** The built loopback host in a process of its own. */
async function builtLoopback(folder: string): Promise<OpenRoad> {
  const serving = await startServing(['--no-open'], { dataFolder: path.join(folder, 'data') });
  const url = new URL(serving.address);
  const bridge = createLoopbackConnection({ address: `${url.origin}/`, secret: url.hash.slice('#key='.length) });
  return {
    call: (name, argument) => bridge.call(name, argument),
    close: async () => {
      await serving.end('SIGTERM');
    },
  };
}

/** The built desktop program, called from its page through the real preload. */
async function builtDesktop(folder: string): Promise<OpenRoad> {
  const run = await launchElectronApp({ dataFolder: path.join(folder, 'data') });
  return {
    call: (name, argument) => {
      // The test's own way into the page loses `__proto__`, which text carries.
      const text = JSON.stringify(argument);
      return text?.includes('__proto__')
        ? run.page.evaluate(([called = '', given = '']) => window.bridge?.call(called, JSON.parse(given)), [name, text])
        : run.page.evaluate(([called, given]) => window.bridge?.call(String(called), given), [name, argument] as const);
    },
    close: () => run.done(),
  };
}

test.each([
  ['the built loopback host', builtLoopback],
  ['the built desktop program', builtDesktop],
])('%s answers every call as the program itself does', async (_name, open) => {
  const direct = await walk(await temporaryFolder(), inProcess);
  const built = await walk(await temporaryFolder(), open);
  expect(differences(direct, built)).toEqual([]);
});
