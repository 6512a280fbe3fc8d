import type { PostKind, PostMatter, PostProblem, PostStatus } from '../../../common/post.ts';

/** A post that the host in memory starts with. */
export interface SeedPost {
  readonly id: string;
  readonly kind: PostKind;
  readonly status: PostStatus;
  readonly matter: PostMatter;
  readonly body: string;
  readonly changedMs: number;
  readonly problem?: PostProblem;
}

const nothing = { draft: false, categories: [], tags: [], aliases: [] };

const trainBody = `The conference ended at four, and by half past the whole of platform nine was people with lanyards, eating cherries out of paper bags.

## What was said

Nobody agreed about *maintenance*, which is a good sign. **Ingrid Moe** gave the talk I had come for: *Keeping things for a hundred years*, on the town archive that runs on one computer, two disks and a cupboard.[^1]

- Write it down where it happens, not where it is filed.
- One format that a stranger can read with nothing but patience.
- Test the way back, every spring, with the window open.
  - And if it rains, in autumn.

> A backup nobody has read is a rumour.

![The harbour hall before the doors opened](/media/2026/11/hall.jpg "The hall at eight. Photo: Jonas Vik")

The [slides](/media/2026/11/slides.pdf) are worth the hour, and there is a recording on [the archive's own page](https://example.org/archive).

## A table to keep

| What        | How often | Who   |
| ----------- | --------- | ----- |
| Read back   | Spring    | Moe   |
| Second disk | Monthly   | Vik   |

\`\`\`js
const kept = letters.filter((letter) => letter.year < 1926);
console.log(\`\${kept.length} letters\`);
\`\`\`

It is dark now between the tunnels. I will add the photographs at home.

[^1]: The cupboard has a lock. The key is in the cupboard.
`;

/** A small blog with every state a list can show. */
export const samplePosts: readonly SeedPost[] = [
  post(
    'posts/on-the-train.md',
    'On the train home',
    'draft',
    '2026-11-21T18:40:00Z',
    ['conference', 'archives'],
    trainBody,
  ),
  post(
    'posts/fog-signals.md',
    'Fog signals, and who still listens to them',
    'draft',
    '2026-11-12T08:00:00Z',
    ['sea'],
    'Two short, one long.\n',
  ),
  post('posts/untitled.md', '', 'draft', '2026-11-02T08:00:00Z', [], 'A first line without a title.\n'),
  post(
    'posts/winter-timetable.md',
    'The winter timetable',
    'scheduled',
    '2031-12-01T06:00:00Z',
    ['ferries'],
    'From the first of December.\n',
  ),
  post(
    'posts/net-mending.md',
    'Mending nets with Tomas',
    'published',
    '2026-10-18T09:00:00Z',
    ['craft'],
    'He ties without looking.\n',
  ),
  post(
    'posts/long.md',
    'A very long title that goes on about the weather, the herring and everything else that a person could possibly put into one line',
    'published',
    '2026-09-03T09:00:00Z',
    ['weather'],
    'Long.\n',
  ),
  post('posts/arabic.md', 'رسائل من الميناء', 'published', '2026-08-20T09:00:00Z', ['sea'], 'مرحبا بالعالم\n'),
  post(
    'posts/lighthouse.md',
    'Inside the lighthouse',
    'published',
    '2025-06-11T09:00:00Z',
    ['buildings'],
    'One hundred and four steps.\n',
  ),
  post(
    'posts/broken.md',
    'Coffee at the fish market',
    'published',
    '2025-02-01T09:00:00Z',
    ['coffee'],
    'Six in the morning.\n',
    'post',
    {
      kind: 'front-matter',
      reason: { kind: 'yaml', code: 'MISSING_CHAR' },
      line: 3,
    },
  ),
  post('pages/about.md', 'About', 'published', '2024-01-05T09:00:00Z', [], 'Who writes here.\n', 'page'),
];

/** As many plain posts as wanted, one a day back from 2024. */
export function manyPosts(count: number): readonly SeedPost[] {
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(Date.UTC(2024, 0, 1) - index * 86_400_000).toISOString();
    return post(`posts/day-${index}.md`, `Day ${index} at the harbour`, 'published', date, ['days'], `Day ${index}.\n`);
  });
}

function post(
  id: string,
  title: string,
  status: PostStatus,
  date: string,
  tags: readonly string[],
  body: string,
  kind: PostKind = 'post',
  problem?: PostProblem,
): SeedPost {
  const isDraft = status === 'draft';
  const matter = { ...nothing, title, draft: isDraft, tags, ...(isDraft ? {} : { date }) };
  return { id, kind, status, matter, body, changedMs: Date.parse(date), ...(problem === undefined ? {} : { problem }) };
}
