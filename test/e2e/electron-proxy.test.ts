import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { git } from '../main/publish/places.ts';
import { startGitHttpServer } from '../servers/git-http-server.ts';
import { startProxyServer } from '../servers/proxy-server.ts';
import { startS3Server } from '../servers/s3-server.ts';
import { call, startBlog } from '../standin/author.ts';
import { electronBinary } from '../standin/electron-binary.ts';
import { launchElectronApp } from '../standin/launch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Electron itself asks the real system, whose settings are no test's to change.
test.runIf(electronBinary() === undefined)(
  'a place is reached through the proxy that the system names, by git as well',
  async () => {
    const [store, proxy] = [await startS3Server(await temporaryFolder()), await startProxyServer({ isOpen: true })];
    const root = await temporaryFolder();
    git(['init', '--quiet', '--bare', path.join(root, 'site.git')]);
    git(['-C', path.join(root, 'site.git'), 'config', 'http.receivepack', 'true']);
    const host = await startGitHttpServer({ root, user: 'git', password: 'a token' });
    onTestFinished(async () => {
      for (const server of [store, host, proxy]) await server.close();
    });
    // Names that lead nowhere but through the proxy.
    const endpoint = `http://store.test:${new URL(store.endpoint).port}`;
    const { bucket, keyId, secret } = store;
    const run = await launchElectronApp({ env: { OFFPRINT_STANDIN_PROXY: `PROXY ${new URL(proxy.lockedUrl).host}` } });
    onTestFinished(() => run.done());
    await startBlog(run, path.join(await temporaryFolder(), 'blog'));
    const inBucket = { name: 'Bucket', kind: 's3', endpoint, bucket, keyId, pathStyle: true };
    expect(await call(run, 'publish.testTarget', { settings: inBucket, secret })).toMatchObject({ ok: true });
    const onBranch = { name: 'Pages', kind: 'git', url: `http://git.test:${host.port}/site.git` };
    expect(await call(run, 'publish.testTarget', { settings: onBranch, secret: 'a token' })).toMatchObject({
      ok: true,
    });
    expect(proxy.asked.some((asked) => asked.includes('store.test'))).toBe(true);
    expect(proxy.asked.some((asked) => asked.includes('git.test'))).toBe(true);
  },
);
