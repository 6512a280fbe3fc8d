import { setFlagsFromString } from 'node:v8';

/** How much bytecode a function runs before V8 considers optimising it, in bytes: two and a half times V8's own budget. */
const interruptBudget = 2.5 * 66 * 1024;

/** How much bytecode of functions that it calls V8 puts into a function which it optimises, in bytes: a sixth of V8's own limit. */
const maxInlined = 150;

/**
 * Makes V8 wait longer before it optimises a function, and compile less when it does. A command ends before most of what is optimised
 * has paid for the compiling, which takes the processors from those at work: a first build of 1,000 posts takes a tenth less time,
 * one of 10,000 as much as before. Only for V8 11, that of Node 20, where it was measured; later ones have a quick compiler in
 * between. Holds for all threads, and must come before code is loaded that was compiled earlier, which is good for the same settings
 * only.
 */
export function optimiseLess(): void {
  if (!process.versions.v8.startsWith('11.')) return;
  setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${maxInlined}`);
}
