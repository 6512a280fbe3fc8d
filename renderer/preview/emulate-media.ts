/** What a page is to be drawn for. */
export interface ShownMedia {
  readonly isPrint: boolean;
  /** Undefined: what the system says. */
  readonly scheme: 'light' | 'dark' | undefined;
}

/** Media conditions as the theme wrote them, by the rule or sheet that has them. */
const written = new WeakMap<object, string>();
const styleId = 'offprint-media';

/**
 * Draws a page of the frame as if it were printed, or as readers with other colours see it: the conditions of its own style
 * sheets are made to hold or not. Nothing is loaded anew, and what was changed is found again by the next call.
 */
export function emulateMedia(document: Document, media: ShownMedia): void {
  for (const sheet of document.styleSheets) emulateSheet(sheet, media);
  document.getElementById(styleId)?.remove();
  const css = [
    media.scheme === undefined ? '' : `:root { color-scheme: ${media.scheme} !important; }`,
    media.isPrint ? `:root { color-scheme: light !important; background: white; } ${paperMargin(document)}` : '',
  ].join('');
  if (css === '') return;
  const style = document.createElement('style');
  style.id = styleId;
  style.textContent = css;
  document.head.append(style);
}

function emulateSheet(sheet: CSSStyleSheet, media: ShownMedia): void {
  emulateList(sheet, sheet.media, media);
  for (const rule of rulesOf(sheet)) emulateRule(rule, media);
}

function emulateRule(rule: CSSRule, media: ShownMedia): void {
  if ('styleSheet' in rule) {
    // An import: its own condition, then the sheet it brings in.
    const { media: list, styleSheet } = rule as CSSImportRule;
    emulateList(rule, list, media);
    if (styleSheet !== null) emulateSheet(styleSheet, media);
    return;
  }
  if ('media' in rule) emulateList(rule, (rule as CSSMediaRule).media, media);
  if ('cssRules' in rule && !('selectorText' in rule))
    for (const inner of (rule as CSSGroupingRule).cssRules) emulateRule(inner, media);
}

function emulateList(owner: object, list: MediaList, media: ShownMedia): void {
  const original = written.get(owner) ?? list.mediaText;
  written.set(owner, original);
  const wanted = emulatedQuery(original, media);
  if (list.mediaText !== wanted) list.mediaText = wanted;
}

/** A sheet from elsewhere shows no rules; nothing of it is loaded in the frame either. */
function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

const always = '(min-width: 0px)';
const never = '(max-width: 0px)';

/** A media query whose answer is that of a reader with these media, on this screen. */
export function emulatedQuery(query: string, { isPrint, scheme }: ShownMedia): string {
  let text = query;
  const colours = isPrint ? 'light' : scheme;
  if (colours !== undefined)
    text = text.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_whole, named: string) =>
      named.toLowerCase() === colours ? always : never,
    );
  if (isPrint)
    text = text.replace(/\bprint\b(?![^()]*\))/gi, 'all').replace(/\bscreen\b(?![^()]*\))/gi, `all and ${never}`);
  return text;
}

/** On the screen a sheet's margins are room around the text: those of the theme, else two centimetres. */
function paperMargin(document: Document): string {
  let margin = '2cm';
  const look = (rules: Iterable<CSSRule>): void => {
    for (const rule of rules) {
      if (rule.constructor.name === 'CSSPageRule') margin = (rule as CSSPageRule).style.margin || margin;
      else if ('cssRules' in rule) look((rule as CSSGroupingRule).cssRules);
      else if ('styleSheet' in rule) look(rulesOf((rule as CSSImportRule).styleSheet ?? new CSSStyleSheet()));
    }
  };
  for (const sheet of document.styleSheets) look(rulesOf(sheet));
  return `html { padding: ${margin} !important; }`;
}
