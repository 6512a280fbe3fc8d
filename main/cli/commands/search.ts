import type { SearchHit } from '../../../common/contract/search.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { Command, CommandReport, WrongUsage } from '../command.ts';

const defaultLimit = 20;
const maxLimit = 500;

/** `offprint search FOLDER WORDS... [--limit N]` */
export const searchCommand: Command = {
  name: 'search',
  operands: [{ name: 'FOLDER' }, { name: 'WORDS', isMany: true }],
  options: { limit: { value: 'N' } },
  run: async (input, { program, text }): Promise<Result<CommandReport>> => {
    const limit = limitOf(input.text('limit'));
    if (limit === undefined) return wrongLimit(text.usage.badLimit(input.text('limit') ?? ''));
    const { call, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    const query = input.words.join(' ');
    const found = await call('posts.search', { query, limit, isPatient: true });
    if (!found.ok) return found;
    const { hits, searchedFor } = found.value;
    const isInstead = searchedFor !== undefined && hits.length > 0;
    return ok({
      value: { query, ...found.value },
      lines: [isInstead ? text.foundInstead(searchedFor) : text.found(hits.length, query), ...hits.flatMap(linesOf)],
      exitCode: hits.length === 0 ? 1 : 0,
    });
  },
};

function limitOf(given: string | undefined): number | undefined {
  if (given === undefined) return defaultLimit;
  const limit = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  return limit >= 1 && limit <= maxLimit ? limit : undefined;
}

function wrongLimit(reason: string) {
  const failure: WrongUsage = { kind: 'wrong-usage', reason, command: 'search' };
  return fail(failure);
}

function linesOf({ id, title, snippet }: SearchHit): string[] {
  const shown = snippet.text.replace(/\s+/g, ' ').trim();
  return [`  ${id}  ${title}`, ...(shown === '' ? [] : [`    ${shown}`])];
}
