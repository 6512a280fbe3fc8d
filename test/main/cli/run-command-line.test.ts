import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../main/cli/run-command-line.ts';
import { silentLog } from '../../../main/node/log.ts';

/** Runs a command line that must not come as far as starting the program. */
async function run(...given: string[]) {
  let stdout = '';
  let stderr = '';
  const neverReached = () => Promise.reject(new Error('The program was started'));
  const code = await runCommandLine({
    arguments: given,
    workingFolder: '/work',
    environment: {},
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    version: '1.2.3',
    dataFolder: () => '/nowhere',
    openLog: () => silentLog,
    openApp: neverReached,
    serving: () => neverReached,
  });
  return { code, stdout, stderr };
}

describe('a command line that is not understood', () => {
  test.each([
    [['bild', 'x'], 'Did you mean “build”?'],
    [['frobnicate'], 'no command “frobnicate”.\n'],
    [['build'], 'needs the folder'],
    [['build', 'x', '--ot', 'y'], 'Did you mean “--out”?'],
    [['build', 'x', '--out'], 'needs a value'],
    [['build', 'x', '--out='], 'needs a value'],
    [['build', 'x', '--out', '--explain'], 'needs a value: --out DIR'],
    [['build', 'x', '--explain=yes'], 'takes no value'],
    [['build', 'my', 'blog'], '“blog” is one word too many'],
    [['build', 'x', '--sample'], 'no option “--sample”'],
    [['build', 'x', '-z'], 'no option “-z”'],
    [['serve', 'x', '--port', '99999'], 'is no port'],
    [['serve', 'x', '--port', '1e3'], 'is no port'],
    [['serve', 'x', '--port=-1'], 'is no port'],
    [['import', 'export.xml'], 'needs the folder'],
    [['import'], 'needs a file'],
    [['export', 'my-blog'], 'needs a new folder'],
    [['export', 'my-blog', 'out'], 'Say which program'],
    [['search', 'blog'], 'needs words'],
    [['search', 'blog', 'word', '--limit', '0'], 'no number of posts'],
    [['undo', 'blog', 'one', 'two'], '“two” is one word too many'],
    [['--frob'], 'no option “--frob”'],
    [['build', '__proto__', '--constructor'], 'no option “--constructor”'],
  ])('%j says what is wrong, with code 2', async (given, words) => {
    const people = await run(...given);
    expect(people).toMatchObject({ code: 2, stdout: '' });
    expect(people.stderr).toContain(words);
    expect(people.stderr).toContain('--help');
    const machine = await run(...given, '--json');
    expect(machine).toMatchObject({ code: 2, stderr: '' });
    expect(JSON.parse(machine.stdout)).toMatchObject({ ok: false, failure: { kind: 'wrong-usage' } });
  });
});

describe('help', () => {
  test.each([[['--help']], [['help']], [['-h']], [[]], [['help', 'nothing']]])('%j shows the whole', async (given) => {
    const shown = await run(...given);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['new', 'serve', 'build', 'publish', 'check', '--json', 'NO_COLOR', '70']) {
      expect(shown.stdout).toContain(word);
    }
    for (const line of shown.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  test.each([
    ['new', ['--sample', '--title TITLE']],
    ['serve', ['--port N', '--no-open', '[FOLDER]']],
    ['build', ['--out DIR', '--explain']],
    ['publish', ['--target NAME', '--dry-run']],
    ['check', ['--json']],
    ['history', ['FOLDER']],
    ['undo', ['[ID]', '--allow WHAT']],
    ['search', ['WORDS...', '--limit N']],
    ['import', ['FILE FOLDER', '--media DIR', '--fetch', '--dry-run']],
    ['export', ['FOLDER DIR', '--to PROGRAM']],
  ])('tells all about %s', async (command, options) => {
    for (const given of [
      [command, '--help'],
      ['help', command],
      ['-h', command],
      [command, 'x', '--unknown', '--help'],
    ]) {
      const shown = await run(...given);
      expect(shown).toMatchObject({ code: 0, stderr: '' });
      for (const option of options) expect(shown.stdout).toContain(option);
      expect(shown.stdout).toContain(`offprint ${command} `);
    }
  });

  test('tells the version', async () => {
    expect(await run('--version')).toEqual({ code: 0, stdout: 'Offprint 1.2.3\n', stderr: '' });
    expect(await run('-V', '--json')).toMatchObject({ stdout: '{"ok":true,"value":{"version":"1.2.3"}}\n' });
  });
});

test('a fault is reported with code 70 and where the report is', async () => {
  const people = await run('check', 'blog');
  expect(people.code).toBe(70);
  expect(people.stderr).toMatch(/\/nowhere\/logs\/offprint\.log under \w+/);
  const machine = await run('check', 'blog', '--json');
  expect(JSON.parse(machine.stdout)).toMatchObject({ ok: false, failure: { kind: 'internal' } });
});
