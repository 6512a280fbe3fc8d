/** Gets the programs that tests drive: one that is there, else a download (Chromium), else Debian's package. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { run, runNode } from './run.mjs';

const wanted = [
  { name: 'git', paths: ['git'], debian: 'git' },
  { name: 'sshd', paths: ['/usr/sbin/sshd', '/usr/local/sbin/sshd', 'sshd'], debian: 'openssh-server' },
  { name: 'ssh', paths: ['ssh'], debian: 'openssh-client' },
  { name: 'strace', paths: ['strace'], debian: 'strace', platform: 'linux' },
  // Debian starts these servers when they are installed, which nobody wants on a desk.
  { name: 'nginx', paths: ['/usr/sbin/nginx', 'nginx'], debian: 'nginx', onlyForCI: true },
  { name: 'apache2', paths: ['/usr/sbin/apache2', 'apache2'], debian: 'apache2-bin', onlyForCI: true },
];

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/**
 * Installs what is missing as far as this machine allows. Answers the path of a Chromium, if there is one, and a list of
 * what could not be had, each with its reason.
 */
export async function prepareTestPrograms() {
  const needed = wanted.filter(
    ({ platform, onlyForCI }) =>
      (platform === undefined || platform === process.platform) && (onlyForCI !== true || process.env.CI === 'true'),
  );
  const absent = needed.filter(({ paths }) => find(paths) === undefined);
  let browser = process.env.OFFPRINT_CHROMIUM ?? find(browsers) ?? downloadedBrowser() ?? (await downloadBrowser());
  const packages = [
    ...absent.map(({ debian }) => debian),
    ...(browser === undefined ? ['chromium', 'fonts-liberation'] : []),
  ];
  const reason = packages.length === 0 ? undefined : await installDebian(packages);
  browser ??= find(browsers);
  const missing = absent.filter(({ paths }) => find(paths) === undefined).map(({ name }) => ({ name, reason }));
  if (browser === undefined) missing.push({ name: 'chromium', reason: `no download, and ${reason}` });
  return { browser, missing };
}

function find(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = names.flatMap((name) =>
    path.isAbsolute(name)
      ? [name]
      : folders.flatMap((folder) => [path.join(folder, name), path.join(folder, `${name}.exe`)]),
  );
  return candidates.find((candidate) => existsSync(candidate));
}

function downloadedBrowser() {
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

async function downloadBrowser() {
  console.log('Tests need a Chromium; none is installed, so one is downloaded.');
  const code = await runNode('playwright-core/cli.js', ['install', 'chromium']);
  return code === 0 ? downloadedBrowser() : undefined;
}

async function installDebian(packages) {
  if (find(['apt-get']) === undefined) return 'this system has no apt-get';
  if (process.getuid?.() !== 0) return `only root may run apt-get install ${packages.join(' ')}`;
  console.log(`Tests need ${packages.join(', ')}; installing Debian's packages.`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], quiet);
  const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
  return code === 0 ? 'the installed package lacks it' : 'apt-get install failed';
}
