import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Words that most posts of the blog hold; the others are in a few each. */
const common =
  'the of and harbour train night sea blue rail journey conference norway ship coffee letter stone bridge water'.split(
    ' ',
  );

/** A blog of posts of 300 to 1,500 words, the same each time. */
export async function writeLibraryBlog(folder: string, posts: number): Promise<void> {
  await mkdir(path.join(folder, 'posts'), { recursive: true });
  await writeFile(path.join(folder, 'offprint.yml'), 'title: Bench\ntimeZone: Europe/Oslo\n');
  const random = randomFrom(1);
  // Words as rare as in real texts: most of twenty thousand occur in a few posts only.
  const rare = Array.from({ length: 20_000 }, (_, index) => ((index * 7_919) % 1_000_003).toString(36));
  for (let post = 0; post < posts; post += 1) {
    const count = 300 + Math.floor(random() * 1_200);
    const words = Array.from({ length: count }, (_, index) => {
      const word =
        random() < 0.1 ? common[Math.floor(random() * common.length)] : rare[Math.floor(random() ** 5 * rare.length)];
      return `${word}${index % 14 === 13 ? '.\n\n' : ' '}`;
    });
    const header = `title: Post number ${post}\ndate: ${2010 + (post % 15)}-0${1 + (post % 9)}-1${post % 9}T10:00:00+01:00\ntags: [rail, tag${post % 50}]\ncategories:\n  - Travel/Norway\n`;
    await writeFile(path.join(folder, 'posts', `post-${post}.md`), `---\n${header}---\n\n${words.join('')}\n`);
  }
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
