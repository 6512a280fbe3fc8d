import path from 'node:path';
import { parseDocument } from 'yaml';
import type { LayoutName, LayoutQuestion } from '../../common/contract/site.ts';
import { readToml } from '../../common/front-matter-toml.ts';
import { readYaml } from '../../common/front-matter-yaml.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { type FileSystem, isMissing } from '../node/file-system.ts';
import { type Layout, offprintLayout, type Place } from './layout.ts';
import type { StatedLayout } from './stated-layout.ts';
import { undecidedFolders } from './undecided-folders.ts';

/** What a folder is, and what its own settings say of the blog. */
export interface RecognisedSite {
  readonly layout: Layout;
  /** Values that stand in for what `offprint.yml` does not say. */
  readonly settings: Partial<SiteSettings>;
  /** What the folder alone does not tell; undefined when it does, or when the author has said so. */
  readonly question?: LayoutQuestion;
}

/**
 * Tells whose folder this is by the settings and content folders it has, or by what the author has said; undefined for one that
 * looks like no blog. Only reads.
 */
export async function recogniseLayout(
  fileSystem: FileSystem,
  folder: string,
  stated?: StatedLayout,
): Promise<RecognisedSite | undefined> {
  const look = await lookAround(fileSystem, folder);
  const programs = stated === undefined ? await programsOf(look) : [stated.name];
  const [first] = programs;
  if (first === undefined) return undefined;
  const extra = (stated?.postFolders ?? []).map((place): Place => ({ folder: place, kind: 'post' }));
  const site = await makers[first](look, extra);
  if (stated !== undefined) return site;
  const folders = await undecidedFolders(fileSystem, folder, site.layout);
  return programs.length < 2 && folders.length === 0 ? site : { ...site, question: { programs, folders } };
}

/** Every program whose signs the folder has, the likeliest first. */
async function programsOf({ has, names }: Look): Promise<readonly LayoutName[]> {
  const isNamed = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name));
  const isHexo = await has('source/_posts');
  const signs: readonly (readonly [LayoutName, boolean])[] = [
    ['hugo', (await has('content')) && hugoSettings.some((name) => names.has(name))],
    ['hexo', isHexo],
    ['jekyll', (await has('_posts')) || (names.has('_config.yml') && !isHexo)],
    ['astro', isNamed(/^astro\.config\.(?:[mc]?js|ts)$/)],
    ['eleventy', isNamed(/^(?:\.eleventy\.js|eleventy\.config\.(?:[mc]?js|ts))$/)],
  ];
  const found = signs.filter(([, isThere]) => isThere).map(([name]) => name);
  return found.length === 0 && (await has('posts')) ? ['offprint'] : found;
}

/** What is asked of a folder while it is recognised. */
interface Look {
  readonly names: ReadonlySet<string>;
  readonly has: (place: string) => Promise<boolean>;
  /** The settings in the first of these files that is there; empty when there is none. */
  readonly config: (...candidates: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
  readonly existing: (places: readonly Place[]) => Promise<readonly Place[]>;
}

async function lookAround(fileSystem: FileSystem, folder: string): Promise<Look> {
  const names = new Set((await fileSystem.list(folder)).map((entry) => entry.name));
  const has = (place: string): Promise<boolean> => isFolder(fileSystem, path.join(folder, place));
  return {
    names,
    has,
    config: async (...candidates) => {
      const name = candidates.find((candidate) => names.has(candidate));
      return name === undefined ? {} : readConfig(fileSystem, path.join(folder, name));
    },
    existing: async (places) => {
      const found = await Promise.all(places.map((place) => has(place.folder)));
      return places.filter((_, index) => found[index]);
    },
  };
}

/** How each program's folder is read; `extra` are places that the author has named. */
const makers: Readonly<Record<LayoutName, (look: Look, extra: readonly Place[]) => Promise<RecognisedSite>>> = {
  offprint: async (_look, extra) => ({
    layout: { ...offprintLayout, places: [...extra, ...offprintLayout.places] },
    settings: {},
  }),
  hugo: async (look, extra) =>
    hugoSite(await look.config(...hugoSettings), [...(await look.existing(hugoPosts)), ...extra]),
  hexo: async (look) => hexoSite(await look.config('_config.yml')),
  jekyll: async (look) => jekyllSite(await look.config('_config.yml')),
  astro: async (look, extra) => ({
    layout: {
      name: 'astro',
      places: [...extra, ...(await look.existing(astroPosts)), { folder: 'src/pages', kind: 'page' }],
    },
    settings: {},
  }),
  eleventy: async (look, extra) => ({
    layout: { name: 'eleventy', places: [...extra, ...(await look.existing(eleventyPlaces))] },
    settings: {},
  }),
};

const hugoSettings = [
  'hugo.toml',
  'hugo.yaml',
  'hugo.yml',
  'hugo.json',
  'config.toml',
  'config.yaml',
  'config.yml',
  'config.json',
] as const;

const hugoPosts: readonly Place[] = ['posts', 'post', 'blog', 'articles', 'news'].map((name) => ({
  folder: `content/${name}`,
  kind: 'post',
}));

const astroPosts: readonly Place[] = ['blog', 'posts', 'post', 'articles'].flatMap((name): readonly Place[] => [
  { folder: `src/content/${name}`, kind: 'post' },
  { folder: `src/data/${name}`, kind: 'post' },
]);

const eleventyPlaces: readonly Place[] = [
  ...[
    'posts',
    'blog',
    'content/blog',
    'content/posts',
    'src/posts',
    'src/blog',
    'src/content/posts',
    'src/content/blog',
  ].map((folder): Place => ({ folder, kind: 'post' })),
  { folder: 'pages', kind: 'page' },
  { folder: 'src/pages', kind: 'page' },
];

function hugoSite(config: Readonly<Record<string, unknown>>, posts: readonly Place[]): RecognisedSite {
  const section = posts[0]?.folder.split('/')[1];
  const places: readonly Place[] = [...posts, { folder: 'content', kind: 'page' }];
  const permalinks = config.permalinks;
  const stated =
    section === undefined || typeof permalinks !== 'object' || permalinks === null
      ? undefined
      : Reflect.get(permalinks, section);
  const permalink = typeof stated === 'string' ? hugoPattern(stated) : `/${section ?? 'posts'}/:slug/`;
  return {
    layout: { name: 'hugo', places },
    settings: { ...common(config, 'baseURL', 'languageCode'), permalink },
  };
}

function hugoPattern(pattern: string): string {
  const known = pattern.replace(/:(?:slugorfilename|slugorcontentbasename|filename|contentbasename|title)\b/g, ':slug');
  return known.endsWith('/') ? known : `${known}/`;
}

function hexoSite(config: Readonly<Record<string, unknown>>): RecognisedSite {
  const stated = typeof config.permalink === 'string' ? config.permalink : ':year/:month/:day/:title/';
  const permalink = `/${stated.replace(/^\//, '').replace(/:(?:title|name|post_title)\b/g, ':slug')}`;
  return {
    layout: {
      name: 'hexo',
      places: [
        { folder: 'source/_drafts', kind: 'post', isDrafts: true },
        { folder: 'source/_posts', kind: 'post' },
        { folder: 'source', kind: 'page' },
      ],
      marksUnpublished: true,
    },
    settings: {
      ...common(config, 'url', 'language'),
      ...textsOf(config, { tagline: 'subtitle', author: 'author' }),
      permalink,
    },
  };
}

/** Jekyll's named styles; `:category` is the first one's path. */
const jekyllPatterns: Readonly<Record<string, string>> = {
  date: '/:category/:year/:month/:day/:slug.html',
  pretty: '/:category/:year/:month/:day/:slug/',
  none: '/:category/:slug.html',
};

function jekyllSite(config: Readonly<Record<string, unknown>>): RecognisedSite {
  const stated = typeof config.permalink === 'string' ? config.permalink : 'date';
  const permalink = (jekyllPatterns[stated] ?? stated)
    .replace(/:title\b/g, ':slug')
    .replace(/:categories\b/g, ':category');
  return {
    layout: {
      name: 'jekyll',
      places: [
        { folder: '_drafts', kind: 'post', isDrafts: true },
        { folder: '_posts', kind: 'post' },
        { folder: '_pages', kind: 'page' },
        { folder: '', kind: 'page', isFlat: true },
      ],
      hasDatedNames: true,
      marksUnpublished: true,
    },
    settings: {
      ...common(config, 'url', 'lang'),
      ...textsOf(config, { tagline: 'description', author: 'author' }),
      permalink,
    },
  };
}

function common(config: Readonly<Record<string, unknown>>, url: string, language: string): Partial<SiteSettings> {
  const texts = textsOf(config, { title: 'title', url, language, timeZone: 'timezone' });
  const isAddress = texts.url !== undefined && /^https?:\/\//.test(texts.url) && URL.canParse(texts.url);
  const { url: address, ...others } = texts;
  if (!isAddress || address === undefined) return others;
  return { ...others, url: address.endsWith('/') ? address : `${address}/` };
}

type TextSetting = 'title' | 'url' | 'language' | 'timeZone' | 'tagline' | 'author';

function textsOf(
  config: Readonly<Record<string, unknown>>,
  names: Partial<Record<TextSetting, string>>,
): Partial<Record<TextSetting, string>> {
  const found: Partial<Record<TextSetting, string>> = {};
  // `names` is written in this file with keys of its type only.
  for (const [setting, name] of Object.entries(names) as readonly (readonly [TextSetting, string])[]) {
    const value = config[name];
    if (typeof value === 'string' && value !== '') found[setting] = value;
  }
  return found;
}

/** A generator's settings as plain data; empty when they cannot be read: they only fill in for what is not said elsewhere. */
async function readConfig(fileSystem: FileSystem, file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = Buffer.from(await fileSystem.readFile(file)).toString('utf8');
  const read = file.endsWith('.toml') ? readToml(text) : readYaml(withoutTabs(text));
  return 'plain' in read ? read.plain : {};
}

/** JSON may be indented with tabs, YAML may not. */
function withoutTabs(text: string): string {
  return parseDocument(text).errors.length === 0 ? text : text.replace(/^\t+/gm, '  ');
}

async function isFolder(fileSystem: FileSystem, folder: string): Promise<boolean> {
  try {
    return (await fileSystem.stat(folder)).kind === 'folder';
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
