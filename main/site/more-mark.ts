/** The line in a text that ends what stands of it in lists. */
export const moreMark = /^ {0,3}<!--\s*more\b/im;

/** Whether a text has such a line. Most have no comment at all, which is told much faster. */
export function hasMoreMark(text: string): boolean {
  return text.includes('<!--') && moreMark.test(text);
}
