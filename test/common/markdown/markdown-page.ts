import type { Fixture } from './fixtures.ts';

/** docs/markdown.md: every form with its result, from the fixtures that tests check. */
export function markdownPage(fixtures: readonly Fixture[]): string {
  const sections = fixtures.filter(({ title }) => title !== undefined).map(section);
  return `# Markdown in Offprint

Everything that can be written in a post, and what it becomes. Each example is a test, so this page cannot be out of date; it is
written by \`OFFPRINT_UPDATE=1 npx vitest run test/common/markdown/fixtures.test.ts\`.

${sections.join('\n')}`;
}

function section({ title, intro, cases }: Fixture): string {
  const examples = cases.map(
    ({ name, source, html }) => `### ${name}\n\n${block('markdown', source)}\n\n${block('html', html)}\n`,
  );
  return `## ${title}\n${intro === '' ? '' : `\n${intro}\n`}\n${examples.join('\n')}`;
}

/** A fence longer than any inside. */
function block(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/[`]{3,}/g)].map(([marks]) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
