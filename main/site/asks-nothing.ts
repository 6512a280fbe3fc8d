/**
 * True when a text surely asks for no picture and links to nothing within the site, so that it need not be parsed to know
 * that. False only means: parse it. Most posts of a large blog of words are such texts. Looks at brackets only, of which a text
 * has few.
 */
export function asksNothing(text: string): boolean {
  // Raw HTML, reference definitions, `[[titles]]`, pictures, and links written with references can all ask for something.
  if (text.includes('<')) return false;
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    if (text[at + 1] === '[' || text[at - 1] === '!') return false;
  }
  for (let at = text.indexOf(']'); at >= 0; at = text.indexOf(']', at + 1)) {
    const isLink = text[at + 1] === '(';
    const expected = isLink ? leadsOut : refers;
    expected.lastIndex = isLink ? at + 2 : at + 1;
    if (expected.test(text) !== isLink) return false;
  }
  return true;
}

const leadsOut = /\s*(?:https?:\/\/|mailto:)/iy;
/** What makes a closing bracket part of a definition, a reference, or something with attributes. */
const refers = /:|\s?\[|\s*\{/y;
