import { plainBytes } from './plain-bytes.ts';

/** Words as a reader counts them; each character of Chinese and Japanese is one. Runs over the text once. */
export function countWords(text: string): number {
  const bytes = plainBytes(text);
  return bytes === undefined ? countInText(text) : countInBytes(bytes);
}

/** The same for ASCII. */
function countInBytes(bytes: Uint8Array): number {
  let words = 0;
  let isInWord = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const code = bytes[index] ?? 0;
    if (code <= 32) isInWord = false;
    else if (!isInWord && isAsciiLetter[code] === 1) {
      words += 1;
      isInWord = true;
    }
  }
  return words;
}

function countInText(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 128) {
      if (code <= 32) isInWord = false;
      else if (!isInWord && isAsciiLetter[code] === 1) {
        words += 1;
        isInWord = true;
      }
    } else if (code === 160 || code === 0x3000) isInWord = false;
    else if (isIdeograph(code)) {
      words += 1;
      isInWord = false;
    } else if (!isInWord && isOtherLetter(code)) {
      words += 1;
      isInWord = true;
    }
  }
  return words;
}

/** 1 for letters and digits. */
const isAsciiLetter = Uint8Array.from({ length: 128 }, (_, code) =>
  /[0-9A-Za-z]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function isIdeograph(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}

function isOtherLetter(code: number): boolean {
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3001 && code <= 0x303f);
}
