import type { Failure, Result } from '../../common/result.ts';
import type { CommandLineText } from '../../common/text/en.ts';
import type { Program } from './program.ts';

/** One command of `offprint`. Each has a file under `commands/`. */
export interface Command {
  readonly name: keyof CommandLineText['commands'];
  /** What is written behind the command's name, in this order. */
  readonly operands: readonly Operand[];
  /** Options of this command alone, by their long name. */
  readonly options: Readonly<Record<string, OptionShape>>;
  /** Does the work. Expected failures are answered; whatever is thrown is a bug. */
  run(input: CommandInput, tools: CommandTools): Promise<Result<CommandReport>>;
}

/** A word of the command line that is no option. The last one of a command may stand for many. */
export interface Operand {
  readonly name: 'FOLDER' | 'FILE' | 'DIR' | 'WORDS' | 'ID';
  readonly isOptional?: true;
  readonly isMany?: true;
}

/** How an option is written: alone, or with a value that the help calls `value`. */
export interface OptionShape {
  readonly value?: string;
  readonly short?: string;
}

/** What was written behind the command's name, checked. */
export interface CommandInput {
  /** Absolute path of the operand FOLDER. */
  readonly folder: string | undefined;
  /** Absolute path of the operand FILE. */
  readonly file: string | undefined;
  /** Absolute path of the operand DIR. */
  readonly target: string | undefined;
  /** All other operands, as written. */
  readonly words: readonly string[];
  /** Values of options with one; undefined when not given. */
  text(option: string): string | undefined;
  /** True when an option without a value was given. */
  has(option: string): boolean;
  /** A path given as an option's value, absolute. */
  path(option: string): string | undefined;
}

/** What a command works with. */
export interface CommandTools {
  readonly text: CommandLineText;
  /** The program, started when first asked for, closed after the command. */
  program(): Promise<Program>;
  /** A line for people while the work goes on; on standard error, dropped with --quiet. */
  note(line: string): void;
  /** How far the work is; on standard error, dropped with --quiet. */
  progress(done: number, total: number, stage: string): void;
  /** Says on standard output at once what a command answers that then goes on working. */
  announce(report: CommandReport): void;
  readonly serve: StartServing;
}

/** What a command has to say when it did what was asked. */
export interface CommandReport {
  /** For machines: plain data. */
  readonly value: unknown;
  /** For people, one entry a line; the first says what was done. */
  readonly lines: readonly string[];
  /** Default 0; 1 where the answer is bad news, as of `check`. */
  readonly exitCode?: 0 | 1;
  /** True when `announce` said it already. */
  readonly isAnnounced?: boolean;
}

/** Starts the page's host for a folder; lent by the entry file, because hosts do not know each other. */
export type StartServing = (options: {
  readonly folder: string | undefined;
  readonly port: number | undefined;
  readonly opensWindow: boolean;
}) => Promise<Result<Serving, Failure>>;

/** A running host of the page. */
export interface Serving {
  readonly address: string;
  readonly site: { readonly folder: string; readonly readOnly?: { readonly holder: string } } | undefined;
  readonly window: 'app' | 'browser' | undefined;
  /** Resolves when it has ended; false when the last write failed. */
  readonly ended: Promise<boolean>;
  end(): Promise<boolean>;
}

/** The command line cannot be understood. Exit code 2. */
export interface WrongUsage extends Failure {
  readonly kind: 'wrong-usage';
  readonly reason: string;
  /** The command it was meant for, when that much was clear. */
  readonly command?: string;
}
