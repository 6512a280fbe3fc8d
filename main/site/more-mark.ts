/** The line in a text that ends what stands of it in lists. */
export const moreMark = /^ {0,3}<!--\s*more\b/im;
