/** Runs other programs for the scripts. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Runs a command in the project's folder with its output shown; answers its exit code, 1 when it did not start. */
export function run(command, commandArguments, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a program of an installed package by the path of its script, the same on every system. */
export function runNode(script, scriptArguments, environment = {}) {
  return run(process.execPath, [path.join(root, 'node_modules', script), ...scriptArguments], environment);
}
