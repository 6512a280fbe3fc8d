import type { SiteSettings, TargetSettings } from '../../../common/site-settings.ts';

/** Settings of a site with these targets and defaults for the rest. */
export function settingsWith(targets: readonly TargetSettings[]): SiteSettings {
  return {
    title: 'Blog',
    tagline: '',
    author: '',
    language: 'en',
    timeZone: 'UTC',
    url: 'https://example.org/',
    permalink: '/:year/:slug/',
    theme: 'longread',
    postsPerPage: 10,
    menu: [],
    blogroll: [],
    targets,
  };
}
