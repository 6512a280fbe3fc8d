import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { startCuttingProxy } from '../../servers/cutting-proxy.ts';
import { startGitHttpServer } from '../../servers/git-http-server.ts';
import { startS3Server } from '../../servers/s3-server.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { CuttablePlace } from './cut-trials.ts';
import { contentOf, git } from './places.ts';

/** The real servers, each behind a line that can be cut. */
export const cuttablePlaces: Readonly<Record<string, () => Promise<CuttablePlace>>> = {
  S3: async () => {
    const store = await startS3Server(await temporaryFolder());
    onTestFinished(() => store.close());
    const proxy = await proxyBefore(store.port);
    const { bucket, keyId, secret } = store;
    const endpoint = `http://127.0.0.1:${proxy.port}`;
    return {
      settings: { name: 'bucket', kind: 's3', endpoint, bucket, keyId, pathStyle: true },
      secret,
      proxy,
      read: async () => {
        // What had arrived whole when the line went dead is still taken in.
        if (proxy.isCut()) await store.idle();
        const keys = (await store.keys()).filter((key) => !key.includes('.offprint/'));
        const found = keys.map(async (key) => [key, await (await store.get(key)).text()] as const);
        return Object.fromEntries(await Promise.all(found));
      },
    };
  },
  SFTP: async () => {
    const root = await temporaryFolder();
    const server = await startSshServer(root);
    onTestFinished(() => server.close());
    const proxy = await proxyBefore(server.port);
    const folder = path.join(root, 'www');
    const { user, keyFile, fingerprint: hostKey } = server;
    return {
      settings: {
        name: 'www',
        kind: 'sftp',
        host: '127.0.0.1',
        port: proxy.port,
        user,
        keyFile,
        hostKey,
        path: folder,
      },
      secret: undefined,
      proxy,
      // Half-written temporary files are no part of the site: nothing leads to them.
      read: async () => {
        // What had arrived when the line went dead is still carried out.
        if (proxy.isCut()) await server.idle();
        const files = Object.entries(await contentOf(folder));
        return Object.fromEntries(files.filter(([name]) => !path.basename(name).startsWith('.offprint-')));
      },
    };
  },
  'git over HTTP': async () => {
    const root = await temporaryFolder();
    const server = await startGitHttpServer({ root, user: 'author', password: 'a token' });
    onTestFinished(() => server.close());
    const proxy = await proxyBefore(server.port);
    const url = `http://127.0.0.1:${proxy.port}/site.git`;
    return gitPlace(root, { name: 'pages', kind: 'git', url, user: 'author' }, proxy, 'a token');
  },
  'git over SSH': async () => {
    const root = await temporaryFolder();
    const server = await startSshServer(root);
    onTestFinished(() => server.close());
    const proxy = await proxyBefore(server.port);
    const { user, keyFile, fingerprint: hostKey } = server;
    const url = `ssh://${user}@127.0.0.1:${proxy.port}${root}/site.git`;
    return gitPlace(root, { name: 'pages', kind: 'git', url, keyFile, hostKey }, proxy, undefined);
  },
};

async function proxyBefore(port: number): Promise<Awaited<ReturnType<typeof startCuttingProxy>>> {
  const proxy = await startCuttingProxy(port);
  onTestFinished(() => proxy.close());
  return proxy;
}

async function gitPlace(
  root: string,
  settings: TargetSettings,
  proxy: CuttablePlace['proxy'],
  secret: string | undefined,
): Promise<CuttablePlace> {
  const repository = path.join(root, 'site.git');
  git(['init', '--quiet', '--bare', repository]);
  git(['-C', repository, 'config', 'http.receivepack', 'true']);
  // A forced push would be refused; none is ever made.
  git(['-C', repository, 'config', 'receive.denyNonFastForwards', 'true']);
  const checkout = path.join(root, 'checkout');
  return {
    settings,
    secret,
    proxy,
    read: async () => {
      await rm(checkout, { recursive: true, force: true });
      execFileSync('mkdir', ['-p', checkout]);
      git(['--git-dir', repository, '--work-tree', checkout, 'checkout', '-q', '-f', 'gh-pages', '--', '.']);
      return contentOf(checkout);
    },
  };
}
