/** `npm start`: builds the program, then runs it on Electron, or on the loopback host where Electron's binary is not to be had. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProgram } from './build.mjs';
import { electronBinary } from './electron-binary.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

await buildProgram();
const electron = await electronBinary();
if (electron.path === undefined) {
  console.error(
    `Electron's binary is not to be had here (${electron.reason}); Offprint opens in a browser window instead.`,
  );
}
const userArguments = process.argv.slice(2);
const [command, commandArguments] =
  electron.path === undefined
    ? [process.execPath, [path.join(root, 'out/cli.mjs'), 'serve', ...userArguments]]
    : [electron.path, [root, ...userArguments]];
const child = spawn(command, commandArguments, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
