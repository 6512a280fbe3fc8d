import { cleanAddress, comparableAddress } from '../addresses.ts';
import { xmlText } from '../feeds/feed-entries.ts';
import { input } from '../input.ts';
import type { PageTask } from '../page-task.ts';
import { formerAddresses } from '../url-memory.ts';
import type { PlanContext } from './plan-context.ts';

/** A former address and where it leads now, both readable addresses below the site's root. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
  /** Who wants it, for an address clash. */
  readonly source: string;
}

/**
 * Every former address that leads on: those that posts name themselves, which no other page may use, and those remembered
 * from earlier publishes, which give way to a page that stands there now.
 */
export function redirects(context: PlanContext, pages: readonly PageTask[]): readonly Redirect[] {
  const { model, urls } = context;
  const aliases = aliasRedirects(context);
  const taken = new Set(
    [...pages.map((page) => page.address), ...aliases.map(({ from }) => from)].map(comparableAddress),
  );
  const remembered = formerAddresses(urls, [...model.posts, ...model.pages], (address) =>
    taken.has(comparableAddress(address)),
  );
  const seen = new Set<string>();
  const unique = remembered.filter(
    ({ from }) => !seen.has(comparableAddress(from)) && seen.add(comparableAddress(from)),
  );
  return [
    ...aliases,
    ...unique.map(({ from, to, id }) => ({ from, to, source: `an address that ${id} was published at before` })),
  ];
}

function aliasRedirects({ model }: PlanContext): readonly Redirect[] {
  return [...model.posts, ...model.pages].flatMap((post) =>
    post.summary.matter.aliases.flatMap((written) => {
      const from = cleanAddress(written);
      if (from === undefined || from === post.address) return [];
      return [{ from, to: post.address, source: `a former address of ${post.id}` }];
    }),
  );
}

/** A page that leads on at once, for hosts that know no redirects; search engines take its canonical link as a move. */
export function redirectTask({ links, model }: PlanContext, { from, to, source }: Redirect): PageTask {
  const url = xmlText(links.absolute(to));
  const html = `<!doctype html>
<html lang="${xmlText(model.settings.language)}">
<head>
<meta charset="utf-8">
<title>${url}</title>
<link rel="canonical" href="${url}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${xmlText(links.href(to))}">
</head>
<body>
<p><a href="${xmlText(links.href(to))}">${url}</a></p>
</body>
</html>
`;
  return {
    address: from,
    role: 'other',
    title: to,
    source,
    make: 'redirect',
    language: model.settings.language,
    inputs: { text: input(html) },
  };
}
