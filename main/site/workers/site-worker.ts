import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadScript } from '../../node/load-script.ts';
import type { ThreadStart } from './messages.ts';

// The entry of a thread, started by `startRenderPool`: runs `render-worker.ts`, bundled beside it, from compiled code.
const { codeFile } = workerData as ThreadStart;
const { exports, keepCode } = loadScript(path.join(import.meta.dirname, 'site-worker.cjs'), codeFile);
// Built from that very file.
const { serveBuild } = exports as typeof import('./render-worker.ts');
if (parentPort !== null) serveBuild(parentPort, keepCode);
