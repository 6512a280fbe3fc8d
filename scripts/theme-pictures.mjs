import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/** The page that shows best what a theme is for. */
const pages = { longread: '2024/05/shorelines-2024/', journal: '2022/10/lisbon-from-the-ferry/' };

/** Where the sample blog says it is. */
const address = 'https://slow-harbour.example/';

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/**
 * Builds the sample blog in each built-in theme and takes its picture into `output`, as `longread-phone-dark.webp`: wide and
 * narrow, light and dark, as readers see it. `folder` is for the blogs; it stays for the caller to remove.
 */
export async function takeThemePictures({ browser, cli, folder, output }) {
  for (const [theme, page] of Object.entries(pages)) {
    const site = await builtSample(cli, folder, theme);
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const colorScheme of ['light', 'dark']) {
        const context = await browser.newContext({ viewport, colorScheme });
        await context.route(`${address}**`, (route) => route.fulfill({ path: fileAt(site, route.request().url()) }));
        const tab = await context.newPage();
        await tab.goto(address + page);
        await tab.evaluate(() => document.fonts.ready);
        await tab.waitForFunction(() =>
          [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight),
        );
        await tab.evaluate(() => Promise.all([...document.images].map((image) => image.complete && image.decode())));
        const picture = sharp(await tab.screenshot()).webp({ quality: 84, effort: 6 });
        await writeFile(path.join(output, `${theme}-${size}-${colorScheme}.webp`), await picture.toBuffer());
        await context.close();
      }
    }
  }
}

/** The folder of the sample blog, built in a theme. */
async function builtSample(cli, folder, theme) {
  const blog = path.join(folder, theme);
  const site = path.join(folder, `${theme}-site`);
  const data = ['--data', path.join(folder, `${theme}-data`)];
  await run(cli, ['new', blog, '--sample', ...data]);
  const settings = path.join(blog, 'offprint.yml');
  await writeFile(settings, (await readFile(settings, 'utf8')).replace(/^theme: .*$/m, `theme: ${theme}`));
  await run(cli, ['build', blog, '--out', site, ...data]);
  return site;
}

/** The file that answers an address of the built blog. */
function fileAt(site, url) {
  const { pathname } = new URL(url);
  return path.join(site, decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
}

async function run(cli, given) {
  const [code] = await once(spawn(process.execPath, [cli, ...given], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`offprint ${given[0]} ended with ${code}`);
}
