import type { Session } from 'electron';

/** One language that spelling can be checked in. */
export interface SpellingLanguage {
  /** As Chromium names it, `en-GB`. */
  readonly code: string;
  /** In the author's language, `British English`. */
  readonly name: string;
  readonly isChosen: boolean;
}

/** Checking of spelling, as the author wants it. */
export interface Spelling {
  /** Every language there is, those of the author's system first. Empty where the system does this itself. */
  languages(): readonly SpellingLanguage[];
  /** Begins or ends to check in a language, from now on and after a restart. */
  choose(code: string, isChosen: boolean): void;
}

/** What spelling needs. */
export interface SpellingParts {
  readonly session: Pick<
    Session,
    | 'availableSpellCheckerLanguages'
    | 'setSpellCheckerEnabled'
    | 'setSpellCheckerLanguages'
    | 'setSpellCheckerDictionaryDownloadURL'
  >;
  readonly isMac: boolean;
  readonly systemLanguages: readonly string[];
  readonly read: () => readonly string[];
  readonly write: (languages: readonly string[]) => void;
}

/** Where Chromium fetches a dictionary, once for each language that the author chooses. */
const dictionaries = 'https://redirector.gvt1.com/edgedl/chrome/dict/';
/** An address on this computer that nobody answers: nothing is fetched before the author has chosen. */
const nowhere = 'http://127.0.0.1:9/';

/**
 * Checks spelling in the languages the author chose. A Mac's own checker needs no choice. Elsewhere Chromium must fetch a
 * dictionary, so nothing is checked, and nothing fetched, until a language is chosen.
 */
export function openSpelling({ session, isMac, systemLanguages, read, write }: SpellingParts): Spelling {
  const available = isMac ? [] : session.availableSpellCheckerLanguages;
  const chosen = () => read().filter((code) => available.includes(code));
  const apply = () => {
    if (isMac) return;
    const languages = chosen();
    session.setSpellCheckerDictionaryDownloadURL(languages.length === 0 ? nowhere : dictionaries);
    session.setSpellCheckerEnabled(languages.length > 0);
    session.setSpellCheckerLanguages(languages);
  };
  apply();
  return {
    languages: () => {
      const names = new Intl.DisplayNames([systemLanguages[0] ?? 'en'], { type: 'language' });
      const all = available.map((code) => ({ code, name: names.of(code) ?? code, isChosen: chosen().includes(code) }));
      const isOwn = ({ code }: SpellingLanguage) => systemLanguages.some((own) => speaksSame(own, code));
      return [...all.filter(isOwn), ...all.filter((language) => !isOwn(language))];
    },
    choose: (code, isChosen) => {
      const others = chosen().filter((other) => other !== code);
      write(isChosen ? [...others, code] : others);
      apply();
    },
  };
}

/** `de-AT` and `de` are one language to an author who looks for hers. */
function speaksSame(one: string, other: string): boolean {
  return one.split('-')[0] === other.split('-')[0];
}
