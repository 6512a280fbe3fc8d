import { writeSync } from 'node:fs';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { silentLog } from '../../../main/node/log.ts';
import { openPublisher } from '../../../main/publish/open-publisher.ts';
import { buildFromFolder, writeFiles } from './make-build.ts';
import { goneBefore, rollingSite } from './rolling-site.ts';
import { settingsWith } from './settings-with.ts';

/** A program that publishes one version of the rolling site to a folder, announced on standard output, until it is killed. */
const [desk = '', number = '', target = ''] = process.argv.slice(2);
const targets: TargetSettings[] = target === 'chosen' ? [{ name: 'www', kind: 'folder', path: '../www' }] : [];
const publisher = openPublisher({
  siteFolder: `${desk}/blog`,
  siteDataFolder: `${desk}/data`,
  publishedFolder: `${desk}/www`,
  settings: () => settingsWith(targets),
  secrets: { read: async () => undefined },
  words: { message: () => 'Publish' },
  now: Date.now,
  log: silentLog,
});
const source = `${desk}/builds/${number}`;
await writeFiles(source, rollingSite(Number(number)));
const build = await buildFromFolder(source, `${desk}/store`);
writeSync(1, 'begin\n');
const sent = await publisher.publish(build, { target: undefined, removedPosts: goneBefore(Number(number)) });
writeSync(1, sent.ok ? 'done\n' : `failed ${JSON.stringify(sent.failure)}\n`);
