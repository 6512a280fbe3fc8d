/** `npm run check`: types, Biome's formatting and rules, unused files and exports, and the layer table. */
import { fileURLToPath } from 'node:url';
import { runNode } from './run.mjs';

const steps = [
  ['Types', () => runNode('typescript-native/bin/tsc', ['-b'])],
  [
    'Formatting and rules',
    () => runNode('@biomejs/biome/bin/biome', ['ci', '--colors=off', '--log-level=warn', '--max-diagnostics=30']),
  ],
  ['Unused files and exports', () => runNode('knip/bin/knip.js', [])],
  ['Layers', () => runNode('vitest/vitest.mjs', ['run', '--project', 'unit', 'test/layers.test.ts', '--reporter=dot'])],
];

/** Runs every step, also after one failed; answers how many did. */
export async function checkSources() {
  let failures = 0;
  for (const [name, step] of steps) {
    const code = await step();
    console.log(`${name}: ${code === 0 ? 'fine' : 'NOT FINE'}`);
    if (code !== 0) failures += 1;
  }
  return failures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit((await checkSources()) === 0 ? 0 : 1);
