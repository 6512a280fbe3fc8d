import { fail, ok } from '../../../common/result.ts';
import type { Command, CommandTools, Serving, WrongUsage } from '../command.ts';

/** `offprint serve [FOLDER] [--port N] [--no-open]` */
export const serveCommand: Command = {
  name: 'serve',
  operands: [{ name: 'FOLDER', isOptional: true }],
  options: { port: { value: 'N', short: 'p' }, 'no-open': {} },
  run: async (input, tools) => {
    const { text } = tools;
    const given = input.text('port');
    const port = given === undefined ? undefined : portOf(given);
    if (given !== undefined && port === undefined) return wrongPort(text.usage.badPort(given));
    const opensWindow = !input.has('no-open');
    const started = await tools.serve({ folder: input.folder, port, opensWindow });
    if (!started.ok) return started;
    const serving = started.value;
    tools.announce({
      value: { address: serving.address, folder: serving.site?.folder ?? null, window: serving.window ?? null },
      lines: [introduction(serving, opensWindow, text), serving.address],
    });
    const holder = serving.site?.readOnly?.holder;
    if (holder !== undefined) tools.note(text.serving.readOnly(holder));
    tools.note(text.serving.howToEnd);
    const isClean = await untilEnded(serving, () => tools.note(text.serving.ending));
    if (!isClean) tools.note(text.serving.notClean);
    return ok({ value: null, lines: [], isAnnounced: true, exitCode: isClean ? 0 : 1 });
  },
};

function introduction({ window }: Serving, opensWindow: boolean, text: CommandTools['text']): string {
  if (window !== undefined) return text.serving[window];
  return opensWindow ? text.serving.noBrowser : text.serving.none;
}

/** One Ctrl+C can arrive more than once: from the terminal, and passed on by a parent such as `npm start`. */
const sameSignalMs = 1_000;

/** Waits for the host's end. The first signal asks for it, a later one does not wait for the last write. */
async function untilEnded(serving: Serving, onEnding: () => void): Promise<boolean> {
  let askedMs: number | undefined;
  const onSignal = () => {
    if (askedMs === undefined) {
      askedMs = performance.now();
      onEnding();
      void serving.end();
    } else if (performance.now() - askedMs > sameSignalMs) {
      process.exit(130);
    }
  };
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await serving.ended;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

function portOf(given: string): number | undefined {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

function wrongPort(reason: string) {
  const failure: WrongUsage = { kind: 'wrong-usage', reason, command: 'serve' };
  return fail(failure);
}
