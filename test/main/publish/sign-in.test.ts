import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { startSshAgent } from '../../servers/ssh-agent.ts';
import { type AskedBy, startSshPasswordServer } from '../../servers/ssh-password-server.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openDesk } from './open-desk.ts';
import { contentOf, git } from './places.ts';

const site = { 'index.html': '<title>Home</title>', 'assets/style.css': 'body {}' };

test.each<AskedBy>(['password', 'keyboard-interactive'])(
  'a server that asks by %s is published to',
  async (askedBy) => {
    const { settings, folder, password } = await passwordPlace(askedBy);
    const desk = await openDesk([settings], () => password);
    expect(await desk.publisher.probe(settings)).toEqual({ ok: true, value: undefined });
    await desk.publishOk(site);
    expect(await contentOf(folder)).toEqual(site);
  },
);

test.each<AskedBy>(['password', 'keyboard-interactive'])(
  'a wrong word to a server that asks by %s is told as one',
  async (askedBy) => {
    const { settings } = await passwordPlace(askedBy);
    const wrong = await openDesk([settings], () => 'wrong');
    expect(await wrong.publish(site)).toMatchObject({ failure: { reason: 'secret-refused' } });
    const none = await openDesk([settings]);
    expect(await none.publish(site)).toMatchObject({ failure: { reason: 'secret-missing' } });
  },
);

test('without a password or a key file the agent signs in, to a server and to git over SSH', async () => {
  const root = await temporaryFolder();
  const ssh = await startSshServer(root);
  onTestFinished(() => ssh.close());
  const agent = await startSshAgent(root, ssh.keyFile);
  onTestFinished(() => agent.close());
  lendAgent(agent.socket);
  const { port, user, fingerprint: hostKey } = ssh;
  const folder = path.join(root, 'www');
  const server = { name: 'www', kind: 'sftp', host: '127.0.0.1', port, user, hostKey, path: folder } as const;
  await (await openDesk([server])).publishOk(site);
  expect(await contentOf(folder)).toEqual(site);

  const repository = path.join(root, 'site.git');
  git(['init', '--quiet', '--bare', repository]);
  const url = `ssh://${user}@127.0.0.1:${port}${repository}`;
  await (await openDesk([{ name: 'pages', kind: 'git', url, hostKey }])).publishOk(site);
  expect(git(['-C', repository, 'show', 'gh-pages:index.html'])).toBe(site['index.html']);
});

async function passwordPlace(askedBy: AskedBy) {
  const root = await temporaryFolder();
  const server = await startSshPasswordServer(root, askedBy);
  onTestFinished(() => server.close());
  const { port, user, password, fingerprint: hostKey } = server;
  const folder = path.join(root, 'www');
  const settings: TargetSettings = { name: 'www', kind: 'sftp', host: '127.0.0.1', port, user, hostKey, path: folder };
  return { settings, folder, password };
}

function lendAgent(socket: string): void {
  const before = process.env.SSH_AUTH_SOCK;
  process.env.SSH_AUTH_SOCK = socket;
  onTestFinished(() => {
    if (before === undefined) delete process.env.SSH_AUTH_SOCK;
    else process.env.SSH_AUTH_SOCK = before;
  });
}
