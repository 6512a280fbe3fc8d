import { describe, expect, test } from 'vitest';
import { createOutput } from '../../../main/cli/output.ts';

const manner = { isJson: false, isQuiet: false, data: undefined };

function streams(isTTY: boolean, environment: Record<string, string> = {}, changes: Partial<typeof manner> = {}) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({
    write: (text: string) => {
      said[name] += text;
    },
    isTTY,
  });
  return { said, output: createOutput({ ...manner, ...changes }, stream('stdout'), stream('stderr'), environment) };
}

describe('output', () => {
  test('is coloured on a terminal only, and never with NO_COLOR or on a dumb one', () => {
    const report = { value: 1, lines: ['Done.', 'more'] };
    const colours = [
      { isTTY: true },
      { isTTY: false },
      { isTTY: true, NO_COLOR: '1' },
      { isTTY: true, TERM: 'dumb' },
    ].map(({ isTTY, ...environment }) => {
      const { said, output } = streams(isTTY, environment);
      output.report(report);
      output.failure({ kind: 'x' }, ['Not done.']);
      return (said.stdout + said.stderr).includes('\u001b[');
    });
    expect(colours).toEqual([true, false, false, false]);
  });

  test('shows progress as one line that is written over on a terminal', () => {
    const { said, output } = streams(true, { NO_COLOR: '1' });
    output.progress(1, 2, 'Building');
    output.progress(2, 2, 'Building');
    output.report({ value: 1, lines: ['Done.'] });
    expect(said.stderr).toBe('\r\u001b[KBuilding 1 / 2\r\u001b[KBuilding 2 / 2\r\u001b[K');
    expect(said.stdout).toBe('Done.\n');
  });

  test('writes one line a stage where nobody looks', () => {
    const { said, output } = streams(false);
    for (let done = 0; done < 100; done += 1) output.progress(done, 100, 'Building');
    output.progress(0, 1, 'Sending');
    expect(said.stderr).toBe('Building\nSending\n');
  });

  test('leaves notes and progress out when asked to be quiet, never failures', () => {
    const { said, output } = streams(false, {}, { isQuiet: true });
    output.note('by the way');
    output.progress(1, 2, 'Building');
    output.failure({ kind: 'x' }, ['Not done.']);
    expect(said).toEqual({ stdout: '', stderr: 'Not done.\n' });
  });

  test('is one document for machines, in success and in failure', () => {
    const { said, output } = streams(false, {}, { isJson: true });
    output.report({ value: { pages: 3 }, lines: ['Built 3 pages.'] });
    output.failure({ kind: 'x', folder: 'y' }, ['Not done.', 'Do this.']);
    expect(said.stderr).toBe('');
    expect(
      said.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { ok: true, value: { pages: 3 } },
      { ok: false, failure: { kind: 'x', folder: 'y' }, message: 'Not done. Do this.' },
    ]);
  });
});
