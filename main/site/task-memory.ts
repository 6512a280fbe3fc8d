import type { PageTask } from './page-task.ts';

/**
 * Answers the task that was planned for an address before, the very same object, as long as it is planned from the very same
 * parts; else plans it. Parts are compared by identity, texts by what they say.
 */
export type RememberTask = (address: string, parts: readonly unknown[], plan: () => PageTask) => PageTask;

/** The tasks of one build of a running program, for the next: in a large blog an edit leaves nearly all of them as they were. */
export interface TaskMemory {
  readonly remember: RememberTask;
  /** Begins a build that plans every page. What it does not ask for is forgotten with the one after it. */
  begin(): void;
  /** See `PlanContext.changes`. */
  readonly changes: WeakMap<PageTask, string>;
}

interface Planned {
  readonly parts: readonly unknown[];
  readonly task: PageTask;
}

/** An empty memory. */
export function createTaskMemory(): TaskMemory {
  let before = new Map<string, Planned>();
  let current = new Map<string, Planned>();
  return {
    changes: new WeakMap(),
    remember: (address, parts, plan) => {
      const known = current.get(address) ?? before.get(address);
      const planned = known !== undefined && areSame(known.parts, parts) ? known : { parts, task: plan() };
      current.set(address, planned);
      return planned.task;
    },
    begin: () => {
      before = current;
      current = new Map();
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
