/** Kinds of pictures that can stand in a text itself, with the ending of their files. */
const endings: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/jpg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/avif': '.avif',
  'image/svg+xml': '.svg',
};
/** Shorter addresses of these kinds hold the place of a picture that a script shows later. */
const shortestPicture = 400;

/** The picture in a `data:` address; undefined for any other address and for what only holds a picture's place. */
export function embeddedPicture(address: string): { readonly name: string; readonly content: Buffer } | undefined {
  if (isPlaceholder(address)) return undefined;
  const [, kind = '', encoding = '', data = ''] =
    /^data:(image\/[\w.+-]+)[^,]*?(;base64)?,([\s\S]*)$/i.exec(address) ?? [];
  const ending = endings[kind.toLowerCase()];
  if (ending === undefined) return undefined;
  const content = encoding === '' ? Buffer.from(percentDecoded(data)) : Buffer.from(data, 'base64');
  return content.byteLength === 0 ? undefined : { name: `picture${ending}`, content };
}

/** True for the tiny pictures that pages show until the real one is wanted. */
export function isPlaceholder(address: string): boolean {
  return /^data:image\/(?:gif|svg)/i.test(address) && address.length < shortestPicture;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
