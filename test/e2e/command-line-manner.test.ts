import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../support/test-ports.ts';
import { answerOf, smallBlog, workshop } from '../support/workshop.ts';

describe('help', () => {
  test('is shown without a command and when asked for', async () => {
    const { offprint } = await workshop();
    expect(await offprint()).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('offprint publish'),
    });
    expect((await offprint('build', '--help')).stdout).toContain('--out DIR');
  });

  test('tells the version', async () => {
    const { offprint } = await workshop();
    expect((await offprint('--version')).stdout).toMatch(/^Offprint \d+\.\d+\.\d+\n$/);
    expect(answerOf(await offprint('--version', '--json')).value.version).toMatch(/^\d/);
  });
});

describe('what is said', () => {
  test('results go to standard output, progress to standard error, and --quiet leaves the result', async () => {
    const { offprint } = await smallBlog();
    const loud = await offprint('publish', 'blog');
    expect(loud.stderr).toContain('Sending');
    expect(loud.stdout).toContain('Published');
    const quiet = await offprint('publish', 'blog', '--quiet');
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toContain('Published');
  });

  test('nothing is coloured where no terminal is', async () => {
    const { offprint } = await smallBlog();
    const run = await offprint('check', 'blog');
    expect(run.stdout + run.stderr).not.toContain('\u001b');
  });

  test('a reader of the output may leave early', async () => {
    const { at } = await smallBlog();
    const line = `"${process.execPath}" "${path.join(projectRoot, 'out/cli.mjs')}" --help; echo "code $?" >&2`;
    const shell = spawn('sh', ['-c', `(${line}) | true`], { cwd: at('.'), stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    shell.stderr.on('data', (part) => {
      said += String(part);
    });
    await once(shell, 'close');
    expect(said).toBe('code 0\n');
  });

  test('options may stand before the command, and the last one counts', async () => {
    const { offprint, at } = await workshop();
    const run = await offprint('--json', '--data', 'one', '--data', 'two', 'new', 'blog');
    expect(answerOf(run).ok).toBe(true);
    expect(existsSync(at('two'))).toBe(true);
    expect(existsSync(at('one'))).toBe(false);
  });
});

test('a command leaves its code compiled for the next time, and does without where that is damaged', async () => {
  const { offprint, at } = await smallBlog();
  const check = () => offprint('--data', 'data', 'check', 'blog');
  const code = at('data/code/check.bin');
  const first = await check();
  // The second start adds what it compiled.
  expect(await check()).toEqual(first);
  const kept = await readFile(code);
  const { mtimeMs } = await stat(code);
  expect(await check()).toEqual(first);
  // It was used: what is not is made anew.
  expect((await stat(code)).mtimeMs).toBe(mtimeMs);
  await writeFile(code, kept.subarray(0, 10_000));
  expect(await check()).toEqual(first);
  expect((await stat(code)).size).toBeGreaterThan(10_000);
});
