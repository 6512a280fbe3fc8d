import type { BuildWarning } from '../../../common/contract/build.ts';
import type { PageSource } from '../../../common/page-source.ts';
import { type Redirects, redirectsFileName } from '../../../common/redirects.ts';
import type { RedirectForm } from '../../../common/site-settings.ts';
import { cleanAddress, comparableAddress } from '../addresses.ts';
import { xmlText } from '../feeds/xml-text.ts';
import { input } from '../input.ts';
import type { SitePost } from '../model.ts';
import type { PageTask } from '../page-task.ts';
import { movedTerms } from '../term-memory.ts';
import { formerAddresses, type UrlMemory } from '../url-memory.ts';
import type { PlanContext } from './plan-context.ts';
import { redirectFiles } from './redirect-files.ts';

/** A former address and where it leads now, both readable addresses below the site's root. */
export interface Redirect {
  readonly from: string;
  /** For a former address that only its query tells apart, `p=12`. */
  readonly query?: string;
  readonly to: string;
  /** Who wants it, for an address clash. */
  readonly source: PageSource;
}

/**
 * Every former address that leads on: those that posts name themselves, which no other page may use, and those of posts,
 * categories and tags remembered from earlier publishes, which give way to a page that stands there now.
 */
export function redirects(contexts: readonly [PlanContext, ...PlanContext[]], pages: readonly PageTask[]): Redirect[] {
  const urls = contexts[0].urls();
  const aliases = contexts.flatMap(aliasRedirects);
  const posts = contexts.flatMap(({ model }) => [...model.posts, ...model.pages]);
  const isTaken = takenAddresses(() => [...pages.map((page) => page.address), ...aliases.map(({ from }) => from)]);
  const ofPosts = formerAddresses(urls, posts, isTaken).map(
    ({ from, to, id }): Redirect => ({
      from,
      to,
      source: { kind: 'former-post', id },
    }),
  );
  const terms = movedTerms(
    urls,
    contexts.map(({ model }) => model),
  );
  const ofTerms = [...terms].flatMap(([from, to]): Redirect[] =>
    isTaken(from) ? [] : [{ from, to, source: { kind: 'former-list' } }],
  );
  const named = namedRedirects(contexts[0].redirects, posts);
  const ofFile = named.filter(({ from, query }) => query !== undefined || !isTaken(from));
  const seen = new Set<string>();
  const unique = [...ofPosts, ...ofFile, ...ofTerms].filter(({ from, query = '' }) => {
    const name = `${comparableAddress(from)}?${query}`;
    return !seen.has(name) && seen.add(name);
  });
  return [...aliases, ...unique];
}

/** Whether an address is one of these, which are asked for only where there are former ones. */
function takenAddresses(addresses: () => readonly string[]): (address: string) => boolean {
  let taken: ReadonlySet<string> | undefined;
  return (address) => {
    taken ??= new Set(addresses().map(comparableAddress));
    return taken.has(comparableAddress(address));
  };
}

/** Posts that stand where readers found another one before. */
export function reusedAddresses(urls: UrlMemory, posts: readonly SitePost[]): readonly BuildWarning[] {
  const formers = new Map<string, string>();
  for (const [id, addresses] of urls.addresses) {
    for (const address of addresses.slice(0, -1)) formers.set(comparableAddress(address), id);
  }
  if (formers.size === 0) return [];
  return posts.flatMap(({ id, address }): BuildWarning[] => {
    const former = formers.get(comparableAddress(address));
    if (former === undefined || former === id) return [];
    return [{ postId: id, notice: { kind: 'address-reused', address, former } }];
  });
}

/** The lines of `redirects.yml`; one that leads to a post which readers do not get leads nowhere. */
function namedRedirects(named: Redirects, posts: readonly SitePost[]): readonly Redirect[] {
  const addresses = new Map(posts.map(({ id, address }) => [id, address]));
  return [...named].flatMap(([written, target]): Redirect[] => {
    const [path = '', query] = written.split('?', 2);
    const from = path === '/' ? '/' : cleanAddress(path);
    const to = target.startsWith('/') ? (target === '/' ? '/' : cleanAddress(target)) : addresses.get(target);
    if (from === undefined || to === undefined || (from === to && query === undefined)) return [];
    const isPlain = query !== undefined && /^[\w.~%&=+-]+$/.test(query);
    if (query !== undefined && !isPlain) return [];
    const source = { kind: 'file', name: redirectsFileName } as const;
    return [{ from, to, source, ...(query === undefined ? {} : { query }) }];
  });
}

function aliasRedirects({ model }: PlanContext): readonly Redirect[] {
  return [...model.posts, ...model.pages].flatMap((post) =>
    post.summary.matter.aliases.flatMap((written) => {
      const from = cleanAddress(written);
      if (from === undefined || from === post.address) return [];
      return [{ from, to: post.address, source: { kind: 'alias', id: post.id } }];
    }),
  );
}

/**
 * What tells hosts and browsers of former addresses, in each form that the settings or the kinds of targets ask for. Hosts that
 * can say so also learn where a post stood that is no more; the others say of it that nothing is found.
 */
export function redirectTasks(
  context: PlanContext,
  leadingOn: readonly Redirect[],
  pages: readonly PageTask[],
): readonly PageTask[] {
  const { redirects: chosen, targets } = context.model.settings;
  const forms: readonly RedirectForm[] = chosen ?? [
    'pages',
    ...(targets.some(({ kind }) => kind === 'git') ? (['netlify'] as const) : []),
  ];
  const stubs = forms.includes('pages')
    ? leadingOn.filter(({ query }) => query === undefined).map((redirect) => redirectTask(context, redirect))
    : [];
  const isAnswered = takenAddresses(() => [
    ...pages.map(({ address }) => address),
    ...leadingOn.map(({ from }) => from),
  ]);
  const gone = context.gone().filter((address) => !isAnswered(address));
  return [...stubs, ...redirectFiles(context, { leadingOn, gone }, forms)];
}

/** A page that leads on at once, for hosts that know no redirects; search engines take its canonical link as a move. */
function redirectTask({ links, model }: PlanContext, { from, to, source }: Redirect): PageTask {
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
