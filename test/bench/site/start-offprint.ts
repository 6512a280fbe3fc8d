import path from 'node:path';
import { loadScript } from '../../../main/node/load-script.ts';
import { optimiseLess } from '../../../main/node/optimise-less.ts';
import { startEarly } from '../../../main/site-thread.ts';

// Starts `offprint-build.ts`, bundled beside this file as `site-program.cjs`, the way that the command line starts the program.
const folder = import.meta.dirname;
optimiseLess();
const [blog = '', dataFolder = '', , thread = ''] = process.argv.slice(2);
const codeFile = path.join(folder, 'code', 'site-worker.bin');
const early = startEarly({ file: thread, codeFile }, { folder: blog, dataFolder });
const { exports, keepCode } = loadScript(path.join(folder, 'site-program.cjs'), path.join(folder, 'code', 'build.bin'));
// Built from that very file.
const { buildBlog } = exports as typeof import('./offprint-build.ts');
await buildBlog(process.argv.slice(2), early);
keepCode();
process.exit(0);
