import { Document } from 'yaml';
import type { PlannedArrival } from './plan-arrivals.ts';

/** The whole post as a file: front matter with everything the source knows, then the text. */
export function composeArrival(
  { arrival, file, permalink }: PlannedArrival,
  cover: Readonly<Record<string, unknown>> | undefined,
  markdown: string,
): string {
  const { title, date, updated, slug, isDraft, aliases, matter } = arrival;
  const fileSlug = file.split('/').at(-1)?.replace(/\.md$/, '');
  const isPage = arrival.kind === 'page';
  const values = withoutEmpty({
    title,
    date,
    updated: updated === date ? undefined : updated,
    slug: slug === '' || slug === fileSlug || (isPage && permalink !== undefined) ? undefined : slug,
    permalink,
    draft: isDraft ? true : undefined,
    ...matter,
    cover,
    aliases: aliases.filter((alias) => alias !== permalink),
  });
  const header = new Document(values).toString({ lineWidth: 0, defaultKeyType: 'PLAIN' });
  const body = markdown.replace(/^\n+/, '').replace(/\s*$/, '\n');
  return `---\n${Object.keys(values).length === 0 ? '' : header}---\n\n${body === '\n' ? '' : body}`;
}

/** Comments as `comments/<slug>.yml` holds them; undefined for none. */
export function composeComments(comments: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  return comments.length === 0 ? undefined : new Document(comments).toString({ lineWidth: 0 });
}

function withoutEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      if (name === '__proto__' || value === undefined || value === '') return false;
      return !Array.isArray(value) || value.length > 0;
    }),
  );
}
