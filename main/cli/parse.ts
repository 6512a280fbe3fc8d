import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../common/result.ts';
import type { CommandLineText } from '../../common/text/en.ts';
import type { Command, CommandInput, Operand, OptionShape, WrongUsage } from './command.ts';
import { nearest } from './nearest.ts';

/** Options that every command knows. */
export const sharedOptions: Readonly<Record<keyof CommandLineText['everywhere'], OptionShape>> = {
  json: {},
  data: { value: 'DIR' },
  quiet: { short: 'q' },
  help: { short: 'h' },
  version: { short: 'V' },
};

/** A command line, understood. */
export type Parsed =
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: Command; readonly input: CommandInput };

/** What can be said about a command line even when the rest of it is wrong. */
export interface Manner {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  /** As given with --data. */
  readonly data: string | undefined;
}

type Tokens = ReturnType<typeof tokenize>;

/** Understands a command line, without the program's own name. Says what is wrong in words, never throws. */
export function parse(
  given: readonly string[],
  commands: readonly Command[],
  workingFolder: string,
  text: CommandLineText,
): { readonly manner: Manner; readonly parsed: Result<Parsed, WrongUsage> } {
  const every = Object.assign({}, sharedOptions, ...commands.map(({ options }) => options));
  const [name, ...folders] = positionals(tokenize(given, every));
  const isHelpCommand = name === 'help';
  const command = commands.find((candidate) => candidate.name === (isHelpCommand ? folders[0] : name));
  const shapes: Record<string, OptionShape> = { ...sharedOptions, ...command?.options };
  const tokens = tokenize(given, command === undefined ? every : shapes);
  // A forgotten value may have swallowed it; a machine still wants its answer.
  const manner = { isJson: given.includes('--json'), isQuiet: has(tokens, 'quiet'), data: givenValue(tokens, 'data') };
  const wrong = (reason: string): Result<never, WrongUsage> =>
    fail({ kind: 'wrong-usage', reason, ...(command === undefined ? {} : { command: command.name }) });

  const decide = (): Result<Parsed, WrongUsage> => {
    if (has(tokens, 'version')) return ok({ kind: 'version' });
    if (has(tokens, 'help') || isHelpCommand) return ok({ kind: 'help', command });
    const complaint = optionComplaint(tokens, command === undefined ? every : shapes, text);
    if (complaint !== undefined) return wrong(complaint);
    if (name === undefined) return ok({ kind: 'help', command: undefined });
    if (command === undefined)
      return wrong(
        text.usage.unknownCommand(
          name,
          nearest(
            name,
            commands.map((one) => one.name),
          ),
        ),
      );
    const given = positionals(tokens).slice(1);
    const wrongOperand = operandComplaint(given, command, text);
    if (wrongOperand !== undefined) return wrong(wrongOperand);
    return ok({ kind: 'run', command, input: inputOf(tokens, given, command, workingFolder) });
  };
  return { manner, parsed: decide() };
}

function tokenize(given: readonly string[], shapes: Readonly<Record<string, OptionShape>>) {
  const options = Object.entries(shapes).map(([name, { value, short }]) => [
    name,
    {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      ...(short === undefined ? {} : { short }),
    },
  ]);
  const { tokens } = parseArgs({
    args: [...given],
    options: Object.fromEntries(options),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens;
}

function positionals(tokens: Tokens): string[] {
  return tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
}

function has(tokens: Tokens, option: string): boolean {
  return tokens.some((token) => token.kind === 'option' && token.name === option);
}

/** The last one counts, as people add to the end of a line they recall. */
function givenValue(tokens: Tokens, option: string): string | undefined {
  return tokens.flatMap((token) => (token.kind === 'option' && token.name === option ? [token.value] : [])).at(-1);
}

function optionComplaint(
  tokens: Tokens,
  shapes: Readonly<Record<string, OptionShape>>,
  { usage }: CommandLineText,
): string | undefined {
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const shape = Object.hasOwn(shapes, token.name) ? shapes[token.name] : undefined;
    if (shape === undefined)
      return usage.unknownOption(token.rawName, nearest(token.rawName, Object.keys(shapes).map(dashed)));
    if (shape.value === undefined && token.value !== undefined) return usage.unwantedValue(token.rawName);
    // `--out --explain` means a forgotten value; one that really begins so is written `--out=--explain`.
    const isMissing =
      token.value === undefined || token.value === '' || (token.value.startsWith('-') && !token.inlineValue);
    if (shape.value !== undefined && isMissing) return usage.missingValue(token.rawName, shape.value);
  }
  return undefined;
}

function dashed(option: string): string {
  return `--${option}`;
}

function operandComplaint(
  given: readonly string[],
  { name, operands }: Command,
  { usage }: CommandLineText,
): string | undefined {
  const missing = operands.find((operand, index) => operand.isOptional !== true && given[index] === undefined);
  if (missing !== undefined) return usage.missing[missing.name](name);
  const extra = operands.at(-1)?.isMany === true ? undefined : given[operands.length];
  return extra === undefined ? undefined : usage.tooMany(extra);
}

function inputOf(tokens: Tokens, given: readonly string[], { operands }: Command, workingFolder: string): CommandInput {
  const text = (option: string) => givenValue(tokens, option);
  const absolute = (value: string | undefined) =>
    value === undefined ? undefined : path.resolve(workingFolder, value);
  const operand = (name: Operand['name']) => given[operands.findIndex((candidate) => candidate.name === name)];
  const isPath = (index: number) => ['FOLDER', 'FILE', 'DIR'].includes(operands[index]?.name ?? '');
  return {
    folder: absolute(operand('FOLDER')),
    file: absolute(operand('FILE')),
    target: absolute(operand('DIR')),
    words: given.filter((_, index) => !isPath(index)),
    text,
    has: (option) => has(tokens, option),
    path: (option) => absolute(text(option)),
  };
}
