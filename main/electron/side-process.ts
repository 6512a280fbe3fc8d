import { utilityProcess } from 'electron';
import { giveWay, type StartSideProcess, sideEnvironment } from '../node/side-process.ts';

/** Starts a script in a utility process: the program's binary does not run as plain Node. Of low priority. */
export const startUtilityProcess: StartSideProcess = (script) => {
  const child = utilityProcess.fork(script, [], {
    env: sideEnvironment(process.env),
    execArgv: [],
    stdio: 'ignore',
    serviceName: 'Offprint pictures',
  });
  child.on('spawn', () => giveWay(child.pid));
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onEnd: (listener) => {
      child.once('exit', (code) => listener(`code ${code}`));
    },
    kill: () => {
      child.kill();
    },
  };
};
