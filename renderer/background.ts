/**
 * The place for work that nobody waits for, such as the answer to an event. Expected failures are values and are shown by
 * whoever asked; what arrives here is a bug and goes to the window's error report.
 */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    reportError(error);
  });
}
