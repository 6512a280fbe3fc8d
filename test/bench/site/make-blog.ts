import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A post that every builder gets: front matter they all read, 300 to 1,500 words of Markdown. */
export interface BenchPost {
  readonly name: string;
  readonly source: string;
}

const words =
  'water harbour tide slow chart ink paper rain train night coast line map ferry island gauge moon wind pen letter stone bridge light fog snow quay rope anchor wave sand shell north south morning evening table number long short open closed read write draw measure walk wait listen and the of a to in is was for on with as at by from that this it not but or if when where which who how'.split(
    ' ',
  );
const categories = ['Travel', 'Norway', 'Portugal', 'Craft', 'Code', 'Maps', 'Water', 'Tides', 'Notes', 'Reading'];
const code =
  '```js\nconst tide = (time) => constituents.reduce((sum, { hours, phase }) => sum + Math.cos(time / hours - phase), 0);\nfor (const x of [1, 2, 3]) console.log(tide(x), "metres");\n```';

/** The same posts each time: headings, lists, quotations, emphasis, links and a code fence now and then. */
export function benchPosts(count: number): readonly BenchPost[] {
  const next = randomNumbers(42);
  const pick = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? '';
  const word = () => {
    const chosen = pick(words);
    const dice = next();
    if (dice < 0.02) return `**${chosen}**`;
    if (dice < 0.04) return `*${chosen}*`;
    return dice < 0.05 ? `[${chosen}](https://example.org/${chosen})` : chosen;
  };
  const sentence = () => {
    const text = Array.from({ length: 6 + Math.floor(next() * 14) }, word).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const block = () => {
    const dice = next();
    if (dice < 0.08) return `## ${pick(words)} ${pick(words)}`;
    if (dice < 0.16) return Array.from({ length: 4 }, () => `- ${sentence()}`).join('\n');
    if (dice < 0.2) return `> ${sentence()}`;
    if (dice < 0.23) return code;
    return Array.from({ length: 3 + Math.floor(next() * 4) }, sentence).join(' ');
  };
  return Array.from({ length: count }, (_, index) => {
    const blocks: string[] = [];
    const length = 300 + next() * 1_200;
    for (let sum = 0; sum < length; ) {
      const made = block();
      blocks.push(made);
      sum += made.split(' ').length;
    }
    const date = new Date(Date.UTC(2010, 0, 1) + (index * 16 * 365 * 86_400_000) / count).toISOString().slice(0, 19);
    const tags = [...new Set([1, 2, 3].map(() => `tag ${Math.floor(next() * 200)}`))];
    const matter = [
      `title: "${pick(words)} and ${pick(words)} number ${index}"`,
      `date: ${date}Z`,
      `categories: ["${pick(categories)}"]`,
      `tags: [${tags.map((tag) => `"${tag}"`).join(', ')}]`,
      `description: "${sentence().replace(/[^\w .]/g, '')}"`,
    ];
    const name = `post-${String(index).padStart(5, '0')}`;
    return { name, source: `---\n${matter.join('\n')}\n---\n\n${blocks.join('\n\n')}\n` };
  });
}

/** Writes posts into a folder, one file each. */
export async function writePosts(folder: string, posts: readonly BenchPost[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, source } of posts) await writeFile(path.join(folder, `${name}.md`), source);
}

/** A linear congruential generator: the same numbers on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
