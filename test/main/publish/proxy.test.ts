import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { proxyFromEnvironment } from '../../../main/publish/proxy.ts';
import { startGitHttpServer } from '../../servers/git-http-server.ts';
import { startProxyServer } from '../../servers/proxy-server.ts';
import { startS3Server } from '../../servers/s3-server.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openDesk } from './open-desk.ts';
import { git } from './places.ts';

/** A place whose name only the proxy knows. */
interface Hidden {
  readonly settings: TargetSettings;
  readonly secret?: string;
  readonly gitProgram?: string;
}

const hidden: Readonly<Record<string, () => Promise<Hidden>>> = {
  'a bucket': async () => {
    const store = await startS3Server(await temporaryFolder());
    onTestFinished(() => store.close());
    const { bucket, keyId, secret, port } = store;
    return { settings: { name: 'www', kind: 's3', endpoint: `http://store.test:${port}`, bucket, keyId }, secret };
  },
  git: async () => gitPlace(),
  'git without the program': async () => ({ ...(await gitPlace()), gitProgram: 'no-such-program' }),
  'a server over SFTP': async () => {
    const root = await temporaryFolder();
    const { port, user, keyFile, fingerprint: hostKey, close } = await startSshServer(root);
    onTestFinished(close);
    const where = { host: 'server.test', port, path: path.join(root, 'www') };
    return { settings: { name: 'www', kind: 'sftp', user, keyFile, hostKey, ...where } };
  },
};

describe.each(Object.entries(hidden))('%s behind the proxy of the system', (_, make) => {
  test('is published to through it, and a proxy that refuses is told as one', async () => {
    const proxy = await startProxyServer();
    onTestFinished(() => proxy.close());
    const { settings, secret, gitProgram } = await make();
    const options = gitProgram === undefined ? {} : { gitProgram };
    const through = await openDesk([settings], () => secret, { ...options, proxyFor: async () => proxy.url });
    expect(await through.publish({ 'index.html': 'home' })).toMatchObject({ ok: true });
    expect(proxy.asked.length).toBeGreaterThan(0);
    const refused = await openDesk([settings], () => secret, { ...options, proxyFor: async () => proxy.lockedUrl });
    expect(await refused.publish({ 'index.html': 'other' })).toMatchObject({ failure: { reason: 'proxy' } });
  });
});

test('the environment says which proxy an address goes through, and which go straight', async () => {
  const proxyFor = proxyFromEnvironment({
    https_proxy: 'proxy.test:3128',
    ALL_PROXY: 'http://other.test:8080',
    no_proxy: 'localhost, .example.org, intranet.test:8443',
  });
  expect(await proxyFor('https://s3.test/a')).toBe('http://proxy.test:3128');
  expect(await proxyFor('sftp://server.test:22')).toBe('http://other.test:8080');
  expect(await proxyFor('https://cdn.example.org/')).toBeUndefined();
  expect(await proxyFor('https://example.org/')).toBeUndefined();
  expect(await proxyFor('https://notexample.org/')).toBe('http://proxy.test:3128');
  expect(await proxyFor('https://intranet.test:8443/')).toBeUndefined();
  expect(await proxyFor('https://intranet.test/')).toBe('http://proxy.test:3128');
  expect(await proxyFromEnvironment({})('https://s3.test/')).toBeUndefined();
});

async function gitPlace(): Promise<Hidden> {
  const root = await temporaryFolder();
  const server = await startGitHttpServer({ root, user: 'author', password: 'a token' });
  onTestFinished(() => server.close());
  git(['init', '--quiet', '--bare', path.join(root, 'site.git')]);
  git(['-C', path.join(root, 'site.git'), 'config', 'http.receivepack', 'true']);
  git(['-C', path.join(root, 'site.git'), 'symbolic-ref', 'HEAD', 'refs/heads/gh-pages']);
  const url = `http://git.test:${server.port}/site.git`;
  return { settings: { name: 'www', kind: 'git', url, user: 'author' }, secret: 'a token' };
}
