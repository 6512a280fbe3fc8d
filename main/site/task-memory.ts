import type { PageTask } from './page-task.ts';

/**
 * Answers the task that was planned for an address before, the very same object, as long as it is planned from the very same
 * parts; else plans it. Parts are compared by identity, texts by what they say.
 */
export type RememberTask = (address: string, parts: readonly unknown[], plan: () => PageTask) => PageTask;

/** The tasks of one build of a running program, for the next: in a large blog an edit leaves nearly all of them as they were. */
export interface TaskMemory {
  /** Begins a build. What this build does not ask for is forgotten with the one after it. */
  begin(): RememberTask;
  /** See `PlanContext.changes`. */
  readonly changes: WeakMap<PageTask, string>;
}

interface Planned {
  readonly parts: readonly unknown[];
  readonly task: PageTask;
}

/** An empty memory. */
export function createTaskMemory(): TaskMemory {
  let current = new Map<string, Planned>();
  return {
    changes: new WeakMap(),
    begin: () => {
      const before = current;
      const now = new Map<string, Planned>();
      current = now;
      return (address, parts, plan) => {
        const known = before.get(address);
        const planned = known !== undefined && areSame(known.parts, parts) ? known : { parts, task: plan() };
        now.set(address, planned);
        return planned.task;
      };
    },
  };
}

/** For plans that nothing follows: every task is planned anew. */
export const forgetTasks: RememberTask = (_address, _parts, plan) => plan();

function areSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  if (before.length !== now.length) return false;
  for (let index = 0; index < now.length; index += 1) if (before[index] !== now[index]) return false;
  return true;
}
