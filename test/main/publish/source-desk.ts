import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { en } from '../../../common/text/en.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { silentLog } from '../../../main/node/log.ts';
import { openPublisher, type PublisherOptions } from '../../../main/publish/open-publisher.ts';
import type { PublishOptions } from '../../../main/publish/publisher.ts';
import { buildSource } from '../../../main/publish/source/build-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from './make-build.ts';
import { git } from './places.ts';

/** An adopted blog in a clone of a bare repository, and a publisher of its source. `serve` may give that an address of its own. */
export async function openSourceDesk(
  files: Readonly<Record<string, string>>,
  changes: Partial<TargetSettings> = {},
  options: Partial<Omit<PublisherOptions, 'words'>> = {},
  serve?: (root: string) => Promise<string>,
) {
  const root = await temporaryFolder();
  const [remote, folder] = [path.join(root, 'remote.git'), path.join(root, 'blog')];
  git(['init', '--quiet', '--bare', '-b', 'main', remote]);
  git(['-C', remote, 'config', 'receive.denyNonFastForwards', 'true']);
  git(['clone', '--quiet', remote, folder]);
  git(['-C', folder, 'checkout', '--quiet', '-B', 'main']);
  for (const [key, value] of [
    ['user.name', 'Ada'],
    ['user.email', 'ada@example.org'],
  ]) {
    git(['-C', folder, 'config', key ?? '', value ?? '']);
  }
  await writeFiles(folder, files);
  git(['-C', folder, 'add', '-A']);
  git(['-C', folder, 'commit', '--quiet', '-m', 'Begin']);
  git(['-C', folder, 'push', '--quiet', '-u', 'origin', 'main']);

  const url = await serve?.(root);
  const address = url === undefined ? {} : { url };
  const settings: TargetSettings = { name: 'source', kind: 'git-source', ...address, ...changes };
  const library = async () => {
    const opened = await openLibrary({
      folder,
      dataFolder: path.join(root, 'data'),
      now: Date.now,
      log: silentLog,
      holder: 'test',
      emit: () => undefined,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    return opened.value;
  };
  const open = await library();
  onTestFinished(() => open.close());
  const publisher = openPublisher({
    siteFolder: folder,
    siteDataFolder: open.dataFolder,
    publishedFolder: path.join(root, 'published'),
    settings: () => ({ ...open.settings(), targets: [settings] }),
    secrets: { read: async () => undefined },
    words: { message: en.publishes.message },
    now: Date.now,
    log: silentLog,
    wait: async () => undefined,
    waitForHost: async () => undefined,
    waitInOutbox: (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', reject)),
    ...options,
  });
  onTestFinished(() => publisher.close());
  const build = async () => {
    const built = await buildSource({ target: 'source', library: open });
    if (!built.ok) throw new Error(JSON.stringify(built.failure));
    return built.value;
  };
  return {
    root,
    folder,
    remote,
    library: open,
    publisher,
    build,
    publish: async (more: Partial<PublishOptions> = {}) =>
      publisher.publish(await build(), { target: undefined, ...more }),
    /** A file of the remote branch; undefined when it is not there. */
    atRemote: (file: string): string | undefined => {
      try {
        return git(['-C', remote, 'show', `main:${file}`]);
      } catch {
        return undefined;
      }
    },
    onDisk: (file: string) => readFile(path.join(folder, file), 'utf8').catch(() => undefined),
    write: async (file: string, text: string) => {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    },
    /** Does as somebody else with a clone of their own would, and pushes it. */
    elsewhere: async (work: (clone: string) => Promise<void>, message = 'Elsewhere') => {
      const clone = await temporaryFolder();
      git(['clone', '--quiet', remote, clone]);
      await work(clone);
      git(['-C', clone, 'add', '-A']);
      git(['-C', clone, '-c', 'user.name=Bo', '-c', 'user.email=bo@example.org', 'commit', '--quiet', '-m', message]);
      git(['-C', clone, 'push', '--quiet', 'origin', 'HEAD:main']);
    },
    /** What git says is not committed in the author's folder. */
    status: () => git(['-C', folder, 'status', '--porcelain']),
    log: () => git(['-C', remote, 'log', '--format=%an|%s', 'main']).trim().split('\n'),
  };
}

/** A blog of each kind that hosts build: where its posts lie, and its first post. */
export const adopted: Readonly<
  Record<string, { readonly files: Readonly<Record<string, string>>; readonly post: string }>
> = {
  hugo: {
    files: {
      'hugo.toml': "baseURL = 'https://example.org/'\ntitle = 'Harbour'\n",
      'content/posts/train.md': '+++\ntitle = "On the train"\ndate = 2026-01-02\n+++\n\nFirst line.\n\nLast line.\n',
      'layouts/index.html': '<title>{{ .Title }}</title>\n',
    },
    post: 'content/posts/train.md',
  },
  jekyll: {
    files: {
      '_config.yml': 'title: Harbour\n',
      '_posts/2026-01-02-train.md': '---\ntitle: On the train\n---\n\nFirst line.\n\nLast line.\n',
    },
    post: '_posts/2026-01-02-train.md',
  },
  hexo: {
    files: {
      '_config.yml': 'title: Harbour\n',
      'source/_posts/train.md':
        '---\ntitle: On the train\ndate: 2026-01-02 10:00:00\n---\n\nFirst line.\n\nLast line.\n',
    },
    post: 'source/_posts/train.md',
  },
  eleventy: {
    files: {
      'eleventy.config.js': 'export default () => ({});\n',
      'posts/train.md': '---\ntitle: On the train\ndate: 2026-01-02\n---\n\nFirst line.\n\nLast line.\n',
    },
    post: 'posts/train.md',
  },
  astro: {
    files: {
      'astro.config.mjs': 'export default {};\n',
      'src/content/blog/train.md': '---\ntitle: On the train\ndate: 2026-01-02\n---\n\nFirst line.\n\nLast line.\n',
    },
    post: 'src/content/blog/train.md',
  },
};
