import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { type CommandRun, runOffprint } from './command-line.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A folder to work in from the command line, with Offprint's data beside the blogs. */
export interface Workshop {
  /** Absolute path of something in the folder. */
  at(...parts: string[]): string;
  /** Runs the built `offprint` in the folder. */
  offprint(...given: string[]): Promise<CommandRun>;
  /** The same with more in its environment. */
  offprintWith(environment: Readonly<Record<string, string>>, ...given: string[]): Promise<CommandRun>;
}

/** An empty workshop; removed when the test has finished. */
export async function workshop(): Promise<Workshop> {
  const folder = await temporaryFolder();
  const options = { dataFolder: path.join(folder, 'data'), workingFolder: folder };
  return {
    at: (...parts) => path.join(folder, ...parts),
    offprint: (...given) => runOffprint(given, options),
    offprintWith: (environment, ...given) => runOffprint(given, { ...options, environment }),
  };
}

/** A workshop with a blog of one post, `blog/posts/first.md`. */
export async function smallBlog(): Promise<Workshop> {
  const shop = await workshop();
  expect((await shop.offprint('new', 'blog', '--title', 'Small things')).code).toBe(0);
  await writePost(shop.at('blog/posts/first.md'), 'First', 'The first text.');
  return shop;
}

/** Writes a post of November 2026, public. */
export function writePost(file: string, title: string, body: string): Promise<void> {
  return writeFile(file, `---\ntitle: ${title}\ndate: 2026-11-02 10:00\n---\n\n${body}\n`);
}

/** The one JSON document that a command answered with `--json`. */
export function answerOf({ stdout }: CommandRun) {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}
