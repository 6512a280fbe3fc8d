/** How far a post is on the way to the number of words its author set herself. */
export interface GoalProgress {
  readonly goal: number;
  /** 0 to 1; more words than asked for are 1. */
  readonly share: number;
  readonly isReached: boolean;
}

/** The largest goal that can be set, in words. */
export const mostGoalWords = 1_000_000;

/** The progress of a post with so many words; undefined without a goal. */
export function goalProgress(words: number, goal: number | undefined): GoalProgress | undefined {
  if (goal === undefined || goal <= 0) return undefined;
  return { goal, share: Math.min(1, words / goal), isReached: words >= goal };
}

/** A goal as it was typed or kept: a whole number of words, or undefined for none. */
export function readGoal(value: unknown): number | undefined {
  const digits = typeof value === 'string' ? value.replace(/[\s.,'\u00a0\u202f]/g, '') : value;
  const goal = digits === '' ? Number.NaN : Number(digits);
  return Number.isInteger(goal) && goal > 0 && goal <= mostGoalWords ? goal : undefined;
}
