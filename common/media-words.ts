/** What is amiss with the words at a picture. Never stops anything. */
export type WordsProblem = 'no-alt' | 'alt-is-file-name' | 'alt-says-nothing' | 'alt-is-caption';

const saysNothing = new Set([
  'image', 'img', 'picture', 'pic', 'photo', 'photograph', 'foto', 'bild', 'screenshot', 'graphic', 'untitled', 'alt', 'alt text',
]); // biome-ignore format: a list of words

/**
 * Looks at a picture's alternative text the way somebody hears it who cannot see the picture: a file's name, the word
 * "image", or the caption said twice, is no help. Undefined when nothing is amiss.
 */
export function wordsProblem(path: string, alt: string, caption: string | undefined): WordsProblem | undefined {
  const said = comparable(alt);
  if (said === '') return 'no-alt';
  if (saysNothing.has(said)) return 'alt-says-nothing';
  const name = path.split('/').at(-1) ?? path;
  const isName = said === comparable(name) || said === comparable(name.replace(/\.[^.]+$/, ''));
  if (
    isName ||
    /^(?:img|dsc|dscn|dscf|pxl|p|mvimg|screenshot)[\s\d]+$/.test(said) ||
    /\.(?:jpe?g|png|gif|webp|avif|heic)$/i.test(alt.trim())
  ) {
    return 'alt-is-file-name';
  }
  return caption !== undefined && said === comparable(caption) ? 'alt-is-caption' : undefined;
}

function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
