import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Does what Electron's binary does with a program's folder: runs the main file of its package, and is ready after that.
register(new URL('./resolve-electron.mjs', import.meta.url));
const program = process.env.STANDIN_APP ?? process.cwd();
// The program's own package file, whose shape npm prescribes.
const { main } = JSON.parse(readFileSync(path.join(program, 'package.json'), 'utf8')) as { readonly main: string };
// Only known by its address at run time, so the type is stated here.
const standIn = (await import(new URL('./electron.mjs', import.meta.url).href)) as Pick<
  typeof import('./electron.ts'),
  'listenToTest' | 'mainHasRun'
>;
standIn.listenToTest();
await import(pathToFileURL(path.join(program, main)).href);
standIn.mainHasRun();
