import { openLibrary } from '../../../main/library/open-library.ts';
import { openMedia } from '../../../main/media/open-media.ts';
import { openSite } from '../../../main/site/open-site.ts';

/** Builds the blog in a folder and prints path and hash of each file as JSON: arguments are blog, data and themes folder. */
const [folder = '', dataFolder = '', shippedThemesFolder = ''] = process.argv.slice(2);
const now = () => Date.UTC(2026, 10, 22);
const log = { info: () => {}, error: (message: string, cause: unknown) => `${message} ${String(cause)}` };
const opened = await openLibrary({ folder, dataFolder, now, log, holder: 'a test', emit: () => {} });
if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
const library = opened.value;
const loadEngine = async () => undefined;
const media = openMedia({ folder: library.folder, siteDataFolder: library.dataFolder, now, log, loadEngine });
const site = openSite({ library, media, dataFolder: library.dataFolder, shippedThemesFolder, now, log });
const built = await site.build({});
if (!built.ok) throw new Error(JSON.stringify(built.failure));
await site.close();
await media.close();
await library.close();
console.log(JSON.stringify(built.value.manifest.files.map((file) => [file.path, file.sha256])));
process.exit(0);
