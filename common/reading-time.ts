/** Minutes that an adult takes for so many words, at least one: 230 words a minute, as measured for prose in English. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}
