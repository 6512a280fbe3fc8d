import type { RedirectForm } from '../../../common/site-settings.ts';
import type { Links } from '../addresses.ts';
import { input } from '../input.ts';
import type { PageTask } from '../page-task.ts';
import type { PlanContext } from './plan-context.ts';
import type { Redirect } from './redirect-pages.ts';

/** Most routing rules that S3 takes for a bucket; the others are left to the pages that lead on. */
const maxRoutingRules = 50;

/** The files by which hosts learn of former addresses; none without any. */
export function redirectFiles(
  { links, model }: PlanContext,
  redirects: readonly Redirect[],
  forms: readonly RedirectForm[],
): readonly PageTask[] {
  if (redirects.length === 0) return [];
  const sorted = [...redirects].sort((a, b) => (a.from < b.from ? -1 : 1));
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
  readonly text: (redirects: readonly Redirect[], links: Links) => string;
}

const files: Readonly<Record<Exclude<RedirectForm, 'pages'>, RedirectFile>> = {
  // https://docs.netlify.com/routing/redirects/, https://developers.cloudflare.com/pages/configuration/redirects/
  netlify: {
    name: '_redirects',
    text: (redirects, { href }) =>
      lines(
        redirects.map(({ from, query, to }) => [href(from), ...(query?.split('&') ?? []), href(to), '301'].join(' ')),
      ),
  },
  // https://httpd.apache.org/docs/2.4/mod/mod_alias.html: the pattern is matched with the decoded path.
  apache: {
    name: '.htaccess',
    text: (redirects, { href }) =>
      lines([
        `ErrorDocument 404 ${href('/404.html')}`,
        ...(redirects.some(({ query }) => query !== undefined) ? ['RewriteEngine On'] : []),
        ...redirects.map(({ from, query, to }) => {
          if (query !== undefined) {
            const path = escaped(from.slice(1)).replace(/\/$/, '/?');
            const asked = query
              .split('&')
              .map((part) => `RewriteCond %{QUERY_STRING} "(?:^|&)${escaped(part)}(?:&|$)"`);
            return [...asked, `RewriteRule "^${path}$" "${href(to).replaceAll('$', '%24')}?" [R=301,L]`].join('\n');
          }
          const pattern = escaped(decoded(href(from))).replace(/\/$/, '/?');
          return `RedirectMatch 301 "^${pattern}$" "${href(to).replaceAll('$', '%24')}"`;
        }),
      ]),
  },
  // https://nginx.org/en/docs/http/ngx_http_map_module.html: `$uri` is the decoded path.
  nginx: {
    name: 'redirects.nginx.conf',
    text: (redirects, { href }) =>
      lines([
        '# Include this file in the http block; in the server block write: if ($moved_to) { return 301 $moved_to; }',
        'map $uri $moved_by_path {',
        '  default "";',
        ...redirects
          .filter(({ query }) => query === undefined)
          .map(({ from, to }) => `  "${decoded(href(from))}" "${href(to).replaceAll('$', '%24')}";`),
        '}',
        'map "$uri?$args" $moved_to {',
        '  default $moved_by_path;',
        ...redirects
          .filter(({ query }) => query !== undefined)
          .map(({ from, query, to }) => `  "${decoded(href(from))}?${query}" "${href(to).replaceAll('$', '%24')}";`),
        '}',
      ]),
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html; for `put-bucket-website`.
  s3: {
    name: 'redirects.s3.json',
    text: (redirects, { href }) => {
      const key = (address: string) => decoded(href(address)).replace(/^\//, '');
      // The first rule that fits is taken, and a rule fits every key that begins like it.
      const rules = redirects
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
