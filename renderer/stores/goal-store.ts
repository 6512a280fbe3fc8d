import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { inBackground } from '../background.ts';
import type { DraftSession } from '../drafts/draft-session.ts';
import { readGoal } from '../editor/word-goal.ts';
import type { Memory } from '../memory.ts';

/** How many words the author wants each post to have. Hers alone: it is kept by the program, never in the post. */
export interface GoalStore {
  /** Of the post that is open; undefined for none. */
  readonly current: ReadonlySignal<number | undefined>;
  set(goal: number | undefined): void;
}

/** Follows the post that is open. */
export function createGoalStore(
  memory: Memory,
  folder: () => string | undefined,
  session: ReadonlySignal<DraftSession | undefined>,
): GoalStore {
  const current = signal<number | undefined>(undefined);
  let turn = 0;

  async function read(name: string, asked: number): Promise<void> {
    const goal = readGoal(await memory.read(name));
    if (asked === turn) current.value = goal;
  }

  effect(() => {
    const open = session.value;
    turn += 1;
    current.value = undefined;
    const site = folder();
    if (open !== undefined && site !== undefined) inBackground(read(goalName(site, open.id), turn));
  });
  return {
    current,
    set(goal) {
      const open = session.value;
      const site = folder();
      if (open === undefined || site === undefined) return;
      current.value = goal;
      memory.write(goalName(site, open.id), goal ?? '');
    },
  };
}

function goalName(folder: string, id: string): string {
  return `goal ${folder} ${id}`;
}
