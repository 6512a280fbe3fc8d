import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failureText } from '../../../common/failure-text.ts';
import { en } from '../../../common/text/en.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openDesk } from './open-desk.ts';
import { gitHost, serverSettings, sshPlace, troubles } from './troubles.ts';

const site = { 'index.html': '<title>Home</title>' };

test.each(troubles)('%s is told as %s', async (_, reasons, make) => {
  const { settings, secret } = await make();
  const desk = await openDesk([settings], () => secret);
  const refused = await desk.publish(site);
  if (refused.ok || refused.failure.kind !== 'target-refused') throw new Error(JSON.stringify(refused));
  expect([reasons].flat()).toContain(refused.failure.reason);
  expect(refused.failure.note ?? refused.failure.detail).not.toBe('');
  expect(failureText(refused.failure, en)).not.toMatch(/undefined|\[object/);
  if (secret !== undefined) expect(JSON.stringify(refused)).not.toContain(secret);
  const canWait = ['unreachable', 'no-network', 'name-unknown', 'rate-limited', 'interrupted'].includes(
    refused.failure.reason,
  );
  expect(refused.failure.isQueued ?? false).toBe(canWait);
  expect(await desk.publisher.history()).toEqual([]);
});

test('a server that is new shows its fingerprint, and is trusted once that is in the settings', async () => {
  const root = await temporaryFolder();
  const ssh = await startSshServer(root);
  onTestFinished(() => ssh.close());
  const { settings } = serverSettings(ssh, path.join(root, 'www'), { hostKey: '' });
  const first = await openDesk([settings]);
  expect(await first.publish(site)).toMatchObject({ failure: { fingerprint: ssh.fingerprint } });
  const trusting = await openDesk([{ ...settings, hostKey: ssh.fingerprint }]);
  expect(await trusting.publish(site)).toMatchObject({ ok: true });
  await ssh.replaceHostKey();
  expect(await trusting.publish({ 'index.html': 'new' })).toMatchObject({ failure: { reason: 'host-key-changed' } });
});

test('a locked key opens with its passphrase', async () => {
  const { settings } = await sshPlace({}, { isLocked: true });
  const desk = await openDesk([settings], () => 'open sesame');
  expect(await desk.publish(site)).toMatchObject({ ok: true });
});

test('a file too large for git hosts is named before anything is sent', async () => {
  const { settings, secret } = await gitHost();
  const desk = await openDesk([settings], () => secret);
  const refused = await desk.publish({ ...site, 'talk.mp4': 'x'.repeat(101 * 1024 * 1024) });
  expect(refused).toMatchObject({
    failure: { reason: 'file-too-large', note: { kind: 'too-large', file: 'talk.mp4' } },
  });
});
