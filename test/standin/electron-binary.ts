import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const names: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Electron's real binary, from `ELECTRON_OVERRIDE_DIST_PATH` or a download; undefined where there is none. */
export function electronBinary(): string | undefined {
  const { ELECTRON_OVERRIDE_DIST_PATH: chosen } = process.env;
  const folder = chosen ?? path.join(process.cwd(), 'node_modules/electron/dist');
  const binary = path.join(folder, names[process.platform] ?? 'electron');
  return existsSync(binary) && isProgram(binary) ? binary : undefined;
}

/** A look-alike distribution, made for packing tests, has a marker beside it and runs nothing. */
function isProgram(binary: string): boolean {
  const version = path.join(path.dirname(binary), 'version');
  return !existsSync(version) || !readFileSync(version, 'utf8').includes('look-alike');
}
