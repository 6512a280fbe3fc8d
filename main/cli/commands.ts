import type { Command } from './command.ts';
import { buildCommand } from './commands/build.ts';
import { checkCommand } from './commands/check.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { mediaCommand } from './commands/media.ts';
import { newCommand } from './commands/new.ts';
import { publishCommand } from './commands/publish.ts';
import { searchCommand } from './commands/search.ts';
import { serveCommand } from './commands/serve.ts';
import { undoCommand } from './commands/undo.ts';

/** Every command, in the order in which the help lists them. Adding one adds a file, a line here and its text. */
export const commands: readonly Command[] = [
  newCommand,
  serveCommand,
  buildCommand,
  publishCommand,
  historyCommand,
  undoCommand,
  doctorCommand,
  checkCommand,
  mediaCommand,
  searchCommand,
  importCommand,
  exportCommand,
];
