import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { TargetSettings } from '../../common/site-settings.ts';
import { contentOf, git } from '../main/publish/places.ts';
import { startGitHttpServer } from '../servers/git-http-server.ts';
import { startS3Server } from '../servers/s3-server.ts';
import { startSshAgent } from '../servers/ssh-agent.ts';
import { startSshPasswordServer } from '../servers/ssh-password-server.ts';
import { startSshServer } from '../servers/ssh-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A place as an author types it into the form, and a look at what is there. */
export interface NewPlace {
  readonly settings: TargetSettings;
  readonly secret?: string;
  /** What the program finds in its environment there. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Names of files at the place, or one of them. */
  readonly files: () => Promise<readonly string[]>;
}

/** The kinds of place that a new author sets up in the form, each with a real server behind it. */
export const newPlaces: Readonly<Record<string, () => Promise<NewPlace>>> = {
  'git over HTTP with a token': async () => {
    const root = await temporaryFolder();
    const server = await startGitHttpServer({ root, user: 'git', password: 'a token' });
    onTestFinished(() => server.close());
    const url = `http://127.0.0.1:${server.port}/site.git`;
    return { settings: { name: 'Live', kind: 'git', url }, secret: 'a token', files: bareRepository(root) };
  },
  'git over SSH with a key': async () => {
    const root = await temporaryFolder();
    const { user, port, keyFile, close } = await startSshServer(root);
    onTestFinished(close);
    const url = `ssh://${user}@127.0.0.1:${port}${root}/site.git`;
    return { settings: { name: 'Live', kind: 'git', url, keyFile }, files: bareRepository(root) };
  },
  'git in a bare folder': async () => {
    const root = await temporaryFolder();
    const url = path.join(root, 'site.git');
    return { settings: { name: 'Live', kind: 'git', url }, files: bareRepository(root) };
  },
  'a server over SFTP with a password': async () => {
    const root = await temporaryFolder();
    const { port, user, password: secret, close } = await startSshPasswordServer(root, 'password');
    onTestFinished(close);
    return { ...serverPlace(root, { port, user }), secret };
  },
  'a server over SFTP with an agent': async () => {
    const root = await temporaryFolder();
    const { user, port, keyFile, close } = await startSshServer(root);
    onTestFinished(close);
    const agent = await startSshAgent(root, keyFile);
    onTestFinished(agent.close);
    return { ...serverPlace(root, { port, user }), environment: { SSH_AUTH_SOCK: agent.socket } };
  },
  'a server over SFTP with a key': async () => {
    const root = await temporaryFolder();
    const { user, port, keyFile, close } = await startSshServer(root);
    onTestFinished(close);
    return serverPlace(root, { port, user, keyFile });
  },
  'a bucket': async () => {
    const store = await startS3Server(await temporaryFolder());
    onTestFinished(() => store.close());
    const { endpoint, bucket, keyId, secret } = store;
    return { settings: { name: 'Live', kind: 's3', endpoint, bucket, keyId }, secret, files: () => store.keys() };
  },
  'a folder': async () => {
    const folder = path.join(await temporaryFolder(), 'www');
    return {
      settings: { name: 'Live', kind: 'folder', path: folder },
      files: async () => Object.keys(await contentOf(folder)),
    };
  },
};

function serverPlace(
  root: string,
  account: { readonly port: number; readonly user: string; readonly keyFile?: string },
): NewPlace {
  const folder = path.join(root, 'public_html');
  return {
    settings: { name: 'Live', kind: 'sftp', host: '127.0.0.1', path: folder, ...account },
    files: async () => Object.keys(await contentOf(folder)),
  };
}

/** Makes an empty repository, `site.git` in `root`, that takes pushes over HTTP; answers how to list what is published in it. */
export function bareRepository(root: string): () => Promise<readonly string[]> {
  const repository = path.join(root, 'site.git');
  git(['init', '--quiet', '--bare', repository]);
  git(['-C', repository, 'config', 'http.receivepack', 'true']);
  return async () => {
    try {
      return git(['-C', repository, 'ls-tree', '-r', '--name-only', 'gh-pages']).trim().split('\n');
    } catch {
      // Nothing was published yet.
      return [];
    }
  };
}
