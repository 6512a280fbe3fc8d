import path from 'node:path';
import type { ImportRefused, ImportStopped } from '../../../common/contract/import.ts';
import type { WriteFailed } from '../../../common/contract/site.ts';
import type { ImportedEntry, ImportReport } from '../../../common/import-report.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { ImportOptions } from '../import-options.ts';
import { openImportRecord } from '../import-record.ts';
import { createLanes } from '../lanes.ts';
import { rememberRedirects } from '../remember-redirects.ts';
import { commentsFile, type ImportedFiles, importedFiles } from '../write-imported.ts';
import { type ConvertContext, type ConvertedItem, convertItem } from './convert-item.ts';
import { countAll } from './count-all.ts';
import type { ExportItem } from './export-types.ts';
import { type ImportedMedia, importedMedia } from './import-media.ts';
import { oldAddresses } from './old-addresses.ts';
import { isPostLike, itemKey, type PlannedPost, planPosts } from './plan-posts.ts';
import { readExport } from './read-export.ts';
import { createPostFinder } from './rewrite-links.ts';
import type { ExportSurvey } from './survey-export.ts';

/** Posts whose files are on their way to the disk at the same time; also what is held in memory at most. */
const writesAtOnce = 8;

/** Brings a surveyed export into a site, one post at a time, and says exactly what it did. */
export async function importWordPress(
  survey: ExportSurvey,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportRefused | ImportStopped | WriteFailed>> {
  const { index } = survey;
  const { siteDataFolder, mediaFolder, isStopped = () => false } = options;
  const record = await openImportRecord(siteDataFolder);
  const files = importedFiles(options.siteFolder, record, options.isDryRun);
  const planned = await planPosts(index, files, options);
  const reserved = options.isDryRun ? ok(undefined) : await record.save();
  if (!reserved.ok) return reserved;
  const fetchedFolder = path.join(siteDataFolder, 'import-uploads');
  const media = importedMedia(
    index,
    [...(mediaFolder === undefined ? [] : [mediaFolder]), fetchedFolder],
    options.takeIn,
  );
  const attachments = [...index.items.values()]
    .filter(({ type }) => type === 'attachment')
    .map(({ attachmentUrl }) => attachmentUrl);
  const fetched = await fetchMissing([...attachments, ...survey.uploads], media, fetchedFolder, options);
  const authors = new Map(index.blog.authors.map(({ login, name }) => [login, name]));
  const context: ConvertContext = {
    index,
    media,
    takeIn: options.takeIn,
    findPost: createPostFinder(index, planned),
    authorName: (login) => (authors.size > 1 ? (authors.get(login) ?? login) : undefined),
    now: options.now(),
  };
  const entries: ImportedEntry[] = [];
  let pingbacks = 0;
  let begun = 0;
  let done = 0;
  const writing = createLanes(writesAtOnce);
  const read = await readExport(survey.file, async (item) => {
    const plan = planned.get(item.id);
    if (plan === undefined || !isPostLike(item) || isStopped()) return;
    // One text after the other is converted; a disk takes several files at once, and each waits for it.
    const converted = await convertItem(item, plan, context);
    const at = begun;
    begun += 1;
    await writing.start(async () => {
      const written = await writeItem(item, plan, converted, files, options);
      pingbacks += written.pingbackCount;
      entries[at] = written.entry;
      done += 1;
      options.onProgress?.('writing', done, planned.size);
    });
  });
  await writing.finish();
  if (!read.ok) return read;
  if (!isStopped()) await media.takeIn(attachments, undefined);
  if (!options.isDryRun) {
    const saved = await record.save();
    if (!saved.ok) return saved;
  }
  if (isStopped()) return fail({ kind: 'import-stopped' });
  const redirects = await rememberRedirects(options.siteFolder, oldAddresses(index, planned), options.isDryRun);
  if (!redirects.ok) return redirects;
  return ok({
    kind: 'wordpress',
    source: survey.file,
    folder: options.siteFolder,
    isDryRun: options.isDryRun,
    counts: countAll(survey, entries, pingbacks, attachments.filter((url) => media.pathOf(url) !== undefined).length),
    entries,
    missingMedia: media.missing(),
    redirects: redirects.value,
    fetched,
    problems: read.value.problems,
  });
}

async function fetchMissing(
  urls: readonly string[],
  media: ImportedMedia,
  folder: string,
  { fetchMedia, isDryRun, onProgress, isStopped = () => false }: ImportOptions,
): Promise<number> {
  if (fetchMedia === undefined || isDryRun) return 0;
  const watch = { onProgress: (done: number, total: number) => onProgress?.('fetching', done, total), isStopped };
  const { fetched, problems } = await fetchMedia(await media.wanted(urls), folder, watch);
  media.note(problems);
  return fetched;
}

async function writeItem(
  item: ExportItem,
  plan: PlannedPost,
  converted: ConvertedItem,
  files: ImportedFiles,
  options: ImportOptions,
): Promise<{ entry: ImportedEntry; pingbackCount: number }> {
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
