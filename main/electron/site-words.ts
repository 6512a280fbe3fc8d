import type { Session } from 'electron';
import type { App } from '../app.ts';

/** Lets the checker of spelling know the words of the blog that is open, and forget those of the one that was. */
export function followSiteWords(
  app: Pick<App, 'on' | 'call'>,
  session: Pick<Session, 'addWordToSpellCheckerDictionary' | 'removeWordFromSpellCheckerDictionary'>,
): void {
  let known: readonly string[] = [];
  const learn = (words: readonly string[]) => {
    for (const word of known) if (!words.includes(word)) session.removeWordFromSpellCheckerDictionary(word);
    for (const word of words) if (!known.includes(word)) session.addWordToSpellCheckerDictionary(word);
    known = words;
  };
  app.on(async (name) => {
    if (name !== 'site.changed' && name !== 'spelling.changed') return;
    const words = await app.call('spelling.words', undefined);
    // `spelling.words` answers this by contract, or fails because no blog is open.
    learn(words.ok ? (words.value as readonly string[]) : []);
  });
}
