import path from 'node:path';
import { type Failure, fail, type Result } from '../../common/result.ts';
import { en } from '../../common/text/en.ts';
import type { App } from '../app.ts';
import type { Log } from '../node/log.ts';
import type { Command, CommandInput, CommandReport, CommandTools, StartServing } from './command.ts';
import { commands } from './commands.ts';
import { exitCodeOf, exitCodes, failureLines } from './failures.ts';
import { commandHelp, programHelp } from './help.ts';
import { createOutput, type Output, type OutputStream } from './output.ts';
import { type Manner, parse } from './parse.ts';
import { programOf } from './program.ts';

const text = en.commandLine;

/** What the command line is given by its entry file. */
export interface CommandLineSurroundings {
  /** Without the program's own name. */
  readonly arguments: readonly string[];
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly version: string;
  /** The application's data folder; `chosen` is what --data names. */
  dataFolder(chosen: string | undefined): string;
  openLog(dataFolder: string): Log;
  /** `onMissingSecret` hears the environment variable of each secret that was looked for and not found. */
  openApp(setting: ProgramSetting, onMissingSecret: (variable: string) => void): Promise<App>;
  serving(setting: ProgramSetting): StartServing;
}

/** What the program is started for. */
export interface ProgramSetting {
  readonly command: Command['name'];
  readonly dataFolder: string;
  readonly log: Log;
  /** The blog that the command is for, when it names one. */
  readonly folder: string | undefined;
}

/** Runs one command line to its end and answers its exit code. Never rejects. */
export async function runCommandLine(surroundings: CommandLineSurroundings): Promise<number> {
  const { workingFolder, stdout, stderr, environment } = surroundings;
  const { manner, parsed } = parse(surroundings.arguments, commands, workingFolder, text);
  const output = createOutput(manner, stdout, stderr, environment);
  if (!parsed.ok) {
    output.failure(parsed.failure, failureLines(parsed.failure, { text, logFile: '', missingSecrets: [] }));
    return exitCodes.wrongUsage;
  }
  switch (parsed.value.kind) {
    case 'version':
      output.report({ value: { version: surroundings.version }, lines: [`Offprint ${surroundings.version}`] });
      return exitCodes.done;
    case 'help': {
      const { command } = parsed.value;
      output.help(command === undefined ? programHelp(commands, text) : commandHelp(command, text));
      return exitCodes.done;
    }
    case 'run':
      return runCommand(parsed.value.command, parsed.value.input, manner, output, surroundings);
  }
}

async function runCommand(
  command: Command,
  input: CommandInput,
  { data }: Manner,
  output: Output,
  surroundings: CommandLineSurroundings,
): Promise<number> {
  const dataFolder = surroundings.dataFolder(data);
  const log = surroundings.openLog(dataFolder);
  const missingSecrets = new Set<string>();
  const setting = { command: command.name, dataFolder, log, folder: input.folder };
  const openApp = () => surroundings.openApp(setting, (variable) => missingSecrets.add(variable));
  const serve = surroundings.serving(setting);
  const answer = await runAndClose(command, input, { output, openApp, serve, dataFolder, log });
  if (answer.ok) {
    if (answer.value.isAnnounced !== true) output.report(answer.value);
    return answer.value.exitCode ?? exitCodes.done;
  }
  const logFile = path.join(dataFolder, 'logs', 'offprint.log');
  const told = { text, logFile, missingSecrets: [...missingSecrets] };
  output.failure(answer.failure, failureLines(answer.failure, told));
  return exitCodeOf(answer.failure);
}

/** What a command's run is put together from. */
interface RunParts {
  readonly output: Output;
  readonly openApp: () => Promise<App>;
  readonly serve: StartServing;
  readonly dataFolder: string;
  readonly log: Log;
}

/** Runs a command and closes the program after it; what nobody foresaw becomes an `internal` failure. */
async function runAndClose(
  command: Command,
  input: CommandInput,
  { output, openApp, serve, dataFolder, log }: RunParts,
): Promise<Result<CommandReport, Failure>> {
  let app: Promise<App> | undefined;
  const tools: CommandTools = {
    text,
    program: async () => {
      app ??= openApp();
      return programOf(await app);
    },
    note: output.note,
    progress: output.progress,
    announce: output.report,
    serve,
  };
  // Waiting between two tries must not look like having nothing left to do, which would end the process in silence.
  const staysAlive = setInterval(() => undefined, 60_000);
  try {
    const answer = await command.run(input, tools);
    await (await app)?.close();
    return answer;
  } catch (error) {
    return fail(unforeseen(error, command, dataFolder, log));
  } finally {
    clearInterval(staysAlive);
  }
}

/** A data folder that cannot be made or written is the author's matter; everything else is ours. */
function unforeseen(error: unknown, command: Command, dataFolder: string, log: Log): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isDisk = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST'].includes(code);
  if (isDisk) return { kind: 'write-failed', ...{ file: dataFolder, code } };
  return { kind: 'internal', ...{ reference: log.error(`The command ${command.name} failed`, error) } };
}
