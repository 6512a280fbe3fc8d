/** The few words that a text's own renderer adds. They stand in the published page, so they follow the post's language. */
export interface Phrases {
  readonly note: string;
  readonly tip: string;
  readonly important: string;
  readonly warning: string;
  readonly caution: string;
  readonly contents: string;
  readonly footnotes: string;
  readonly backToText: string;
  readonly done: string;
  readonly toDo: string;
  readonly linkTo: (heading: string) => string;
}

const english: Phrases = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
  contents: 'Contents',
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  done: 'Done',
  toDo: 'To do',
  linkTo: (heading) => `Link to “${heading}”`,
};
const german: Phrases = {
  note: 'Hinweis',
  tip: 'Tipp',
  important: 'Wichtig',
  warning: 'Warnung',
  caution: 'Vorsicht',
  contents: 'Inhalt',
  footnotes: 'Fußnoten',
  backToText: 'Zurück zum Text',
  done: 'Erledigt',
  toDo: 'Zu tun',
  linkTo: (heading) => `Link zu „${heading}“`,
};
const french: Phrases = {
  note: 'Remarque',
  tip: 'Astuce',
  important: 'Important',
  warning: 'Avertissement',
  caution: 'Attention',
  contents: 'Sommaire',
  footnotes: 'Notes',
  backToText: 'Retour au texte',
  done: 'Fait',
  toDo: 'À faire',
  linkTo: (heading) => `Lien vers « ${heading} »`,
};
const spanish: Phrases = {
  note: 'Nota',
  tip: 'Consejo',
  important: 'Importante',
  warning: 'Advertencia',
  caution: 'Precaución',
  contents: 'Índice',
  footnotes: 'Notas',
  backToText: 'Volver al texto',
  done: 'Hecho',
  toDo: 'Por hacer',
  linkTo: (heading) => `Enlace a «${heading}»`,
};
const byLanguage: Readonly<Record<string, Phrases>> = { en: english, de: german, fr: french, es: spanish };

/** The words for a BCP 47 tag; English where there are none. */
export function phrases(language: string): Phrases {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(byLanguage, primary) ? (byLanguage[primary] ?? english) : english;
}
