/**
 * True when a text surely asks for no picture and links to nothing within the site, so that it need not be parsed to know
 * that. False only means: parse it. Most posts of a large blog of words are such texts.
 */
export function asksNothing(text: string): boolean {
  // Raw HTML, reference definitions, `[[titles]]`, pictures, and links written with references can all ask for something.
  if (/<|\[\[|!\[|\]:|\]\s?\[|\]\s*\{/.test(text)) return false;
  for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 2)) {
    leadsOut.lastIndex = at + 2;
    if (!leadsOut.test(text)) return false;
  }
  return true;
}

const leadsOut = /\s*(?:https?:\/\/|mailto:)/iy;
