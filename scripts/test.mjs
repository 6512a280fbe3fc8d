/**
 * `npm test`: gets what the tests need, checks the sources, builds the program, runs every test, and closes with one line
 * that counts them. `npm test -- e2e` (or `unit`, `faults`) runs one project only; further words narrow it to files.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildProgram } from './build.mjs';
import { checkSources } from './check.mjs';
import { runNode } from './run.mjs';
import { prepareTestPrograms } from './test-programs.mjs';

const knownProjects = ['unit', 'e2e', 'faults'];
const [first, ...rest] = process.argv.slice(2);
const isProject = knownProjects.includes(first);
const projects = isProject ? [first] : ['unit', 'e2e'];
const filters = isProject ? rest : process.argv.slice(2);
const isCI = process.env.CI === 'true';

const { browser, missing } = await prepareTestPrograms();
for (const { name, reason } of missing) {
  console.log(`${isCI ? 'MISSING' : 'SKIPPED'}: tests that need ${name}, which is not to be had here: ${reason}.`);
}
if (isCI && missing.length > 0) {
  console.log('Tests: 0 passed, 1 failed');
  process.exit(1);
}
if (filters.length === 0 && !isProject && (await checkSources()) !== 0) {
  console.log('The sources do not pass npm run check.\nTests: 0 passed, 1 failed');
  process.exit(1);
}
await buildProgram();

const folder = await mkdtemp(path.join(tmpdir(), 'offprint-report-'));
const report = path.join(folder, 'report.json');
const code = await runNode(
  'vitest/vitest.mjs',
  [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filters,
  ],
  {
    ...(browser === undefined ? {} : { OFFPRINT_CHROMIUM: browser }),
    OFFPRINT_MISSING: missing.map(({ name }) => name).join(','),
  },
);
const counts = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
await rm(folder, { recursive: true, force: true });
const passed = counts?.numPassedTests ?? 0;
const failed = Math.max(counts?.numFailedTests ?? 0, code === 0 ? 0 : 1);
const skipped = (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0);
console.log(`Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(code === 0 && passed === 0 ? 1 : code);
