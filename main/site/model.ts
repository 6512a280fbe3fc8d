import { type TimeZone, timeZone } from '../../common/dates.ts';
import { typeset } from '../../common/markdown/rules/typography.ts';
import type { PostSummary } from '../../common/post.ts';
import { assertNever } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { cleanAddress } from './addresses.ts';
import { type PermalinkParts, permalinks } from './permalink.ts';
import { type SiteSection, sectionOf, siteSections } from './sections.ts';
import { collectTerms, type NameTerms, slugOf, type TermName, type Terms, termNaming } from './terms.ts';

/** A post or page that readers get, with its address. */
export interface SitePost {
  readonly id: string;
  readonly kind: 'post' | 'page';
  /** As readers see it, with the quotation marks and dashes of its language. */
  readonly title: string;
  readonly address: string;
  /** Root of its section, `/` or `/de/`. */
  readonly root: string;
  /** BCP 47 tag, the site's unless the post has its own. */
  readonly language: string;
  /** UTC milliseconds; absent on pages without a date. */
  readonly dateMs?: number;
  readonly updatedMs?: number;
  readonly author: string;
  /** Categories, tags, author and series as the post names them. */
  readonly terms: readonly TermName[];
  readonly summary: PostSummary;
}

/** What readers get in one section of the site, sorted and grouped, before anything is rendered. */
export interface SiteModel {
  /** Of this section: its own title, language and menu. */
  readonly settings: SiteSettings;
  /** Address of the section's home page. */
  readonly root: string;
  /** Newest first; posts of one moment by id. */
  readonly posts: readonly SitePost[];
  /** By id. */
  readonly pages: readonly SitePost[];
  readonly pageAt: ReadonlyMap<string, SitePost>;
  /** Every category, tag, author and series that has posts, by kind and then slug path. */
  readonly terms: Terms;
  readonly zone: TimeZone;
  /** Position of a post in `posts`. */
  readonly positions: ReadonlyMap<string, number>;
}

/** Groups the summaries of everything readers get: one model a section, the main language's first. Pure. */
export function siteModels(
  settings: SiteSettings,
  summaries: readonly PostSummary[],
  sitePosts: SitePosts,
): readonly [SiteModel, ...SiteModel[]] {
  const zone = timeZone(settings.timeZone);
  const all = summaries.map((summary) => sitePosts.of(summary, settings, zone));
  const [main, ...others] = siteSections(settings);
  return [sectionModel(main, all, zone), ...others.map((section) => sectionModel(section, all, zone))];
}

function sectionModel({ root, settings }: SiteSection, all: readonly SitePost[], zone: TimeZone): SiteModel {
  const own = all.filter((post) => post.root === root);
  const posts = own.filter((post) => post.kind === 'post').sort(newestFirst);
  const pages = own.filter((post) => post.kind === 'page').sort((a, b) => (a.id < b.id ? -1 : 1));
  const positions = new Map<string, number>();
  for (const [position, { id }] of posts.entries()) positions.set(id, position);
  const pageAt = new Map(pages.map((page) => [page.address, page]));
  return { settings, root, posts, pages, pageAt, zone, positions, terms: collectTerms(posts) };
}

/** Remembers what was made of a summary as long as the post stays the same. */
export interface SitePosts {
  of(summary: PostSummary, settings: SiteSettings, zone: TimeZone): SitePost;
}

/** An empty memory; a change of settings starts it anew. */
export function createSitePosts(): SitePosts {
  let known = new Map<string, SitePost>();
  let naming: Naming | undefined;
  const nameTerms = termNaming();
  return {
    of: (summary, settings, zone) => {
      if (naming?.settings !== settings) {
        known = new Map();
        naming = { settings, zone, sections: siteSections(settings), nameTerms, placing: placingIn(settings) };
      }
      const remembered = known.get(summary.id);
      if (remembered !== undefined && saysTheSame(remembered.summary, summary)) return remembered;
      const made = new PlacedPost(summary, naming);
      known.set(summary.id, made);
      return made;
    },
  };
}

function placingIn({ permalink }: SiteSettings): Naming['placing'] {
  const patterns = new Map<string, ReturnType<Naming['placing']>>();
  return (root) => {
    const pattern = patterns.get(root) ?? permalinks(`${root}${permalink}`);
    patterns.set(root, pattern);
    return pattern;
  };
}

/** How terms and addresses are made of what posts say. */
interface Naming {
  readonly settings: SiteSettings;
  readonly sections: readonly SiteSection[];
  readonly zone: TimeZone;
  readonly nameTerms: NameTerms;
  /** By the root of a section. */
  readonly placing: (root: string) => (part: (name: keyof PermalinkParts) => string) => string;
}

function saysTheSame(before: PostSummary, now: PostSummary): boolean {
  if (before === now) return true;
  return (
    now.version !== undefined &&
    before.version === now.version &&
    before.slug === now.slug &&
    before.dateMs === now.dateMs &&
    before.kind === now.kind
  );
}

/** Names where a post is, and what it is called, when it is asked: after an edit most builds ask it of few posts of thousands. */
class PlacedPost implements SitePost {
  readonly id: string;
  readonly kind: SitePost['kind'];
  readonly root: string;
  readonly language: string;
  declare readonly dateMs?: number;
  declare readonly updatedMs?: number;
  readonly author: string;
  readonly terms: readonly TermName[];
  readonly summary: PostSummary;
  readonly #naming: Naming;
  #title: string | undefined;
  #address: string | undefined;

  constructor(summary: PostSummary, naming: Naming) {
    const { settings, sections, zone, nameTerms } = naming;
    const { id, kind, matter, dateMs } = summary;
    this.id = id;
    this.kind = kind;
    this.language = languageTag(matter.language) ?? settings.language;
    this.root = sectionOf(this.language, sections)?.root ?? '/';
    if (dateMs !== undefined) this.dateMs = dateMs;
    const updatedMs = matter.updated === undefined ? undefined : zone.parse(matter.updated);
    if (updatedMs !== undefined) this.updatedMs = updatedMs;
    this.author = matter.author?.trim() || settings.author;
    const terms: TermName[] = [];
    nameTerms('category', matter.categories, this.root, terms);
    nameTerms('tag', matter.tags, this.root, terms);
    nameTerms('author', [this.author], this.root, terms);
    if (matter.series !== undefined) nameTerms('series', [matter.series], this.root, terms);
    this.terms = terms;
    this.summary = summary;
    this.#naming = naming;
  }

  get title(): string {
    this.#title ??= typeset(authorsTitle(this.summary), { language: this.language });
    return this.#title;
  }

  get address(): string {
    this.#address ??= addressOf(this.summary, this.root, this.#naming);
    return this.#address;
  }
}

/** What a post is called by its author, who links to it by these words. */
export function authorsTitle({ matter, slug }: PostSummary): string {
  return matter.title.trim() === '' ? slug : matter.title.trim();
}

function addressOf(summary: PostSummary, root: string, { settings, zone, nameTerms, placing }: Naming): string {
  const { matter } = summary;
  const own = matter.permalink === undefined ? undefined : cleanAddress(matter.permalink);
  if (own !== undefined) return own;
  const slug = summary.slug.trim() === '' ? slugOf('post', summary.id) : summary.slug;
  if (summary.kind === 'page')
    return cleanAddress(`${root}${pageFolder(summary.id)}${slug === 'index' ? '' : `${slug}/`}`) ?? `${root}${slug}/`;
  const { year, month, day } = zone.parts(summary.dateMs ?? 0);
  return placing(root)((name) => {
    switch (name) {
      case 'slug':
        return slug;
      case 'year':
        return String(year).padStart(4, '0');
      case 'month':
        return String(month).padStart(2, '0');
      case 'day':
        return String(day).padStart(2, '0');
      case 'category':
        return nameTerms('category', matter.categories)[0]?.path ?? '';
      case 'author':
        return nameTerms('author', [matter.author ?? settings.author])[0]?.path ?? slugOf('author', '');
      default:
        return assertNever(name);
    }
  });
}

/** `pages/about/team.md` lies below `/about/`. */
function pageFolder(id: string): string {
  const folders = id.split('/').slice(0, -1);
  return ['', ...folders.slice(folders[0] === 'pages' ? 1 : 0), ''].join('/');
}

function languageTag(written: string | undefined): string | undefined {
  return written !== undefined && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(written.trim()) ? written.trim() : undefined;
}

function newestFirst(a: SitePost, b: SitePost): number {
  return (b.dateMs ?? 0) - (a.dateMs ?? 0) || (a.id < b.id ? -1 : 1);
}
