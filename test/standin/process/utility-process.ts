import { fork } from 'node:child_process';

/** Electron's way to a process beside the program, on plain Node: messages go over Node's own channel. */
export const utilityProcessStandIn = {
  fork(script: string, given: readonly string[] = [], options: Electron.ForkOptions = {}) {
    const { env = process.env, execArgv = [] } = options;
    const child = fork(script, given, {
      env: env as NodeJS.ProcessEnv,
      execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => undefined);
    return Object.assign(child, {
      postMessage: (message: object) => {
        if (child.connected) child.send(message, () => undefined);
      },
    });
  },
};
