import type { CommandReport } from './command.ts';
import type { Manner } from './parse.ts';

/** A stream that lines are written to; `isTTY` when a person is looking. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Where a command's words go: results to standard output, all else to standard error. */
export interface Output {
  report(report: CommandReport): void;
  failure(failure: unknown, lines: readonly string[]): void;
  help(lines: readonly string[]): void;
  note(line: string): void;
  progress(done: number, total: number, stage: string): void;
}

const codes = { bold: '1', dim: '2', red: '31' } as const;

/** Speaks to people in lines, or to machines in one JSON document. Colours only where a person looks and wants them. */
export function createOutput(
  { isJson, isQuiet }: Manner,
  stdout: OutputStream,
  stderr: OutputStream,
  environment: Readonly<Record<string, string | undefined>>,
): Output {
  const style = (stream: OutputStream, code: keyof typeof codes, line: string) =>
    hasColour(stream, environment) ? `\u001b[${codes[code]}m${line}\u001b[0m` : line;
  let shownStage: string | undefined;
  let isLineOpen = false;

  const endLine = () => {
    if (isLineOpen) stderr.write('\r\u001b[K');
    isLineOpen = false;
  };
  const say = (stream: OutputStream, lines: readonly string[]) => {
    endLine();
    stream.write(lines.map((line) => `${line}\n`).join(''));
  };

  return {
    report: ({ value, lines }) => {
      if (isJson) return say(stdout, [JSON.stringify({ ok: true, value })]);
      const [first, ...rest] = lines;
      if (first !== undefined) say(stdout, [style(stdout, 'bold', first), ...rest]);
    },
    failure: (failure, lines) => {
      if (isJson) say(stdout, [JSON.stringify({ ok: false, failure, message: lines.join(' ') })]);
      else
        say(
          stderr,
          lines.map((line, index) => (index === 0 ? style(stderr, 'red', line) : line)),
        );
    },
    help: (lines) => {
      say(
        stdout,
        lines.map((line) => (/^\S.*:$/.test(line) ? style(stdout, 'bold', line) : line)),
      );
    },
    note: (line) => {
      if (!isQuiet) say(stderr, [style(stderr, 'dim', line)]);
    },
    progress: (done, total, stage) => {
      if (isQuiet) return;
      if (stderr.isTTY === true) {
        stderr.write(`\r\u001b[K${stage} ${done} / ${total}`);
        isLineOpen = true;
      } else if (stage !== shownStage) {
        // A log is no place for a thousand lines: one a stage.
        stderr.write(`${stage}\n`);
      }
      shownStage = stage;
    },
  };
}

/** https://no-color.org, and terminals that cannot. */
function hasColour(stream: OutputStream, environment: Readonly<Record<string, string | undefined>>): boolean {
  const isUnwanted = (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb';
  return stream.isTTY === true && !isUnwanted;
}
