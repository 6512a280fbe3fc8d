import type { CommandLineText } from '../../common/text/en.ts';
import type { Command, OptionShape } from './command.ts';
import { sharedOptions } from './parse.ts';

type Row = readonly [left: string, right: string];

/** The help of the whole program, one line of output an entry. Lines that end in `:` are headings. */
export function programHelp(commands: readonly Command[], text: CommandLineText): string[] {
  const { headings } = text;
  return [
    text.summary,
    '',
    `${headings.usage}:`,
    ...commands.map((command) => `  ${usageOf(command)}`),
    '',
    ...table(
      headings.commands,
      commands.map(({ name }) => [name, text.commands[name].summary]),
    ),
    ...everywhere(text),
    ...table(headings.environment, text.environment.map(row)),
    ...table(headings.exitCodes, text.exitCodes.map(row)),
    text.more,
  ];
}

/** The help of one command. */
export function commandHelp(command: Command, text: CommandLineText): string[] {
  const { headings } = text;
  const own = text.commands[command.name];
  const descriptions: Readonly<Record<string, string>> = own.options;
  const options = Object.entries(command.options);
  return [
    own.summary,
    '',
    `${headings.usage}:`,
    `  ${usageOf(command)}`,
    '',
    ...own.details,
    '',
    ...(options.length === 0
      ? []
      : table(
          headings.options,
          options.map(([name, shape]) => [written(name, shape), descriptions[name] ?? '']),
        )),
    ...everywhere(text),
    `${headings.examples}:`,
    ...own.examples.map((example) => `  ${example}`),
  ];
}

function everywhere(text: CommandLineText): string[] {
  const descriptions: Readonly<Record<string, string>> = text.everywhere;
  return table(
    text.headings.everywhere,
    Object.entries(sharedOptions).map(([name, shape]) => [written(name, shape), descriptions[name] ?? '']),
  );
}

function usageOf({ name, operands, options }: Command): string {
  const places = operands.map((operand) => {
    const written = operand.isMany === true ? `${operand.name}...` : operand.name;
    return operand.isOptional === true ? `[${written}]` : written;
  });
  const optional = Object.entries(options).map(([option, { value }]) =>
    value === undefined ? `[--${option}]` : `[--${option} ${value}]`,
  );
  return ['offprint', name, ...places, ...optional].join(' ');
}

function written(name: string, { value, short }: OptionShape): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}

function table(heading: string, rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return [`${heading}:`, ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`), ''];
}

function row(cells: readonly string[]): Row {
  return [cells[0] ?? '', cells[1] ?? ''];
}
