import { escapeHtml } from '../../../common/markdown/html/escape.ts';

/** Escapes text for XML, leaving out what XML cannot say. */
export function xmlText(text: string): string {
  return escapeHtml(sayable(text));
}

/**
 * Text for XML as it is, in a CDATA section, leaving out what XML cannot say: for whole posts, where to escape every mark of their
 * HTML takes longer than the rest of an entry, and makes each feed longer.
 */
export function xmlCdata(text: string): string {
  return `<![CDATA[${sayable(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function sayable(text: string): string {
  // Most texts hold nothing that XML cannot say.
  return unsayable.test(text) ? text.toWellFormed().replace(unsayableEach, '') : text;
}

const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const unsayableEach = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
