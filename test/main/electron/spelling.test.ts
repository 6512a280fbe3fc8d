import { describe, expect, it } from 'vitest';
import { openSpelling } from '../../../main/electron/spelling.ts';
import { SchemesStandIn } from '../../standin/process/schemes.ts';
import { SessionStandIn } from '../../standin/process/session.ts';

function opened(isMac: boolean, stored: readonly string[] = []) {
  const session = new SessionStandIn(new SchemesStandIn(() => false));
  let languages = stored;
  const spelling = openSpelling({
    session,
    isMac,
    systemLanguages: ['en-AU', 'en'],
    read: () => languages,
    write: (changed) => {
      languages = changed;
    },
  });
  return { session, spelling, stored: () => languages };
}

describe('spelling', () => {
  it('is not checked, and no dictionary is fetched, before the author has chosen a language', () => {
    const { session } = opened(false);
    expect(session.isSpellCheckerEnabled).toBe(false);
    expect(new URL(session.dictionaryAddress).hostname).toBe('127.0.0.1');
  });

  it('is checked in the languages chosen, also after a restart', () => {
    const { session, spelling, stored } = opened(false);
    spelling.choose('de', true);
    spelling.choose('en-GB', true);
    expect([session.isSpellCheckerEnabled, session.spellCheckerLanguages]).toEqual([true, ['de', 'en-GB']]);
    expect(opened(false, stored()).session.spellCheckerLanguages).toEqual(['de', 'en-GB']);
    spelling.choose('de', false);
    spelling.choose('en-GB', false);
    expect([session.isSpellCheckerEnabled, stored()]).toEqual([false, []]);
  });

  it('offers the languages of the author’s system first, by their names', () => {
    const languages = opened(false, ['en-GB', 'tlh']).spelling.languages();
    expect(languages.map(({ code, isChosen }) => [code, isChosen])).toEqual([
      ['en-GB', true],
      ['en-US', false],
      ['de', false],
    ]);
    expect(languages.at(-1)?.name).toBe('German');
  });

  it('is left to a Mac’s own checker', () => {
    const { session, spelling } = opened(true);
    expect([session.isSpellCheckerEnabled, session.dictionaryAddress, spelling.languages()]).toEqual([true, '', []]);
  });
});
