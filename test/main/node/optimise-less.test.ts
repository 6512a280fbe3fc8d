import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundleScript } from '../../support/bundle-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const isMeasured = process.versions.v8.startsWith('11.');

/** What V8 says of its work on a program, with and without our settings. */
async function optimising(flag: string, source: string) {
  const file = await bundleScript('main/node/optimise-less.ts', path.join(await temporaryFolder(), 'less.mjs'));
  return (before: '' | 'optimiseLess();') => {
    const program = `import { optimiseLess } from '${pathToFileURL(file)}'; ${before} ${source}`;
    const args = [flag, '--no-use-osr', '--input-type=module', '--eval', program];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return stdout;
  };
}

test.runIf(isMeasured)('a function of middling work is optimised later', async () => {
  const call = 'const add = (n) => { let sum = 0; for (let i = 0; i < n; i += 1) sum += i % 7; return sum; };';
  const isOptimised = async (before: '' | 'optimiseLess();', calls: number) => {
    const said = await optimising('--trace-opt', `${call} for (let i = 0; i < ${calls}; i += 1) add(20);`);
    return /compiling method .*JSFunction add/.test(said(before));
  };
  expect(await isOptimised('', 200)).toBe(true);
  expect(await isOptimised('optimiseLess();', 200)).toBe(false);
  expect(await isOptimised('optimiseLess();', 2_000)).toBe(true);
});

test.runIf(isMeasured)('a function that is optimised takes fewer others into itself', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const others = names.map(
    (name) => `const ${name} = (n) => { let s = n; ${'s = (s * 31 + 7) % 1009; '.repeat(5)}return s; };`,
  );
  const all = `const all = (n) => ${names.map((name) => `${name}(n)`).join(' + ')};`;
  const said = await optimising(
    '--trace-turbo-inlining',
    `${others.join(' ')} ${all} let sum = 0; for (let i = 0; i < 20_000; i += 1) sum += all(i);`,
  );
  const into = /^Inlining .*<SharedFunctionInfo (\w+)>} into .*<SharedFunctionInfo all>/gm;
  const inlined = (text: string) => new Set([...text.matchAll(into)].map(([, name]) => name));
  const [before, after] = [inlined(said('')), inlined(said('optimiseLess();'))];
  expect(before.size).toBe(names.length);
  expect(after.size).toBeLessThan(names.length);
});
