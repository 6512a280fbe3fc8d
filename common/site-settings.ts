/** The settings of a site as `offprint.yml` holds them, with every default filled in. No secrets, no machine paths. */
export interface SiteSettings {
  readonly title: string;
  readonly tagline: string;
  readonly author: string;
  /** BCP 47 tag; default `en`. */
  readonly language: string;
  /** IANA time zone in which dates without a zone are meant; default `UTC`. */
  readonly timeZone: string;
  /** Public address of the finished blog, ending in `/`; default `https://example.org/` until the author sets it. */
  readonly url: string;
  /** Pattern of a post's address; default `/:year/:month/:slug/`. */
  readonly permalink: string;
  /** Folder name of a built-in theme or of one under `themes/`; default `longread`. */
  readonly theme: string;
  /** Posts on a list page; default 10. */
  readonly postsPerPage: number;
  readonly menu: readonly MenuItem[];
  readonly blogroll: readonly MenuItem[];
  /** Languages besides `language` that have pages of their own below `/de/`; default: none. */
  readonly languages?: readonly SiteLanguage[];
  /** How readers are invited to comment; default: not at all. */
  readonly newComments?: NewComments;
  /** How former addresses lead on; default: `pages`, and the form that the targets' kinds understand. */
  readonly redirects?: readonly RedirectForm[];
  /** Whether each text file is also published as `.gz` and `.br`; default false. */
  readonly precompress?: boolean;
  /** Room for the builds of earlier publishes that can be put back, in megabytes; default 2,000. */
  readonly undoMegabytes?: number;
  /** Where the blog is published; empty until the author chooses, then the embedded local folder is used. */
  readonly targets: readonly TargetSettings[];
}

/** A further language of a site; what is left out is as in the site's main language. */
export interface SiteLanguage {
  /** BCP 47 tag; posts whose language is this one or a regional form of it belong to it. */
  readonly language: string;
  readonly title?: string;
  readonly tagline?: string;
  readonly menu?: readonly MenuItem[];
  readonly blogroll?: readonly MenuItem[];
}

/** Readers write a mail, or use a service whose HTML stands on each page; `{url}` and `{title}` in it are filled in. */
export type NewComments =
  | { readonly kind: 'mail'; readonly address: string }
  | { readonly kind: 'embed'; readonly html: string };

/**
 * How hosts are told of former addresses: a page that leads on (any host), `_redirects` (Netlify, Cloudflare Pages, GitLab
 * and Codeberg pages), `.htaccess` (Apache), a map for nginx, routing rules for S3 websites.
 */
export const redirectForms = ['pages', 'netlify', 'apache', 'nginx', 's3'] as const;

/** One of `redirectForms`. */
export type RedirectForm = (typeof redirectForms)[number];

/** A named link in the site's menu or blogroll. */
export interface MenuItem {
  readonly label: string;
  readonly url: string;
}

/** Where a site is published. Secrets are never part of it; fields beyond these belong to the target's kind. */
export interface TargetSettings {
  readonly name: string;
  readonly kind: 'folder' | 'git' | 'git-source' | 'sftp' | 's3';
  readonly [field: string]: string | number | boolean;
}
