/** Finds Electron's binary: the one that is there, else a download by electron's own installer. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const packageFolder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** Path of the binary that is already here, if any: `ELECTRON_OVERRIDE_DIST_PATH`, else the package's own download. */
export function presentElectron() {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name = names[process.platform] ?? 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && existsSync(path.join(override, name))) return path.join(override, name);
  const pathFile = path.join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const downloaded = path.join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(downloaded) ? downloaded : undefined;
}

/** The binary, downloaded when it is not here; `reason` says in a few words why there is none. */
export async function electronBinary() {
  const present = presentElectron();
  if (present !== undefined) return { path: present };
  const said = await install();
  const path = presentElectron();
  return path === undefined ? { reason: said } : { path };
}

function install() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(packageFolder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
    });
    const timer = setTimeout(() => child.kill(), 10 * 60_000);
    child.on('exit', () => {
      clearTimeout(timer);
      const reason = said.split('\n').find((line) => /error|failed/i.test(line));
      resolve(reason?.trim().slice(0, 120) ?? 'the download failed');
    });
  });
}
