import type { ExportRefused } from '../../../common/contract/import.ts';
import type { ImportCount, ImportedEntry, ImportReport } from '../../../common/import-report.ts';
import { ok, type Result } from '../../../common/result.ts';
import { type ImportRecord, openImportRecord } from '../import-record.ts';
import { type ImportedFiles, importedFiles } from '../write-imported.ts';
import { type ConvertContext, convertItem } from './convert-item.ts';
import type { ExportItem } from './export-types.ts';
import { importedMedia, type TakeIn } from './import-media.ts';
import { isPostLike, itemKey, type PlannedPost, planPosts } from './plan-posts.ts';
import { readExport } from './read-export.ts';
import { createPostFinder } from './rewrite-links.ts';
import type { ExportSurvey } from './survey-export.ts';

/** Where an export goes, and what lends it hands. */
export interface WordPressImport {
  /** Absolute, links resolved. */
  readonly siteFolder: string;
  readonly siteDataFolder: string;
  readonly permalink: string;
  readonly timeZone: string;
  /** The old blog's `wp-content/uploads` on this machine, if the author has it. */
  readonly uploadsFolder: string | undefined;
  /** Decides and reports everything, writes nothing. */
  readonly isDryRun: boolean;
  readonly takeIn: TakeIn;
  /** Moves an imported post to the trash; false when that failed. */
  readonly trash: (id: string) => Promise<boolean>;
  readonly now: () => number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Brings a surveyed export into a site, one post at a time, and says exactly what it did. */
export async function importWordPress(
  survey: ExportSurvey,
  options: WordPressImport,
): Promise<Result<ImportReport, ExportRefused>> {
  const { index } = survey;
  const record = await openImportRecord(options.siteDataFolder);
  const files = importedFiles(options.siteFolder, record, options.isDryRun);
  const planned = await planPosts(index, files, options);
  const media = importedMedia(index, options.uploadsFolder, options.takeIn);
  const authors = new Map(index.blog.authors.map(({ login, name }) => [login, name]));
  const context: ConvertContext = {
    index,
    media,
    findPost: createPostFinder(index, planned),
    authorName: (login) => (authors.size > 1 ? (authors.get(login) ?? login) : undefined),
    now: options.now(),
  };
  const entries: ImportedEntry[] = [];
  let pingbacks = 0;
  const read = await readExport(survey.file, async (item) => {
    const plan = planned.get(item.id);
    if (plan === undefined || !isPostLike(item)) return;
    const { entry, pingbackCount } = await importItem(item, plan, context, files, options);
    pingbacks += pingbackCount;
    entries.push(entry);
    options.onProgress?.(entries.length, planned.size);
  });
  if (!read.ok) return read;
  if (!options.isDryRun) await saveRecord(record);
  return ok({
    source: survey.file,
    folder: options.siteFolder,
    isDryRun: options.isDryRun,
    counts: countAll(survey, entries, pingbacks, media.count()),
    entries,
    missingMedia: [...media.missing].map(([url, usedBy]) => ({ url, usedBy })),
    problems: read.value.problems,
  });
}

async function importItem(
  item: ExportItem,
  plan: PlannedPost,
  context: ConvertContext,
  files: ImportedFiles,
  options: WordPressImport,
): Promise<{ entry: ImportedEntry; pingbackCount: number }> {
  const converted = await convertItem(item, plan, context);
  const outcome = await files.write(itemKey(item.id), plan.file, converted.post);
  const isOurs = outcome === 'new' || outcome === 'updated' || outcome === 'unchanged';
  if (converted.comments !== undefined && isOurs) {
    await files.write(`${itemKey(item.id)}:comments`, commentsFile(plan.file), converted.comments);
  }
  if (converted.status === 'trashed' && outcome === 'new' && !options.isDryRun) await options.trash(plan.file);
  const entry: ImportedEntry = {
    title: item.title,
    kind: plan.kind,
    sourceStatus: item.status,
    status: converted.status,
    file: plan.file,
    ...(plan.address === undefined ? {} : { address: plan.address }),
    outcome,
    comments: isOurs ? converted.commentCount : 0,
    changed: converted.changed,
    look: outcome === 'failed' ? [...converted.look, { note: 'write-failed', detail: plan.file }] : converted.look,
  };
  return { entry, pingbackCount: isOurs ? converted.pingbackCount : 0 };
}

function commentsFile(post: string): string {
  return `comments/${post.split('/').at(-1)?.replace(/\.md$/, '')}.yml`;
}

async function saveRecord(record: ImportRecord): Promise<void> {
  const saved = await record.save();
  if (!saved.ok) throw new Error(`The record of the import could not be kept: ${saved.failure.code}`);
}

function countAll(
  survey: ExportSurvey,
  entries: readonly ImportedEntry[],
  pingbacks: number,
  media: number,
): ImportCount[] {
  const items = [...survey.index.items.values()];
  const came = entries.filter(({ outcome }) => outcome !== 'failed');
  const inSource = (matches: (item: (typeof items)[number]) => boolean) => items.filter(matches).length;
  const terms = (taxonomy: string) => survey.index.blog.terms.filter((term) => term.taxonomy === taxonomy).length;
  return [
    {
      what: 'posts',
      inSource: inSource((item) => item.type === 'post' && isPostLike(item)),
      imported: came.filter(({ kind }) => kind === 'post').length,
    },
    {
      what: 'pages',
      inSource: inSource((item) => item.type !== 'post' && isPostLike(item)),
      imported: came.filter(({ kind }) => kind === 'page').length,
    },
    { what: 'comments', inSource: survey.comments, imported: came.reduce((sum, { comments }) => sum + comments, 0) },
    { what: 'pingbacks', inSource: survey.pingbacks, imported: pingbacks },
    { what: 'categories', inSource: terms('category'), imported: terms('category') },
    { what: 'tags', inSource: terms('post_tag'), imported: terms('post_tag') },
    { what: 'media', inSource: inSource(({ type }) => type === 'attachment'), imported: media },
  ];
}
