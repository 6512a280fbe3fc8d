import type { Command } from './command.ts';
import { buildCommand } from './commands/build.ts';
import { checkCommand } from './commands/check.ts';
import { mediaCommand } from './commands/media.ts';
import { newCommand } from './commands/new.ts';
import { publishCommand } from './commands/publish.ts';
import { serveCommand } from './commands/serve.ts';

/** Every command, in the order in which the help lists them. Adding one adds a file, a line here and its text. */
export const commands: readonly Command[] = [
  newCommand,
  serveCommand,
  buildCommand,
  publishCommand,
  checkCommand,
  mediaCommand,
];
