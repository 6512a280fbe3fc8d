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
  /** Where the blog is published; empty until the author chooses, then the embedded local folder is used. */
  readonly targets: readonly TargetSettings[];
}

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
