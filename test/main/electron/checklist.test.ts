import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../../..');

interface Row {
  readonly number: number;
  readonly rule: string;
  readonly files: readonly string[];
  readonly testFile: string;
  readonly testName: string;
}

/** The rows of the table in docs/security.md. */
function rows(text: string): readonly Row[] {
  return text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, number, , rule = '', files = '', test = ''] = cells;
    if (!/^\d+$/.test(number ?? '')) return [];
    const [, testFile = '', testName = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
    return [
      {
        number: Number(number),
        rule,
        files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
        testFile,
        testName,
      },
    ];
  });
}

/** What is wrong with a row: a test or a file that is not there. */
function faults({ number, rule, files, testFile, testName }: Row): readonly string[] {
  const places = ['', 'main', 'main/electron', 'preload'];
  const missing = files.filter((file) => !places.some((place) => existsSync(path.join(root, place, file))));
  const text = existsSync(path.join(root, testFile)) ? readFileSync(path.join(root, testFile), 'utf8') : '';
  return [
    ...(rule === '' ? [`${number}: no rule`] : []),
    ...(files.length === 0 ? [`${number}: no place`] : []),
    ...missing.map((file) => `${number}: no file ${file}`),
    ...(testName !== '' && text.includes(`'${testName}'`) ? [] : [`${number}: no test ${testName}`]),
  ];
}

describe('Electron’s security checklist', () => {
  const table = rows(readFileSync(path.join(root, 'docs/security.md'), 'utf8'));

  it('has a rule, a place and a test for each of its 20 items', () => {
    expect(table.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(table.flatMap(faults)).toEqual([]);
  });

  it('would show a row whose test or file is missing', () => {
    const planted = rows(
      '| 21 | Something | A rule | `nowhere.ts` | `test/main/electron/window.test.ts`: is not written yet |',
    );
    expect(planted.flatMap(faults)).toEqual(['21: no file nowhere.ts', '21: no test is not written yet']);
  });

  it('names one exact version of Electron, and the stand-in imitates that one', () => {
    const { electron } = manifest.devDependencies;
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
    const standIn = readFileSync(path.join(root, 'test/standin/process/electron.ts'), 'utf8');
    expect(standIn).toContain(`electron: '${electron}'`);
  });
});
