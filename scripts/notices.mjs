/** Writes the notices of everybody whose work travels inside the program: their licences ask for it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Packages that travel as they are, beside the bundles, or that the bundler's list does not name. */
const travelling = /^(?:sharp|@img\/sharp-wasm32|node-sqlite3-wasm|@fontsource.*)$/;

/**
 * Writes one Markdown file with the name, version, licence and licence text of each package that one of these files belongs
 * to, and of those that travel as they are. Throws when a package states no licence at all: it may not be shipped then.
 */
export async function writeNotices(root, files, target) {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
  const { dependencies, devDependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    if (travelling.test(name)) folders.add(path.join(root, 'node_modules', name));
  }
  const notices = await Promise.all([...folders].map(noticeOf));
  notices.sort((first, second) => (first.title < second.title ? -1 : 1));
  const sections = notices.map(({ title, licence, text }) => `## ${title}\n\n${licence}\n\n${text}`.trim());
  await writeFile(target, `# Notices\n\nOffprint is made with the work of others.\n\n${sections.join('\n\n')}\n`);
}

/** The package's folder of a file in node_modules, the innermost one. */
function packageFolder(file) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path.resolve(file.replace(/^\0/, '')))?.[0];
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const names = (await readdir(folder)).filter((entry) => /^(?:licen[cs]e|copying|notice|ofl)\b/i.test(entry)).sort();
  const texts = await Promise.all(names.map((entry) => readFile(path.join(folder, entry), 'utf8')));
  if (license === undefined && texts.length === 0)
    throw new Error(`${name} states no licence, so it may not be shipped.`);
  const quoted = texts.map((text) => text.trim().replace(/^/gm, '    '));
  return { title: `${name} ${version}`, licence: String(license ?? 'See below.'), text: quoted.join('\n\n') };
}
