/**
 * Queues by owner and name. The table hangs on the owner (a file system), because two writers of one path must wait for
 * each other wherever in the program they are.
 */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Runs `work` after all earlier work of the same owner and name; a failure of one does not touch the next. */
export async function inTurn<Value>(owner: object, name: string, work: () => Promise<Value>): Promise<Value> {
  const names = queues.get(owner) ?? new Map<string, Promise<unknown>>();
  queues.set(owner, names);
  const earlier = names.get(name) ?? Promise.resolve();
  const mine = earlier.then(work, work);
  names.set(name, mine);
  try {
    return await mine;
  } finally {
    if (names.get(name) === mine) names.delete(name);
  }
}
