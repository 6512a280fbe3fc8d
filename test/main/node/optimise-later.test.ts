import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundleScript } from '../../support/bundle-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test.runIf(process.versions.v8.startsWith('11.'))('a function of middling work is optimised later', async () => {
  const file = await bundleScript('main/node/optimise-later.ts', path.join(await temporaryFolder(), 'later.mjs'));
  const call = 'const add = (n) => { let sum = 0; for (let i = 0; i < n; i += 1) sum += i % 7; return sum; };';
  const isOptimised = (before: string, calls: number) => {
    const source = `import { optimiseLater } from '${pathToFileURL(file)}'; ${before}; ${call} for (let i = 0; i < ${calls}; i += 1) add(20);`;
    const args = ['--trace-opt', '--no-use-osr', '--input-type=module', '--eval', source];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return /compiling method .*JSFunction add/.test(stdout);
  };
  expect([isOptimised('', 200), isOptimised('optimiseLater()', 200), isOptimised('optimiseLater()', 2_000)]).toEqual([
    true,
    false,
    true,
  ]);
});
