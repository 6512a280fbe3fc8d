import { silentLog } from '../../node/log.ts';
import { avoidNativePictures } from '../../node/picture-build.ts';
import { loadSharp } from '../picture-engine.ts';
import type { PictureReply, PictureRequest } from './messages.ts';
import { picturesHere } from './picture-work.ts';

/** The process for pictures: decodes and encodes for the program that started it. Started by `picturesBeside`. */
if ('electron' in process.versions) avoidNativePictures();

/** Electron's way to the program; elsewhere it is Node's own. */
interface ElectronPort {
  on(event: 'message', listener: (event: { readonly data: PictureRequest }) => void): void;
  postMessage(message: PictureReply): void;
}

const electronPort = (process as { readonly parentPort?: ElectronPort }).parentPort;
const pictures = picturesHere(() => loadSharp(silentLog));

const reply = (message: PictureReply) => {
  if (electronPort !== undefined) electronPort.postMessage(message);
  else if (process.connected) process.send?.(message);
};

const answer = async ({ number, kind, asked }: PictureRequest) => {
  try {
    reply({ said: 'done', number, answer: await pictures.run(kind, asked) });
  } catch (error) {
    reply({ said: 'failed', number, message: error instanceof Error ? error.message : String(error) });
  }
};

if (electronPort === undefined) process.on('message', answer);
else electronPort.on('message', ({ data }) => answer(data));
// The program ends it: a key in the terminal, which reaches both, must not take away what is being made.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

reply({ said: 'ready', hasEngine: await pictures.isThere() });
