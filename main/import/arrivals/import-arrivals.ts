import path from 'node:path';
import type { ImportRefused, ImportStopped } from '../../../common/contract/import.ts';
import type { WriteFailed } from '../../../common/contract/site.ts';
import type { ImportCount, ImportedEntry, ImportNote, ImportReport } from '../../../common/import-report.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { addressesIn, replaceOutsideCode, rewriteAddresses } from '../../media/markdown-addresses.ts';
import { activeElementsIn, htmlToMarkdown } from '../html/html-to-markdown.ts';
import type { ImportOptions } from '../import-options.ts';
import { openImportRecord } from '../import-record.ts';
import { rememberRedirects } from '../remember-redirects.ts';
import { commentsFile, type ImportedFiles, importedFiles } from '../write-imported.ts';
import type { ArrivalSource } from './arrival.ts';
import { type ArrivalMedia, arrivalMedia } from './arrival-media.ts';
import { composeArrival, composeComments } from './compose-arrival.ts';
import { createFetched } from './fetched-files.ts';
import { createArrivalFinder, type LinkToArrival } from './find-arrival.ts';
import { type PlannedArrival, planArrivals } from './plan-arrivals.ts';

/** Brings a source into a site, one post at a time, and says exactly what it did. */
export async function importArrivals(
  source: ArrivalSource,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportRefused | ImportStopped | WriteFailed>> {
  const { isStopped = () => false } = options;
  const record = await openImportRecord(options.siteDataFolder);
  const files = importedFiles(options.siteFolder, record, options.isDryRun);
  const planned = await planArrivals(source.arrivals, files, options);
  const reserved = options.isDryRun ? ok(undefined) : await record.save();
  if (!reserved.ok) return reserved;
  const folder = path.join(options.siteDataFolder, 'import-uploads');
  const fetched = await createFetched(source, folder, options);
  const media = arrivalMedia(source, fetched.find, options);
  media.note(fetched.problems);
  const linkTo = createArrivalFinder(source, planned);
  const entries: ImportedEntry[] = [];
  for (const plan of planned.values()) {
    if (isStopped()) break;
    entries.push(await importArrival(plan, { files, media, linkTo, options }));
    options.onProgress?.('writing', entries.length, planned.size);
  }
  if (!options.isDryRun) {
    const saved = await record.save();
    if (!saved.ok) return saved;
  }
  if (isStopped()) return fail({ kind: 'import-stopped' });
  const missingMedia = media.missing();
  const redirects = await rememberRedirects(options.siteFolder, source.redirects, options.isDryRun);
  if (!redirects.ok) return redirects;
  return ok({
    kind: source.kind,
    source: source.source,
    folder: options.siteFolder,
    isDryRun: options.isDryRun,
    counts: countAll(source, entries, media.count(), missingMedia.length),
    entries,
    missingMedia,
    redirects: redirects.value,
    fetched: fetched.count,
    problems: source.problems,
  });
}

interface Hands {
  readonly files: ImportedFiles;
  readonly media: ArrivalMedia;
  readonly linkTo: LinkToArrival;
  readonly options: ImportOptions;
}

async function importArrival(plan: PlannedArrival, { files, media, linkTo, options }: Hands): Promise<ImportedEntry> {
  const { arrival, file } = plan;
  const text = await arrival.read();
  const lost: string[] = [];
  const rewritten = new Map<string, string>();
  const own = arrival.cover === undefined ? [] : [arrival.cover.src];
  for (const address of new Set([
    ...own,
    ...(text.form === 'html' ? htmlAddresses(text.text) : addressesIn(text.text)),
  ])) {
    const link = linkTo(address, plan);
    const isMedia = link === undefined && !/^(?:#|\?|mailto:|tel:|data:(?!image\/)|javascript:)/i.test(address);
    const target = link ?? (isMedia ? await media.takeIn(address, arrival, file) : undefined);
    if (target !== undefined) rewritten.set(address, target);
    else if (media.isMissing(address)) lost.push(address);
  }
  const rewriteUrl = (url: string) => rewritten.get(url);
  const markdown =
    text.form === 'html'
      ? htmlToMarkdown(text.text, { rewriteUrl })
      : withPlainFigures(rewriteAddresses(text.text, rewriteUrl));
  const cover = arrival.cover && { ...arrival.cover, src: rewritten.get(arrival.cover.src) ?? arrival.cover.src };
  const outcome = await files.write(arrival.key, file, composeArrival(plan, cover, markdown));
  const isOurs = outcome === 'new' || outcome === 'updated' || outcome === 'unchanged';
  const comments = composeComments(arrival.comments);
  if (comments !== undefined && isOurs) {
    await files.write(`${arrival.key}:comments`, commentsFile(file), comments);
  }
  const look: ImportNote[] = [
    ...text.look,
    ...(text.form === 'html'
      ? activeElementsIn(text.text).map((detail) => ({ note: 'script-removed' as const, detail }))
      : []),
    ...lost.map((detail) => ({ note: 'missing-media' as const, detail })),
    ...(arrival.title === '' ? [{ note: 'title-empty' as const, detail: '' }] : []),
    ...(arrival.kind === 'post' && arrival.date === undefined ? [{ note: 'date-missing' as const, detail: '' }] : []),
    ...(outcome === 'failed' ? [{ note: 'write-failed' as const, detail: file }] : []),
  ];
  return {
    title: arrival.title,
    kind: arrival.kind,
    sourceStatus: arrival.sourceStatus,
    status: statusOf(arrival, options.now()),
    file,
    ...(arrival.address === undefined ? {} : { address: arrival.address }),
    outcome,
    comments: isOurs ? arrival.comments.length : 0,
    changed: [
      ...new Set([...rewritten].flatMap(([address, target]) => (address.startsWith('data:') ? [target] : []))),
    ].map((detail) => ({ note: 'embedded-picture', detail })),
    look,
  };
}

/** Figures and galleries that stand as HTML in Markdown become pictures with their words. */
function withPlainFigures(markdown: string): string {
  const block = /^(?:<figure\b[\s\S]*?<\/figure>|<div class="gallery\b[^>]*>[\s\S]*?<\/div>)[ \t]*$/gm;
  return replaceOutsideCode(markdown, block, (found) =>
    /<img\b/.test(found) && !/<(?:table|blockquote|pre)\b/.test(found)
      ? htmlToMarkdown(found, { rewriteUrl: () => undefined }).trim()
      : found,
  );
}

function htmlAddresses(html: string): string[] {
  return [
    ...html.matchAll(/\s(?:src|href|poster|data-src|data-lazy-src|data-original)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi),
  ]
    .map((found) => (found[1] ?? found[2] ?? '').replaceAll('&amp;', '&'))
    .filter((address) => address !== '');
}

function statusOf({ isDraft, date }: PlannedArrival['arrival'], now: number): ImportedEntry['status'] {
  if (isDraft) return 'draft';
  const ms = date === undefined ? Number.NaN : Date.parse(date.replace(' ', 'T'));
  return ms > now ? 'scheduled' : 'published';
}

function countAll(
  { arrivals }: ArrivalSource,
  entries: readonly ImportedEntry[],
  media: number,
  missing: number,
): readonly ImportCount[] {
  const came = entries.filter(({ outcome }) => outcome !== 'failed');
  const count = (what: ImportCount['what'], kind: 'post' | 'page'): ImportCount => ({
    what,
    inSource: arrivals.filter((arrival) => arrival.kind === kind).length,
    imported: came.filter((entry) => entry.kind === kind).length,
  });
  return [
    count('posts', 'post'),
    count('pages', 'page'),
    {
      what: 'comments',
      inSource: arrivals.reduce((sum, { comments }) => sum + comments.length, 0),
      imported: came.reduce((sum, { comments }) => sum + comments, 0),
    },
    { what: 'media', inSource: media + missing, imported: media },
  ];
}
