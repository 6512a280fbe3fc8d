import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { PublishReceipt } from '../../../common/contract/publish.ts';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { en } from '../../../common/text/en.ts';
import { openPublisher, type PublisherOptions } from '../../../main/publish/open-publisher.ts';
import type { Publisher, PublishFailure, PublishOptions } from '../../../main/publish/publisher.ts';
import type { Build } from '../../../main/site/site.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { buildFromFolder, writeFiles } from './make-build.ts';
import { settingsWith } from './settings-with.ts';

/** A site's files by their path. */
export type SiteFiles = Readonly<Record<string, string>>;

/** A writing desk: a site folder, the application's data and a publisher, all in one temporary folder. */
export interface Desk {
  readonly folder: string;
  /** Folder of the embedded target. */
  readonly embedded: string;
  readonly siteDataFolder: string;
  readonly publisher: Publisher;
  /** Another publisher over the same folders, as after a restart. */
  reopen(changes?: Partial<Omit<PublisherOptions, 'words'>>): Publisher;
  build(files: SiteFiles): Promise<Build>;
  publish(files: SiteFiles, options?: Partial<PublishOptions>): ReturnType<Publisher['publish']>;
  /** Publishes and throws the failure, if any. */
  publishOk(files: SiteFiles, options?: Partial<PublishOptions>): Promise<PublishReceipt>;
}

/** Sets up a desk whose site has these targets; without any, the embedded one. Waiting between tries takes no time, in the outbox for ever. */
export async function openDesk(
  targets: readonly TargetSettings[] = [],
  secrets: (name: string) => string | undefined = () => undefined,
  options: Partial<Omit<PublisherOptions, 'words'>> = {},
): Promise<Desk> {
  const folder = await temporaryFolder();
  const siteFolder = path.join(folder, 'blog');
  const embedded = path.join(folder, 'data', 'published', 'blog');
  const siteDataFolder = path.join(folder, 'data', 'site');
  await mkdir(path.join(siteFolder, 'posts'), { recursive: true });
  const reopen = (changes: Partial<Omit<PublisherOptions, 'words'>> = {}) =>
    openPublisher({
      siteFolder,
      siteDataFolder,
      publishedFolder: embedded,
      settings: () => settingsWith(targets),
      secrets: { read: async (name) => secrets(name) },
      words: { message: en.publishes.message },
      now: Date.now,
      log: { info: () => undefined, error: () => 'none' },
      wait: async () => undefined,
      waitInOutbox: (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', reject)),
      ...options,
      ...changes,
    });
  const publisher = reopen();
  onTestFinished(() => publisher.close());
  let builds = 0;
  const build = async (files: SiteFiles) => {
    builds += 1;
    const source = path.join(folder, `build-${builds}`);
    await writeFiles(source, files);
    return buildFromFolder(source, path.join(folder, 'store'));
  };
  const publish: Desk['publish'] = async (files, options = {}) =>
    publisher.publish(await build(files), { target: undefined, ...options });
  return {
    folder,
    embedded,
    siteDataFolder,
    publisher,
    reopen,
    build,
    publish,
    publishOk: async (files, options) => {
      const published = await publish(files, options);
      if (!published.ok) throw new PublishFailed(published.failure);
      return published.value;
    },
  };
}

/** A publish that should have succeeded. */
export class PublishFailed extends Error {
  constructor(failure: PublishFailure) {
    super(JSON.stringify(failure));
  }
}
