/**
 * Reads something of the program's anew, one reading at a time: of two under way the older answer could come last, and stay.
 * Wishes that come during a reading cause one more after it, not several; whoever wished waits for that one.
 */
export function readAnew(read: () => Promise<void>): () => Promise<void> {
  let reading: Promise<void> | undefined;
  let isStale = false;
  async function readUntilFresh(): Promise<void> {
    do {
      isStale = false;
      await read();
    } while (isStale);
  }
  return () => {
    isStale = true;
    reading ??= readUntilFresh().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}
