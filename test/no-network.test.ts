import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary-folder.ts';

const closedNetwork = pathToFileURL(path.join(import.meta.dirname, 'support/no-network.mjs')).href;

/** Each way a Node program has out of the machine, and what the closed network writes down of it. */
const waysOut = [
  ['fetch', `await fetch('http://198.51.100.1/')`, 'connect 198.51.100.1'],
  ['fetch by name', `await fetch('https://example.org/')`, 'connect example.org'],
  ['a socket', `await once(net.connect(443, '198.51.100.2'), 'connect')`, 'connect 198.51.100.2'],
  ['a name', `await dns.promises.lookup('example.org')`, 'lookup example.org'],
  ['a name by callback', `await promisify(dns.resolve4)('example.org')`, 'resolve4 example.org'],
  [
    'a datagram',
    `const s = dgram.createSocket('udp4'); s.send('x', 53, '198.51.100.3'); await once(s, 'message')`,
    'send 198.51.100.3',
  ],
  [
    'a thread',
    `await once(new Worker("fetch('http://198.51.100.4/')", { eval: true }), 'exit')`,
    'connect 198.51.100.4',
  ],
] as const;

const imports = `
  import dgram from 'node:dgram'; import dns from 'node:dns'; import { once } from 'node:events'; import net from 'node:net';
  import { promisify } from 'node:util'; import { Worker } from 'node:worker_threads';`;

test.each(waysOut)('the closed network of the stories sees and stops %s', async (_name, way, written) => {
  const log = path.join(await temporaryFolder(), 'network.log');
  const program = `${imports} try { ${way}; console.log('out') } catch { console.log('stopped') }`;
  const ran = promisify(execFile)(
    process.execPath,
    ['--import', closedNetwork, '--input-type=module', '--eval', program],
    { env: { ...process.env, OFFPRINT_NETWORK_LOG: log } },
  );
  const printed = await ran.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  expect(printed).not.toContain('out\n');
  expect(await readFile(log, 'utf8')).toContain(`${written}\n`);
});

test('the closed network of the stories lets this machine be reached', async () => {
  const log = path.join(await temporaryFolder(), 'network.log');
  const program = `${imports} const s = net.createServer((c) => c.end('hello')).listen(0, '127.0.0.1'); await once(s, 'listening');
    for await (const part of net.connect(s.address().port, '127.0.0.1')) console.log(String(part)); s.close();`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', closedNetwork, '--input-type=module', '--eval', program],
    { env: { ...process.env, OFFPRINT_NETWORK_LOG: log } },
  );
  expect(stdout).toBe('hello\n');
  await expect(readFile(log)).rejects.toThrow('ENOENT');
});
