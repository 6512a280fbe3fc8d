import type { ControlRequest, DialogAnswer, Done, LogEntry } from '../messages.ts';

/** Tells the test what happened. Without a test on the other side nothing is told. */
export function report(entry: LogEntry): void {
  process.send?.({ log: entry });
}

const prepared: DialogAnswer[] = [];

/** Prepares the answer of the next box of this kind. */
export function prepareDialog(answer: DialogAnswer): void {
  prepared.push(answer);
}

/** The prepared answer of a box. A box that no test expects is reported, and rejects. */
export function takeDialogAnswer(
  method: DialogAnswer['method'],
  options: Readonly<Record<string, unknown>>,
): DialogAnswer['answer'] {
  const index = prepared.findIndex((dialog) => dialog.method === method);
  const [found] = index < 0 ? [] : prepared.splice(index, 1);
  // Signals and the like do not cross the process channel.
  const shown: Record<string, unknown> = JSON.parse(JSON.stringify(options));
  if (found === undefined) {
    report({ kind: 'unexpected-dialog', method, options: shown });
    throw new Error(`No test prepared an answer for dialog.${method}.`);
  }
  report({ kind: 'dialog', method, options: shown });
  return found.answer;
}

/** Carries out what the test asks for, one request after another. */
export function obeyTest(carryOut: (request: ControlRequest) => unknown): void {
  process.on('message', async (message: { readonly id: number; readonly request: ControlRequest }) => {
    const done: Done = await Promise.resolve()
      .then(() => carryOut(message.request))
      .then(
        (value) => ({ done: message.id, value }),
        (error: unknown) => ({ done: message.id, error: String(error) }),
      );
    process.send?.(done);
  });
  process.on('disconnect', () => process.exit(1));
  // The test's end of the channel must not keep a program alive that wants to end.
  process.channel?.unref();
}
