/**
 * `npm run bench`: measures every subject of `test/bench/` (or those named) beside its peers, prints a table each and
 * writes docs/performance.md. Subjects that are not measured in this run keep their section.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { buildProgram } from './build.mjs';
import { root } from './run.mjs';

const folder = path.join(root, 'test/bench');
const output = path.join(root, 'out/bench');
const document = path.join(root, 'docs/performance.md');

const subjects = (await readdir(folder))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !subjects.includes(name));
if (unknown.length > 0) {
  console.error(`No such subject: ${unknown.join(', ')}. There are: ${subjects.join(', ')}.`);
  process.exit(2);
}

await buildProgram();
await mkdir(output, { recursive: true });
const sections = await readSections();
for (const subject of asked.length > 0 ? asked : subjects) {
  const outfile = path.join(output, `${subject}.mjs`);
  await esbuild.build({
    entryPoints: [path.join(folder, `${subject}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  });
  const { run } = await import(pathToFileURL(outfile).href);
  const table = await run();
  const text = render(table, subject);
  console.log(text);
  sections.set(subject, text);
}
await writeFile(
  document,
  `${introduction()}\n${[...sections.keys()]
    .sort()
    .map((name) => sections.get(name))
    .join('\n')}`,
);

async function readSections() {
  const text = await readFile(document, 'utf8').catch(() => '');
  const parts = text.split(/(?=^<!-- subject: )/m).slice(1);
  return new Map(parts.map((part) => [/^<!-- subject: (\S+)/.exec(part)[1], `${part.trimEnd()}\n`]));
}

function introduction() {
  return `# Performance

Figures of \`npm run bench\`, which measures each subject beside its peers in one run and writes this page. The machines are
shared and noisy: read the ratios, not the absolute times. \`npm run bench SUBJECT\` measures one subject again.
`;
}

function render({ title, method, columns, rows, notes }, subject) {
  const cpu = os.cpus();
  const machine = `${cpu.length} x ${cpu[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}, ${os.type()} ${os.release()}`;
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return `<!-- subject: ${subject} -->
## ${title}

${method}

${line(columns)}
${line(columns.map(() => '---'))}
${rows.map(line).join('\n')}

${notes.map((note) => `- ${note}`).join('\n')}

Measured ${new Date().toISOString().slice(0, 10)} with \`npm run bench ${subject}\` on ${machine}.
`;
}
