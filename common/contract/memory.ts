import { record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { WriteFailed } from './site.ts';

/** Longest text kept under one name, in UTF-16 units. */
export const maxMemoryLength = 2_000_000;

/** Calls about what makes the page look as it was: widths, cursors, undo steps. Kept by the program, never in a site folder. */
export interface MemoryCalls {
  /** What was kept under this name; undefined when nothing was, or it was long ago. */
  'memory.read': Call<{ readonly name: string }, string | undefined>;
  /** Keeps a text under a name, in the place of what was there. Old names are forgotten when there are many. */
  'memory.write': Call<{ readonly name: string; readonly value: string }, void, WriteFailed>;
}

/** Argument checks of `MemoryCalls`. */
export const memoryChecks: Checks<MemoryCalls> = {
  'memory.read': record({ name: text({ minLength: 1, maxLength: 5_000 }) }),
  'memory.write': record({
    name: text({ minLength: 1, maxLength: 5_000 }),
    value: text({ maxLength: maxMemoryLength }),
  }),
};
