/**
 * Does `work` for every item, `lanes` at a time, in order of the list. Stops at the first failure or when cancelled, waits
 * for what is under way, then throws that first cause.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  let failure: { readonly cause: unknown } | undefined;
  const lane = async () => {
    while (failure === undefined && next < items.length) {
      const index = next;
      next += 1;
      try {
        signal?.throwIfAborted();
        // The bound was checked above; an undefined item is one the caller put into the list.
        await work(items[index] as Item);
      } catch (cause) {
        failure ??= { cause };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  if (failure !== undefined) throw failure.cause;
}
