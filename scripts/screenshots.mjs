/**
 * `node scripts/screenshots.mjs [FOLDER]`: starts the built program with the sample blog and takes the pictures of the README
 * and the user guide into docs/images (or FOLDER): light and dark, wide and narrow, and the sample blog in each theme.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildProgram } from './build.mjs';
import { root } from './run.mjs';
import { prepareTestPrograms } from './test-programs.mjs';
import { takeThemePictures } from './theme-pictures.mjs';

const output = path.resolve(process.argv[2] ?? path.join(root, 'docs/images'));
const post = 'Shorelines';

await buildProgram();
await mkdir(output, { recursive: true });
const { browser: executablePath } = await prepareTestPrograms();
const folder = await mkdtemp(path.join(tmpdir(), 'offprint-screenshots-'));
const cli = path.join(root, 'out/cli.mjs');
await finished(
  spawn(process.execPath, [cli, 'new', path.join(folder, 'blog'), '--sample', '--data', path.join(folder, 'data')]),
);
const host = spawn(process.execPath, [
  cli,
  'serve',
  path.join(folder, 'blog'),
  '--no-open',
  '--data',
  path.join(folder, 'data'),
]);
const address = await printedAddress(host);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });

await takeThemePictures({ browser, cli, folder, output });
for (const colorScheme of ['light', 'dark']) {
  const page = await openPage({ width: 1440, height: 900 }, colorScheme);
  await page.screenshot({ path: path.join(output, `writing-${colorScheme}.png`) });
  if (colorScheme === 'light') {
    await page
      .getByRole('button', { name: /^(Publish|Update)/ })
      .last()
      .click();
    const link = page.getByRole('link', { name: /post/i }).last();
    await link.waitFor({ timeout: 60_000 });
    await page.screenshot({ path: path.join(output, 'published-light.png') });
  }
  await page.context().close();
}
await browser.close();
host.kill();
await rm(folder, { recursive: true, force: true, maxRetries: 5 });

async function openPage(viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('list', { name: 'Posts' }).getByText(post).first().click();
  await page.getByRole('textbox', { name: 'Title' }).waitFor();
  const preview = page.frameLocator('iframe[title="Preview"]');
  await preview.locator('figure img').first().waitFor();
  await page.getByText('Making the page').waitFor({ state: 'hidden' });
  await page.waitForFunction(() => {
    const shown = document.querySelector('iframe[title="Preview"]')?.contentDocument;
    return shown?.fonts.status === 'loaded' && (shown.querySelector('figure img')?.naturalWidth ?? 0) > 0;
  });
  return page;
}

function finished(child) {
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The command ended with ${code}`))));
  });
}

async function printedAddress(child) {
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said);
    if (found !== null) {
      child.stdout.resume();
      return found[0];
    }
  }
  throw new Error(`The host ended without an address: ${said}`);
}
