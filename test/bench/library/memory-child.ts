import { openLibrary } from '../../../main/library/open-library.ts';
import { silentLog } from '../../../main/node/log.ts';

/** Opens the blog whose folder and data folder are given, and prints what the process then holds, in megabytes. */
const [folder = '', dataFolder = ''] = process.argv.slice(2);
const opened = await openLibrary({
  folder,
  dataFolder,
  now: Date.now,
  log: silentLog,
  holder: 'the bench',
  emit: () => {},
});
if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
const held = (): number => Math.round(process.memoryUsage().rss / 1_000_000);
await opened.value.list();
const withList = held();
for (const query of ['harbour', 'night sea', 'rail jour', 'k7', 'conference norway', 'stone', 'le', 'bridge']) {
  await opened.value.search(query, 50, true);
}
console.log(JSON.stringify({ withList, withSearch: held() }));
await opened.value.close();
