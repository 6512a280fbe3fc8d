import type { RedirectForm } from '../../../common/site-settings.ts';
import type { Links } from '../addresses.ts';
import { input } from '../input.ts';
import type { PageTask } from '../page-task.ts';
import type { PlanContext } from './plan-context.ts';
import type { Redirect } from './redirect-pages.ts';

/** Most routing rules that S3 takes for a bucket; the others are left to the pages that lead on. */
const maxRoutingRules = 50;

/** What became of the addresses that readers may still have. */
export interface FormerAddresses {
  readonly leadingOn: readonly Redirect[];
  /** Nothing stands here, and nothing will: answered with status 410 by hosts that can. */
  readonly gone: readonly string[];
}

/** The files by which hosts learn of former addresses; none without any. */
export function redirectFiles(
  { links, model }: PlanContext,
  { leadingOn, gone }: FormerAddresses,
  forms: readonly RedirectForm[],
): readonly PageTask[] {
  if (leadingOn.length === 0 && gone.length === 0) return [];
  const sorted = { leadingOn: [...leadingOn].sort((a, b) => (a.from < b.from ? -1 : 1)), gone: [...gone].sort() };
  return forms.flatMap((form) => {
    if (form === 'pages') return [];
    const { name, text } = files[form];
    const task: PageTask = {
      address: `/${name}`,
      role: 'other',
      title: name,
      source: { kind: 'file', name },
      make: 'text',
      language: model.settings.language,
      inputs: { text: input(text(sorted, links)) },
    };
    return [task];
  });
}

interface RedirectFile {
  readonly name: string;
  readonly text: (former: FormerAddresses, links: Links) => string;
}

const files: Readonly<Record<Exclude<RedirectForm, 'pages'>, RedirectFile>> = {
  // https://docs.netlify.com/routing/redirects/, https://developers.cloudflare.com/pages/configuration/redirects/
  netlify: {
    name: '_redirects',
    // These hosts know no status 410.
    text: ({ leadingOn }, { href }) =>
      lines(
        leadingOn.map(({ from, query, to }) => [href(from), ...(query?.split('&') ?? []), href(to), '301'].join(' ')),
      ),
  },
  // https://httpd.apache.org/docs/2.4/mod/mod_alias.html: pattern and target are decoded paths.
  apache: {
    name: '.htaccess',
    text: ({ leadingOn, gone }, { href }) =>
      lines([
        `ErrorDocument 404 ${href('/404.html')}`,
        ...(leadingOn.some(({ query }) => query !== undefined) ? ['RewriteEngine On'] : []),
        ...leadingOn.map(({ from, query, to }) => {
          if (query !== undefined) {
            const path = escaped(from.slice(1)).replace(/\/$/, '/?');
            const asked = query
              .split('&')
              .map((part) => `RewriteCond %{QUERY_STRING} "(?:^|&)${escaped(part)}(?:&|$)"`);
            return [...asked, `RewriteRule "^${path}$" "${pathTarget(href(to))}?" [R=301,L]`].join('\n');
          }
          return `RedirectMatch 301 "${pathPattern(href(from))}" "${pathTarget(href(to))}"`;
        }),
        ...gone.map((address) => `RedirectMatch 410 "${pathPattern(href(address))}"`),
      ]),
  },
  // https://nginx.org/en/docs/http/ngx_http_map_module.html: `$uri` is the decoded path.
  nginx: {
    name: 'redirects.nginx.conf',
    text: ({ leadingOn, gone }, { href }) =>
      lines([
        '# Include this file in the http block; in the server block write:',
        '# if ($moved_to) { return 301 $moved_to; } if ($is_gone) { return 410; }',
        ...bucketSize([...leadingOn.map(({ from, query = '' }) => `${from}?${query}`), ...gone].map(href)),
        'map $uri $moved_by_path {',
        '  default "";',
        ...leadingOn
          .filter(({ query }) => query === undefined)
          .map(({ from, to }) => `  "${decoded(href(from))}" "${href(to).replaceAll('$', '%24')}";`),
        '}',
        'map "$uri?$args" $moved_to {',
        '  default $moved_by_path;',
        ...leadingOn
          .filter(({ query }) => query !== undefined)
          .map(({ from, query, to }) => `  "${decoded(href(from))}?${query}" "${href(to).replaceAll('$', '%24')}";`),
        '}',
        'map $uri $is_gone {',
        '  default 0;',
        ...gone.map((address) => `  "${decoded(href(address))}" 1;`),
        '}',
      ]),
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html; for `put-bucket-website`.
  s3: {
    name: 'redirects.s3.json',
    text: ({ leadingOn }, { href }) => {
      const key = (address: string) => decoded(href(address)).replace(/^\//, '');
      // The first rule that fits is taken, and a rule fits every key that begins like it.
      const rules = leadingOn
        .filter(({ query }) => query === undefined)
        .sort((a, b) => b.from.length - a.from.length || (a.from < b.from ? -1 : 1));
      const website = {
        IndexDocument: { Suffix: 'index.html' },
        ErrorDocument: { Key: key('/404.html') },
        RoutingRules: rules.slice(0, maxRoutingRules).map(({ from, to }) => ({
          Condition: { KeyPrefixEquals: key(from) },
          Redirect: { ReplaceKeyWith: key(to), HttpRedirectCode: '301' },
        })),
      };
      return `${JSON.stringify(website, undefined, 2)}\n`;
    },
  },
};

/** nginx refuses a map with a key that is longer than its buckets, of 64 bytes where nothing else is said. */
function bucketSize(keys: readonly string[]): readonly string[] {
  const longest = Math.max(0, ...keys.map((key) => Buffer.byteLength(decoded(key))));
  const size = 2 ** Math.ceil(Math.log2(longest + 32));
  return size <= 64 ? [] : [`map_hash_bucket_size ${size};`];
}

/** Fits the path of an address as Apache has it, decoded, with its last slash or without. */
function pathPattern(href: string): string {
  return `^${escaped(decoded(href)).replace(/\/$/, '/?')}$`;
}

/** An address as Apache wants to be told one, which encodes it and takes signs after `$` and `%` for places to fill. */
function pathTarget(href: string): string {
  return decoded(href).replaceAll('$', '\\$');
}

function lines(text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
