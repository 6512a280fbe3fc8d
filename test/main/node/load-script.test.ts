import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadScript } from '../../../main/node/load-script.ts';
import { bundleScript } from '../../support/bundle-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Longer than what V8 compiles at once, with functions that are compiled when they are called. */
const source = (answer: number) =>
  `"use strict";\nconst path = require('node:path');\nexports.answer = () => ${answer};\nexports.name = () => path.basename(__filename);\nmodule.exports.folder = __dirname;\n`;

let script = '';
let codeFile = '';

beforeEach(async () => {
  const folder = await temporaryFolder();
  script = path.join(folder, 'program.cjs');
  codeFile = path.join(folder, 'code', 'build.bin');
  await writeFile(script, source(42));
});

/** Loads, calls, and keeps the code; answers what the script said and whether its code was there. */
function start(): { readonly answer: number; readonly wasCompiled: boolean } {
  const { exports, wasCompiled, keepCode } = loadScript(script, codeFile);
  const program = exports as { answer(): number; name(): string; folder: string };
  expect([program.name(), program.folder]).toEqual(['program.cjs', path.dirname(script)]);
  const answer = program.answer();
  keepCode();
  return { answer, wasCompiled };
}

/** Starts once more and finds nothing; the start after that one finds the code again. */
function expectMended(answer = 42): void {
  expect(start()).toEqual({ answer, wasCompiled: false });
  expect(start()).toEqual({ answer, wasCompiled: true });
}

test('the second start uses the code of the first', async () => {
  expect(start()).toEqual({ answer: 42, wasCompiled: false });
  expect((await stat(codeFile)).mode & 0o077).toBe(0);
  expect(start()).toEqual({ answer: 42, wasCompiled: true });
});

test('the second start adds to the code of the first, the third keeps what is there', async () => {
  start();
  const first = await readFile(codeFile);
  start();
  const second = await readFile(codeFile);
  expect(second).not.toEqual(first);
  expect(start()).toEqual({ answer: 42, wasCompiled: true });
  expect(await readFile(codeFile)).toEqual(second);
});

test('code that was thrown away is made again', async () => {
  expectMended();
});

test('another bundle of the same length does not run the code of the one before', async () => {
  start();
  await writeFile(script, source(43));
  expectMended(43);
});

describe('a code file that cannot be believed is ignored and made anew', () => {
  beforeEach(() => {
    start();
  });

  test.each([
    ['one byte of it is another', (bytes: Buffer) => bytes.fill(bytes.readUInt8(200) ^ 1, 200, 201)],
    ['its digest is another', (bytes: Buffer) => bytes.fill('0', bytes.byteLength - 64)],
    ['it names other starts', (bytes: Buffer) => bytes.fill('2', bytes.byteLength - 65, bytes.byteLength - 64)],
    ['it was cut off', (bytes: Buffer) => bytes.subarray(0, bytes.byteLength >> 1)],
    ['it is shorter than a digest', (bytes: Buffer) => bytes.subarray(0, 10)],
    ['it is empty', () => Buffer.alloc(0)],
  ])('because %s', async (_, damaged) => {
    await writeFile(codeFile, damaged(await readFile(codeFile)));
    expectMended();
  });

  test('because it is of another script', async () => {
    const bytes = await readFile(codeFile);
    script = path.join(path.dirname(script), 'other', 'program.cjs');
    await mkdir(path.dirname(script));
    await writeFile(script, source(7));
    await writeFile(codeFile, bytes);
    expectMended(7);
  });

  test.runIf(process.getuid !== undefined)('because others may write it', async () => {
    await chmod(codeFile, 0o622);
    expectMended();
  });

  test.runIf(process.getuid?.() === 0)('because it belongs to somebody else', async () => {
    await chown(codeFile, 12345, 12345);
    expectMended();
  });
});

test('code that V8 refuses is made anew', async () => {
  const loader = await bundleScript('main/node/load-script.ts', path.join(path.dirname(script), 'load-script.mjs'));
  const inProcess = async (...flags: readonly string[]): Promise<string> => {
    const load = `const { loadScript } = await import(${JSON.stringify(pathToFileURL(loader))});
      const { exports, wasCompiled, keepCode } = loadScript(${JSON.stringify(script)}, ${JSON.stringify(codeFile)});
      console.log(exports.answer(), wasCompiled);
      keepCode();`;
    const run = await promisify(execFile)(process.execPath, [...flags, '--input-type=module', '--eval', load]);
    return run.stdout.trim();
  };
  expect(await inProcess()).toBe('42 false');
  expect(await inProcess()).toBe('42 true');
  // V8 compiles otherwise then, and refuses what it compiled before.
  expect(await inProcess('--no-lazy-feedback-allocation')).toBe('42 false');
  expect(await inProcess('--no-lazy-feedback-allocation')).toBe('42 true');
});

test.each([
  ['is a file', async (folder: string) => writeFile(folder, '')],
  ['holds a folder of its name', async (folder: string) => mkdir(path.join(folder, 'build.bin'), { recursive: true })],
])('a place for code that %s is no reason not to start', async (_, block) => {
  await block(path.dirname(codeFile));
  expect(start()).toEqual({ answer: 42, wasCompiled: false });
  expect(start()).toEqual({ answer: 42, wasCompiled: false });
});

test('a bundle that throws is heard', async () => {
  await writeFile(script, 'throw new Error("no such program");');
  expect(() => loadScript(script, codeFile)).toThrow('no such program');
});
